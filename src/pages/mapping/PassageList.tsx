import { useDeferredValue, useMemo, useState } from 'react'
import type { OwnPriority, PassageFile } from '../../../preload/strategies-types.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { Tag } from '../../ui/Tag.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { withMember } from '../shared/with-member.ts'
import { isMapped } from './priority-draft.ts'

/** As many as are drawn at first, and more each time. */
const STEP = 200

interface Props {
  file: PassageFile
  known: readonly OwnPriority[]
  /** Positions of passages in the file. */
  picked: ReadonlySet<number>
  onPick: (picked: ReadonlySet<number>) => void
}

/** The passages of a file, to read and tick. */
export function PassageList({ file: { passages }, known, picked, onPick }: Props) {
  const [typed, setTyped] = useState('')
  const [most, setMost] = useState(STEP)
  const words = useDeferredValue(typed.trim().toLowerCase())
  const found = useMemo(
    () =>
      passages
        .map((passage, index) => ({ ...passage, index }))
        .filter(({ text }) => text.toLowerCase().includes(words)),
    [passages, words],
  )
  return (
    <section aria-label="Passages">
      <div className="passage-find">
        <TextField label="Find a passage" value={typed} onChange={setTyped} />
        <p role="status">
          {formatNumber(found.length)} of {plural(passages.length, 'passage')}
        </p>
      </div>
      <ul className="passages">
        {found.slice(0, most).map(({ index, text, heading, page }) => (
          <li key={index} data-heading={heading}>
            <Checkbox
              isSelected={picked.has(index)}
              onChange={(isIn) => onPick(withMember(picked, index, isIn))}
            >
              <span>
                {text} {page !== null && <span className="quiet passage-page">page {page}</span>}{' '}
                {!heading && isMapped(text, known) && <Tag>Mapped</Tag>}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button onPress={() => setMost(most + STEP)}>
          Show more of {plural(found.length, 'passage')}
        </Button>
      )}
    </section>
  )
}
