import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { sharing } from '../../../domain/practice/mapping.ts'
import type { PriorityMatrix } from '../../../preload/strategies-types.ts'
import { type GridPosition, moveInGrid } from '../shared/grid.ts'
import { keepValue, keptValue } from '../shared/kept.ts'
import { CellShape } from './CellShape.tsx'
import {
  cellKind,
  cellWords,
  type MatrixRow,
  rowKey,
  rowName,
  sharingWord,
} from './mapping-words.ts'

const PAGE = 10
const FIRST: GridPosition = { row: 0, column: 0 }

interface Props {
  matrix: PriorityMatrix
  /** Key of the row that is looked at. */
  chosen: string | undefined
  onChoose: (row: string) => void
}

/** What the commission asks for by systems; one cell takes the focus, and the arrow keys carry it. */
export function MappingGrid({ matrix: { rows, systems }, chosen, onChoose }: Props) {
  const grid = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState(() => keptValue('mapping.place', FIRST))
  const moved = useRef(false)
  const counts = systems.map(({ count }) => count)

  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    const cell = grid.current?.querySelector<HTMLElement>(
      `[data-cell="${active.row}:${active.column}"]`,
    )
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])

  // The row that is looked at shows, also where the address named it or the detail took its room.
  useEffect(() => {
    if (chosen !== undefined)
      grid.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  function focusCell(to: GridPosition) {
    setActive(to)
    keepValue('mapping.place', to)
  }
  function onKeyDown(event: KeyboardEvent) {
    const row = rows[active.row]
    if (row && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      onChoose(rowKey(row))
      return
    }
    const size = { rows: rows.length, columns: systems.length + 2, page: PAGE }
    const to = moveInGrid(event, active, size)
    if (to === undefined) return
    event.preventDefault()
    moved.current = true
    focusCell(to)
  }

  return (
    <div className="mapping-frame">
      <table
        ref={grid}
        className="mapping-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys move in it
        role="grid"
        aria-label="Own priorities of the systems for what the commission asks"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">What the commission asks for</th>
            {systems.map(({ ics, name, count }) => (
              <th key={ics} scope="col" className="mapping-system">
                <span>
                  {name} <span className="quiet">({count})</span>
                </span>
              </th>
            ))}
            <th scope="col">Systems</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Line
              key={rowKey(row)}
              row={row}
              index={index}
              systems={systems}
              counts={counts}
              isChosen={rowKey(row) === chosen}
              active={index === active.row ? active.column : null}
              onPick={(column) => {
                focusCell({ row: index, column })
                onChoose(rowKey(row))
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  row: MatrixRow
  index: number
  systems: PriorityMatrix['systems']
  /** Priorities of each system in all. */
  counts: readonly number[]
  isChosen: boolean
  /** Column that takes the focus in this row; null in all others. */
  active: number | null
  onPick: (column: number) => void
}

const Line = memo(function Line(props: LineProps) {
  const { row, index, systems, counts, isChosen, active, onPick } = props
  const cell = (column: number) => ({
    'data-cell': `${index}:${column}`,
    tabIndex: active === column ? 0 : -1,
    onClick: () => onPick(column),
  })
  const isFirstOfKind = row.kind === 'focus-area' && index > 0 && row.id === 'HS1'
  return (
    <tr aria-selected={isChosen} data-first={isFirstOfKind}>
      <th scope="row" {...cell(0)}>
        <span className="reference">{rowName(row)}</span> {row.title}
      </th>
      {row.cells.map((ids, column) => (
        <td
          key={systems[column]?.ics}
          {...cell(column + 1)}
          aria-label={`${systems[column]?.name}: ${cellWords(ids, counts[column] ?? 0)}`}
        >
          <CellShape kind={cellKind(ids, counts[column] ?? 0)} count={ids.length} />
        </td>
      ))}
      <td className="mapping-sharing" data-gap={sharing(row) === 0} {...cell(systems.length + 1)}>
        <span className="numbers">
          {sharing(row)} of {systems.length}
        </span>
        {` · ${sharingWord(row)}`}
      </td>
    </tr>
  )
})
