import type { Figure } from '../../../domain/publication/tree.ts'
import { type Follow, Inlines } from './PublicationInlines.tsx'
import { GridTable } from './PublicationTable.tsx'

/** A picture with what it shows in words, and its numbers one step away. */
export function PublicationFigure({ figure, follow }: { figure: Figure; follow?: Follow }) {
  const { drawing, alt, caption, numbers } = figure
  return (
    <figure className="publication-figure">
      <img
        // An image runs no script and loads nothing, whatever is drawn in it.
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`}
        width={drawing.width}
        height={drawing.height}
        alt={alt}
      />
      {caption && (
        <figcaption>
          <Inlines content={caption} {...(follow && { follow })} />
        </figcaption>
      )}
      {numbers && (
        <details>
          <summary>The numbers</summary>
          <GridTable grid={numbers} {...(follow && { follow })} />
        </details>
      )}
    </figure>
  )
}
