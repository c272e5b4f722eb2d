import type { Column, Grid, Inline, Table } from '../../../domain/publication/tree.ts'
import { type Follow, Inlines } from './PublicationInlines.tsx'

/** A table of a document: it scrolls by itself where it is wider than the page. */
export function PublicationTable({ table, follow }: { table: Table; follow?: Follow }) {
  return (
    <figure className="publication-table">
      {table.caption && (
        <figcaption>
          <Inlines content={table.caption} {...(follow && { follow })} />
        </figcaption>
      )}
      <GridTable grid={table} {...(follow && { follow })} />
      {table.notes?.map((note, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the table is drawn anew when it changes
        <p key={place} className="quiet">
          <Inlines content={note} {...(follow && { follow })} />
        </p>
      ))}
    </figure>
  )
}

/** Rows and columns alone. */
export function GridTable({ grid, follow }: { grid: Grid; follow?: Follow }) {
  return (
    // A table that scrolls must be reachable by keyboard; a landmark for each would be too many.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling needs the focus
    <div role="group" className="publication-scroll" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {grid.columns.map(({ header, align = 'start' }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in their order
              <th key={column} scope="col" className={`publication-${align}`}>
                <Inlines content={header} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in their order
            <tr key={row}>
              {grid.columns.map(({ align = 'start' }, column) => (
                <Cell
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in their order
                  key={column}
                  content={cells[column] ?? []}
                  side={align}
                  namesRow={column === 0 && grid.rowHeaders === true}
                  {...(follow && { follow })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  content: readonly Inline[]
  side: NonNullable<Column['align']>
  namesRow: boolean
  follow?: Follow
}

function Cell({ content, side, namesRow, follow }: CellProps) {
  const words = <Inlines content={content} {...(follow && { follow })} />
  const className = `publication-${side}`
  return namesRow ? (
    <th scope="row" className={className}>
      {words}
    </th>
  ) : (
    <td className={className}>{words}</td>
  )
}
