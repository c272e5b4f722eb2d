import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { learningPicture } from '../../../charts/specs/learning.ts'
import { FROM_REPORT } from '../../../domain/practice/network.ts'
import type { LearningNetwork } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Chart } from '../../charts/Chart.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'

/** Who learnt from whom: the whole region as a picture, and the system on show in words. */
export function NetworkView() {
  const { ics } = useApp()
  const network = useAsk('practice.network', {})
  const picture = useMemo(() => network.data && learningPicture(network.data), [network.data])
  if (network.isError) return <ErrorState error={network.error} retry={network.refetch} />
  if (!picture || !network.data) return <Loading label="Counting who learnt from whom" />
  if (network.data.links.length === 0)
    return (
      <EmptyState
        title="Nobody has taken anything over yet"
        action={
          <Link className="button button-primary" to="/across" search={{ ics }}>
            See what neighbours do
          </Link>
        }
      >
        When a system adopts a case study, or the approach of a neighbour to an action, it shows
        here who learnt from whom.
      </EmptyState>
    )
  return (
    <div className="network">
      <h2 className="visually-hidden">All systems</h2>
      <Chart
        picture={picture}
        note="Counted are case studies adopted, and approaches to actions that a system took over from a neighbour. The same thing counts once."
      />
      <div className="network-columns">
        <GaveAndTook network={network.data} />
        <OfSystem network={network.data} ics={ics} />
      </div>
    </div>
  )
}

function GaveAndTook({ network: { systems } }: { network: LearningNetwork }) {
  const { ics: home } = useApp()
  return (
    <section aria-labelledby="gave-and-took">
      <h2 id="gave-and-took">Gave and took</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col" className="number">
              Gave
            </th>
            <th scope="col" className="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {systems.map(({ ics, name, gave, took }) => (
            <tr key={ics} data-home={ics === home}>
              <th scope="row">{name}</th>
              <td className="number">{gave}</td>
              <td className="number">{took}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What one system took from others, and they from it. */
function OfSystem({ network, ics }: { network: LearningNetwork; ics: string }) {
  const { systemName } = useApp()
  const nameOf = (giver: string) => (giver === FROM_REPORT ? 'The report' : systemName(giver))
  const took = network.links.filter(({ to }) => to === ics)
  const gave = network.links.filter(({ from }) => from === ics)
  return (
    <section aria-labelledby="of-system">
      <h2 id="of-system">{systemName(ics)}</h2>
      <h3>Took from</h3>
      {took.length === 0 && <p className="quiet">Nothing yet.</p>}
      <dl className="network-list">
        {took.map(({ from, what }) => (
          <Learnt key={from} name={nameOf(from)} what={what} />
        ))}
      </dl>
      <h3>Gave to</h3>
      {gave.length === 0 && <p className="quiet">Nothing yet.</p>}
      <dl className="network-list">
        {gave.map(({ to, what }) => (
          <Learnt key={to} name={nameOf(to)} what={what} />
        ))}
      </dl>
    </section>
  )
}

function Learnt({ name, what }: { name: string; what: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      {what.map((title) => (
        <dd key={title}>{title}</dd>
      ))}
    </div>
  )
}
