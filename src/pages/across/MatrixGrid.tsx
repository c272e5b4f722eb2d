import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Status } from '../../../domain/record/statuses.ts'
import { usePrinting } from '../../ui/table/use-printing.ts'
import { type GridPosition, moveInGrid } from '../shared/grid.ts'
import { keepValue, keptValue } from '../shared/kept.ts'
import { type Column, describeCell, MatrixLine } from './MatrixLine.tsx'
import type { MatrixRow } from './matrix.ts'

const ROW_HEIGHT = 32

/** The focused cell, and the distance scrolled down in px. */
interface Place {
  active: GridPosition
  scroll: number
}

export const TOP: Place = { active: { row: 0, column: 1 }, scroll: 0 }
const keptPlace = () => keptValue('across.place', TOP)

/** Keeps where the person is in the grid, to find it so when they come back. */
export function keepPlace(changes: Partial<Place>): void {
  keepValue('across.place', { ...keptPlace(), ...changes })
}

interface Props {
  rows: readonly MatrixRow[]
  /** Columns, in the order of each row's cells. */
  systems: readonly Column[]
  /** Cells of this status stand out, the others step back. */
  status: Status | null
  /** Only this column stands out. */
  system: string | null
  /** Opens an action in a system; `null` stands for the system the person works in. */
  onOpen: (reference: string, ics: string | null) => void
  /** Stands above the grid, beside what the focused cell says. */
  children: ReactNode
}

/**
 * Actions by systems as a grid of status shapes. Only the rows in view are drawn; one cell at a
 * time takes the focus, and the arrow keys carry it.
 */
export function MatrixGrid(props: Props) {
  const { rows, systems, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(keptPlace().active)
  const moved = useRef(false)
  const printing = usePrinting()
  const row = Math.min(active.row, rows.length - 1)

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: keptPlace().scroll,
    getItemKey: (index) => rows[index]?.reference ?? index,
    // The row with the focus stays drawn however far away the person scrolls.
    rangeExtractor: (range) => {
      if (printing) return rows.map((_, index) => index)
      const drawn = defaultRangeExtractor(range)
      if (row < 0 || drawn.includes(row)) return drawn
      return row < range.startIndex ? [row, ...drawn] : [...drawn, row]
    },
  })

  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-cell="${active.row}:${active.column}"]`,
    )
    cell?.focus({ preventScroll: true })
    // As far as needed and no further, clear of the sticky headings (`scroll-padding`).
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])

  // Stable, so that a move redraws the two rows it touches and no other.
  const focusCell = useCallback((to: GridPosition) => {
    setActive((from) => (from.row === to.row && from.column === to.column ? from : to))
    keepPlace({ active: to })
  }, [])

  const open = useCallback(
    (at: GridPosition) => {
      const reference = rows[at.row]?.reference
      if (reference === undefined) return
      if (at.column === 0) onOpen(reference, null)
      else if (rows[at.row]?.cells[at.column - 1])
        onOpen(reference, systems[at.column - 1]?.ods ?? null)
    },
    [rows, systems, onOpen],
  )

  function onKeyDown(event: KeyboardEvent) {
    const at = { row, column: active.column }
    if (event.key === 'Enter') {
      event.preventDefault()
      open(at)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 4)
    const to = moveInGrid(event, at, { rows: rows.length, columns: systems.length + 1, page })
    if (to === undefined) return
    event.preventDefault()
    moved.current = true
    focusCell(to)
  }

  const current = rows[row]
  return (
    <>
      <div className="matrix-above">
        {props.children}
        <p className="matrix-reading" aria-hidden="true">
          {current === undefined ? '' : describeFocus(current, systems, active.column)}
        </p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot draw only the rows in view */}
      <div
        ref={scroller}
        className="matrix"
        role="grid"
        aria-label="Where each action stands in each system"
        style={{ '--systems': systems.length } as CSSProperties}
        aria-rowcount={rows.length + 1}
        aria-colcount={systems.length + 1}
        onKeyDown={onKeyDown}
        onScroll={(event) => keepPlace({ scroll: event.currentTarget.scrollTop })}
        tabIndex={-1}
      >
        <MatrixHead systems={systems} system={props.system} />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div
          role="rowgroup"
          className="matrix-body"
          style={{ height: `${virtualizer.getTotalSize()}px` }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const shown = rows[item.index]
            return shown === undefined ? null : (
              <MatrixLine
                key={item.key}
                row={shown}
                index={item.index}
                offset={item.start}
                systems={systems}
                status={props.status}
                system={props.system}
                focused={item.index === row ? active.column : null}
                onPick={focusCell}
                onOpen={open}
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

function MatrixHead({ systems, system }: { systems: readonly Column[]; system: string | null }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MatrixGrid
    <div role="rowgroup" className="matrix-head">
      {/* biome-ignore lint/a11y/useSemanticElements: see MatrixGrid */}
      <div role="row" className="matrix-line" aria-rowindex={1} tabIndex={-1}>
        {/* biome-ignore lint/a11y/useSemanticElements: see MatrixGrid */}
        <div role="columnheader" className="matrix-corner" aria-colindex={1} tabIndex={-1}>
          Action
        </div>
        {systems.map((each, index) => (
          // biome-ignore lint/a11y/useSemanticElements: see MatrixGrid
          <div
            key={each.ods}
            role="columnheader"
            className="matrix-system"
            data-aside={system !== null && system !== each.ods}
            aria-colindex={index + 2}
            tabIndex={-1}
          >
            <span>{each.name}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

function describeFocus(row: MatrixRow, systems: readonly Column[], column: number): string {
  const cell = row.cells[column - 1]
  const system = systems[column - 1]
  return cell === undefined || system === undefined
    ? `${row.reference}: ${row.title}. Press Enter to open it.`
    : `${describeCell(row.reference, system.name, cell)}. Press Enter to open it.`
}
