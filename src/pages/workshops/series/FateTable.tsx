import { Link } from '@tanstack/react-router'
import { OUTCOME_KIND_WORDS } from '../../../../domain/record/workshop-words.ts'
import { isOpen } from '../../../../domain/workshops/fate.ts'
import { useAsk } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { Choices } from '../../../ui/Choices.tsx'
import { formatDate } from '../../../ui/format.ts'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { useKept } from '../../shared/kept.ts'
import { StandingWords } from '../outcomes/StandingWords.tsx'

/** Everything agreed in a series and what became of it: at first what is open, or all of it. */
export function FateTable({ series }: { series: string }) {
  const { ics, systemName } = useApp()
  const log = useAsk('workshops.log', { series })
  const [all, setAll] = useKept(`workshops.log.${series}`, false)
  const lines = log.data ?? []
  const open = lines.filter(({ standing }) => isOpen(standing))
  const shown = all ? lines : open

  return (
    <section aria-labelledby="fate">
      <h3 id="fate">What became of what was agreed</h3>
      {log.isPending && <Loading label="Following what was agreed" />}
      {log.isError && <ErrorState error={log.error} retry={log.refetch} />}
      {log.isSuccess && (
        <Choices
          label="Show"
          choices={[
            { id: false, text: 'Still open', count: open.length },
            { id: true, text: 'Everything', count: lines.length },
          ]}
          value={all}
          onChange={setAll}
        />
      )}
      {log.isSuccess && shown.length === 0 && (
        <p className="quiet">
          {lines.length === 0 ? 'Nothing has been agreed yet.' : 'Nothing is open: all is settled.'}
        </p>
      )}
      {shown.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">What was agreed</th>
              <th scope="col">Who</th>
              <th scope="col">Where it stands</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.text}
                  <p className="quiet">
                    {OUTCOME_KIND_WORDS[line.kind]},{' '}
                    <Link
                      to="/workshops/$session/after"
                      params={{ session: line.session }}
                      search={{ ics }}
                    >
                      {formatDate(line.sessionDate)}
                    </Link>
                  </p>
                </td>
                <td>
                  {line.owner}
                  {line.system && <p className="quiet">{systemName(line.system)}</p>}
                </td>
                <td>
                  <StandingWords outcome={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
