import { useState } from 'react'
import type { LiveContent } from '../../../domain/documents/live.ts'
import { Button } from '../../ui/Button.tsx'

/** Rows shown before the person asks for all. */
const FIRST_ROWS = 12

export function LiveTable({ content, labelledBy }: { content: LiveContent; labelledBy: string }) {
  const [showsAll, setShowsAll] = useState(false)
  const { columns, rows } = content
  if (rows.length === 0) return null
  const shown = showsAll ? rows : rows.slice(0, FIRST_ROWS)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="live-table" aria-labelledby={labelledBy} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ heading, isNumber }) => (
                <th key={heading} scope="col" className={isNumber ? 'numbers' : undefined}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own
              <tr key={line}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                  <td key={at} className={columns[at]?.isNumber ? 'numbers' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > FIRST_ROWS && (
        <Button kind="quiet" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show the first ${FIRST_ROWS}` : `Show all ${rows.length} rows`}
        </Button>
      )}
    </>
  )
}
