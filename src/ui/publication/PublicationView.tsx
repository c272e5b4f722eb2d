import type { ReactNode } from 'react'
import type { Block, List } from '../../../domain/publication/tree.ts'
import { PublicationFigure } from './PublicationFigure.tsx'
import { type Follow, Inlines } from './PublicationInlines.tsx'
import { PublicationTable } from './PublicationTable.tsx'
import './publication.css'

interface Props {
  blocks: readonly Block[]
  /** Level of its highest headings in the page. */
  top?: 2 | 3
  /** What a figure in the text leads to. */
  follow?: Follow
}

/** A finished document, or a part of one, drawn in the page as it will be in its files. */
export function PublicationView({ blocks, top = 2, follow }: Props) {
  return (
    <div className="publication">
      {blocks.map((block, place) => (
        // Blocks come as a whole and have no names of their own.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn anew when it changes
        <Shown key={place} block={block} top={top} {...(follow && { follow })} />
      ))}
    </div>
  )
}

interface ShownProps {
  block: Block
  top: 2 | 3
  follow?: Follow
}

function Shown({ block, top, follow }: ShownProps): ReactNode {
  const words = follow ? { follow } : {}
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, block.level + top - 1)
      const Heading = `h${level}` as 'h2'
      return (
        <Heading>
          <Inlines content={block.content} {...words} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Inlines content={block.content} {...words} />
        </p>
      )
    case 'list':
      return <ShownList list={block} {...words} />
    case 'table':
      return <PublicationTable table={block} {...words} />
    case 'figure':
      return <PublicationFigure figure={block} {...words} />
    case 'callout':
      return (
        <aside className={`publication-callout publication-${block.tone}`}>
          {block.title && <strong>{block.title}</strong>}
          <PublicationView blocks={block.blocks} top={top} {...words} />
        </aside>
      )
    case 'definitions':
      return (
        <dl className="publication-definitions">
          {block.items.map(({ term, description }) => (
            <div key={JSON.stringify(term)}>
              <dt>
                <Inlines content={term} {...words} />
              </dt>
              <dd>
                <Inlines content={description} {...words} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'quote':
      return (
        <blockquote>
          <p>
            <Inlines content={block.content} {...words} />
          </p>
          {block.attribution && <footer>{block.attribution}</footer>}
        </blockquote>
      )
    case 'divider':
      return <hr />
    default:
      // Contents, references and signatures are a file's; a page has its own ways to them.
      return null
  }
}

function ShownList({ list, follow }: { list: List; follow?: Follow }) {
  const items = list.items.map(({ content, list: within }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn anew when it changes
    <li key={place}>
      <Inlines content={content} {...(follow && { follow })} />
      {within && <ShownList list={within} {...(follow && { follow })} />}
    </li>
  ))
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>
}
