import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Passage } from '../../../domain/finding/passage.ts'
import type { Hit, HitGroup } from '../../../preload/types.ts'
import { formatDate } from '../../ui/format.ts'
import { GROUP_WORDS } from './words.ts'

/** What was found of one kind, the best first. */
export function HitList({ group: { kind, count, hits } }: { group: HitGroup }) {
  return (
    <section aria-labelledby={`hits-${kind}`}>
      <h2 id={`hits-${kind}`}>
        {GROUP_WORDS[kind]} <span className="hits-count">{count}</span>
      </h2>
      <ul className="hits">
        {hits.map((hit) => (
          <li key={`${hit.id} ${hit.ics}`}>
            <HitLink hit={hit}>
              {(kind === 'action' || kind === 'note') && (
                <span className="hits-reference">{hit.id}</span>
              )}
              {hit.title}
            </HitLink>
            {hit.passage && <Words passage={hit.passage} />}
            <p className="hits-detail">
              {[hit.detail, hit.at && `changed ${formatDate(hit.at.slice(0, 10))}`]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {count > hits.length && (
        <p>
          The best {hits.length} of {count} are shown. One more word narrows them down.
        </p>
      )}
    </section>
  )
}

/** A passage with the words looked for marked in it. */
function Words({ passage: { text, hits } }: { passage: Passage }) {
  const parts = hits.map(([from, to], i) => [
    text.slice(hits[i - 1]?.[1] ?? 0, from),
    <mark key={from}>{text.slice(from, to)}</mark>,
  ])
  return (
    <p className="hits-passage">
      {parts}
      {text.slice(hits.at(-1)?.[1] ?? 0)}
    </p>
  )
}

/** The way to the place itself. */
function HitLink({ hit, children }: { hit: Hit; children: ReactNode }) {
  const { kind, id, ics, parent, title } = hit
  const where = ics === null ? {} : { ics }
  if (kind === 'action' || kind === 'note')
    return (
      <Link to="/action/$reference" params={{ reference: id }} search={where}>
        {children}
      </Link>
    )
  if (kind === 'owner')
    return (
      <Link to="/owners" search={{ ...where, find: title }}>
        {children}
      </Link>
    )
  if (kind === 'case-study')
    return (
      <Link to="/learning" search={{ study: id }}>
        {children}
      </Link>
    )
  if (kind === 'report')
    return (
      <Link to="/reports/$id" params={{ id }}>
        {children}
      </Link>
    )
  if (kind === 'strategy' || kind === 'commitment')
    return (
      <Link
        to="/strategies/$id"
        params={{ id: kind === 'strategy' ? id : (parent ?? id) }}
        search={kind === 'strategy' ? {} : { view: 'commitments' }}
      >
        {children}
      </Link>
    )
  return (
    <Link to="/workshops/$session" params={{ session: kind === 'session' ? id : (parent ?? id) }}>
      {children}
    </Link>
  )
}
