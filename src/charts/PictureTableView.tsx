import type { PictureTable } from '../../charts/picture.ts'

/** The numbers behind a picture, as a table that scrolls by itself. */
export function PictureTableView({ table, label }: { table: PictureTable; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="chart-table" aria-label={`Table: ${label}`} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {table.columns.map(({ heading, isNumber }) => (
              <th key={heading} scope="col" className={isNumber ? 'number' : undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never move
            <tr key={row}>
              {cells.map((cell, i) => {
                const column = table.columns[i]
                const className = column?.isNumber ? 'number' : undefined
                return i === 0 ? (
                  <th key={column?.heading} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column?.heading} className={className}>
                    {cell}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
