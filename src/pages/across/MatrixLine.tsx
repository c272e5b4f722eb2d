import { memo } from 'react'
import { CONFIDENCE_WORDS, STATUS_WORDS, type Status } from '../../../domain/record/statuses.ts'
import type { MatrixCell } from '../../../preload/types.ts'
import { StatusShape } from '../../ui/StatusChip.tsx'
import type { GridPosition } from '../shared/grid.ts'
import type { MatrixRow } from './matrix.ts'

/** A system as a column. */
export interface Column {
  ods: string
  name: string
}

interface LineProps {
  row: MatrixRow
  index: number
  /** Distance from the top of the body in px. */
  offset: number
  systems: readonly Column[]
  status: Status | null
  system: string | null
  /** Column with the grid's tab stop, when it is in this row. */
  focused: number | null
  /** Both stay the same between renders. */
  onPick: (at: GridPosition) => void
  onOpen: (at: GridPosition) => void
}

/** One action and where it stands in each system. */
export const MatrixLine = memo(function MatrixLine({
  row,
  index,
  offset,
  systems,
  focused,
  onPick,
  onOpen,
  ...narrow
}: LineProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot draw only the rows in view
    <div
      role="row"
      className="matrix-line"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)` }}
      tabIndex={-1}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot draw only the rows in view */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells */}
      <div
        role="rowheader"
        className="matrix-action"
        aria-colindex={1}
        tabIndex={focused === 0 ? 0 : -1}
        data-cell={`${index}:0`}
        title={row.title}
        onFocus={() => onPick({ row: index, column: 0 })}
        onClick={() => onOpen({ row: index, column: 0 })}
      >
        <span className="reference">{row.reference}</span> {row.title}
      </div>
      {row.cells.map((cell, column) => {
        const system = systems[column]
        return system === undefined ? null : (
          // biome-ignore lint/a11y/useSemanticElements: a table element cannot draw only the rows in view
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
          <div
            key={system.ods}
            role="gridcell"
            className="matrix-cell"
            aria-colindex={column + 2}
            aria-label={describeCell(row.reference, system.name, cell)}
            tabIndex={focused === column + 1 ? 0 : -1}
            data-cell={`${index}:${column + 1}`}
            data-aside={
              (narrow.status !== null && cell?.status !== narrow.status) ||
              (narrow.system !== null && narrow.system !== system.ods)
            }
            onFocus={() => onPick({ row: index, column: column + 1 })}
            onClick={() => onOpen({ row: index, column: column + 1 })}
          >
            {cell !== null && <StatusShape status={cell.status} />}
            {cell !== null && cell.conflicts > 0 && <span className="matrix-conflict">!</span>}
          </div>
        )
      })}
    </div>
  )
})

/** What a cell says in words: "HS1.e2, Lincolnshire: in progress, at risk". */
export function describeCell(reference: string, system: string, cell: MatrixCell | null): string {
  if (cell === null) return `${reference} is not an action of ${system}`
  const said = [
    cell.touched ? STATUS_WORDS[cell.status].toLowerCase() : 'no update yet',
    ...(cell.confidence === null ? [] : [CONFIDENCE_WORDS[cell.confidence].toLowerCase()]),
    ...(cell.conflicts === 0 ? [] : ['people disagree about it']),
  ]
  return `${reference}, ${system}: ${said.join(', ')}`
}
