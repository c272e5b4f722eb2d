import { Link } from '@tanstack/react-router'
import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { daysOf, ROUND_STANDING_WORDS, standingOf } from './round-words.ts'

interface Props {
  round: ChecklistRound
  whyNot: string | null
  onChange: () => void
}

export function RoundLine({ round, whyNot, onChange }: Props) {
  const { ics, today } = useApp()
  const save = useTell('checklist.saveRound')
  const standing = standingOf(round, today)
  const name = `${round.organisation}, ${round.title}`
  return (
    <tr>
      <th scope="row">{round.organisation}</th>
      <td>
        <Link to="/checklist/$round" params={{ round: round.id }} search={{ ics }}>
          {round.title}
          <span className="visually-hidden">: results of {round.organisation}</span>
        </Link>
        {round.conflicts.length > 0 && (
          <p className="quiet">
            Two people changed this at the same time.{' '}
            <Link to="/conflicts" search={{ ics }}>
              Settle it
            </Link>
          </p>
        )}
      </td>
      <td>{daysOf(round)}</td>
      <td>
        <Tag tone={standing === 'open' ? 'attention' : 'plain'}>
          {ROUND_STANDING_WORDS[standing]}
        </Tag>
      </td>
      <td className="number">{round.answers}</td>
      <td>
        {whyNot === null ? (
          <Menu
            label="Change"
            accessibleLabel={`Change ${name}`}
            kind="quiet"
            choices={[
              { id: 'change', text: 'Change name and days', run: onChange },
              {
                id: 'remove',
                text: 'Remove the round',
                run: () => save.mutate({ ics, id: round.id, fields: { removed: true } }),
              },
            ]}
          />
        ) : (
          <Button kind="quiet" whyNot={whyNot} aria-label={`Change ${name}`}>
            Change
          </Button>
        )}
      </td>
    </tr>
  )
}
