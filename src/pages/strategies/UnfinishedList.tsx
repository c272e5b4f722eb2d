import {
  UNFINISHED_KINDS,
  UNFINISHED_WORDS,
  type Unfinished,
} from '../../../domain/documents/unfinished.ts'
import { plural } from '../../ui/format.ts'
import { Loading } from '../../ui/states.tsx'

/** How many of a kind are shown; the rest are counted. */
const SHOWN = 5

/** What of a text is not done yet, by kind, each with its words and the heading it stands under. */
export function UnfinishedList({ found }: { found: readonly Unfinished[] | undefined }) {
  if (found === undefined) return <Loading label="Looking for what is unfinished" />
  if (found.length === 0)
    return (
      <p role="status">Nothing in it is unfinished: no gaps, no open suggestions or comments.</p>
    )
  return (
    <section className="unfinished" aria-label="What is unfinished">
      <p role="status">
        <strong>{plural(found.length, 'thing is', 'things are')} unfinished.</strong> Whoever signs
        signs them too.
      </p>
      {UNFINISHED_KINDS.map((kind) => (
        <OfKind key={kind} found={found.filter((each) => each.kind === kind)} />
      ))}
    </section>
  )
}

function OfKind({ found }: { found: readonly Unfinished[] }) {
  const [first] = found
  if (!first) return null
  return (
    <>
      <h3>
        {UNFINISHED_WORDS[first.kind]}: {found.length}
      </h3>
      <ul>
        {found.slice(0, SHOWN).map(({ words, under }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two gaps may hold the same words
          <li key={index}>
            {words === '' ? 'without words' : `“${words}”`}
            {under && <span className="quiet">, under “{under}”</span>}
          </li>
        ))}
        {found.length > SHOWN && <li className="quiet">and {found.length - SHOWN} more</li>}
      </ul>
    </>
  )
}
