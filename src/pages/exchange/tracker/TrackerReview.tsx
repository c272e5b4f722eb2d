import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { TrackerMap } from '../../../../domain/trackers/map.ts'
import type { TrackerLook } from '../../../../preload/tracker-contract.ts'
import { ask, useTell } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { formatNumber, plural } from '../../../ui/format.ts'
import { TaskProblem } from '../../shared/TaskProblem.tsx'
import { FindingCard } from './FindingCard.tsx'
import { SheetLayout } from './SheetLayout.tsx'
import { TheirWords } from './TheirWords.tsx'
import { TrackerRows } from './TrackerRows.tsx'

interface Props {
  first: TrackerLook
  /** Called when the tracker was brought in or put aside. */
  onDone: () => void
}

/** How a tracker is read, what is doubtful in it, and every difference it would make. */
export function TrackerReview({ first, onDone }: Props) {
  const [look, setLook] = useState(first)
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const plan = useMutation({
    mutationFn: (map: TrackerMap) => ask('tracker.plan', { look: look.look, map }),
    onSuccess: setLook,
  })
  const bringIn = useTell('tracker.bringIn')
  const change = (patch: Partial<TrackerMap>) => plan.mutate({ ...look.map, ...patch })
  const taken = look.rows.filter((row) => row.actions.length > 0 && !skipped.has(row.key))

  return (
    <div className="tracker" aria-busy={plan.isPending}>
      <p>
        <strong>{look.fileName}</strong>: {countWords(look)}
      </p>
      {look.remembered && (
        <p>It is read as you had files of its shape read before. Change anything you like below.</p>
      )}
      {look.moved > 0 && (
        <p>
          {plural(look.moved, 'cell')} said the same last time, and Accord has moved on since. What
          Accord has there stays.
        </p>
      )}
      <TaskProblem error={plan.error} />
      <details open={!look.remembered && look.rows.length === 0}>
        <summary>Sheets and columns</summary>
        {look.sheets.map((sheet) => (
          <SheetLayout
            key={sheet.sheet}
            sheet={sheet}
            layout={look.map.sheets.find((each) => each.sheet === sheet.sheet)!}
            onChange={(layout) =>
              change({
                sheets: look.map.sheets.map((each) =>
                  each.sheet === layout.sheet ? layout : each,
                ),
              })
            }
          />
        ))}
      </details>
      {look.vocabulary.length > 0 && (
        <details>
          <summary>
            What {plural(look.vocabulary.length, 'word and colour', 'words and colours')} for a
            status mean
          </summary>
          <TheirWords words={look.vocabulary} map={look.map} onChange={change} />
        </details>
      )}
      {look.findings.map((finding) => (
        <FindingCard key={finding.kind} finding={finding} look={look} onChange={change} />
      ))}
      <TrackerRows rows={look.rows} skipped={skipped} onSkip={setSkipped} />
      <div className="form-buttons">
        <Button onPress={onDone}>Put the tracker aside</Button>
        <Button
          kind="primary"
          isDisabled={taken.length === 0 || plan.isPending || bringIn.isPending}
          onPress={() =>
            bringIn.mutate(
              { look: look.look, map: look.map, skip: [...skipped] },
              { onSuccess: onDone },
            )
          }
        >
          Bring in {plural(taken.length, 'row')}
        </Button>
      </div>
    </div>
  )
}

/** Every row read is in one of them. */
function countWords({ rows }: TrackerLook): string {
  const count = (...outcomes: string[]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length
  const parts: [number, string][] = [
    [count('change', 'add'), 'with something new'],
    [count('same'), 'the same'],
    [count('ask'), 'waiting for your answer'],
    [count('left'), 'left out'],
    [count('aside'), 'sub-headings, totals and notes'],
  ]
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${formatNumber(number)} ${words}`)
  return `${plural(rows.length, 'row')} read${said.length > 0 ? `: ${said.join(', ')}` : ''}.`
}
