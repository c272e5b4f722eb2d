import type { ReactNode } from 'react'
import type { Inline, Source } from '../../../domain/publication/tree.ts'
import { bridge } from '../../bridge/bridge.ts'

/** Leads to where a number came from. @param text the number as it is printed */
export type Follow = (source: Source, text: string) => void

interface Props {
  content: readonly Inline[]
  follow?: Follow
}

/** Runs of text. A number that can be traced is a button where there is somewhere to lead to. */
export function Inlines({ content, follow }: Props) {
  return content.map((inline, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no names, and are drawn anew together
    <Run key={place} inline={inline} {...(follow && { follow })} />
  ))
}

function Run({ inline, follow }: { inline: Inline; follow?: Follow }): ReactNode {
  if (typeof inline === 'string') return inline
  const inner = (content: readonly Inline[]) => (
    <Inlines content={content} {...(follow && { follow })} />
  )
  switch (inline.kind) {
    case 'strong':
      return <strong>{inner(inline.content)}</strong>
    case 'emphasis':
      return <em>{inner(inline.content)}</em>
    case 'code':
      return <code>{inline.text}</code>
    case 'link':
      return (
        <a
          href={inline.to}
          onClick={(event) => {
            event.preventDefault()
            bridge.openOutside(inline.to)
          }}
        >
          {inner(inline.content)}
        </a>
      )
    case 'note':
      return <small> ({inner(inline.content)})</small>
    case 'value':
      return follow && inline.source.figure !== undefined ? (
        <button
          type="button"
          className="traced-value"
          title="Where this figure comes from"
          onClick={() => follow(inline.source, inline.text)}
        >
          {inline.text}
        </button>
      ) : (
        <span className="numbers">{inline.text}</span>
      )
    case 'break':
      return <br />
    default:
      // Numbers of citations and pointers are a file's.
      return null
  }
}
