import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { PriorityMatrix } from '../../../preload/strategies-types.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { CellShape } from './CellShape.tsx'
import { MappingGrid } from './MappingGrid.tsx'
import { rowKey, systemNames } from './mapping-words.ts'
import { RowDetail } from './RowDetail.tsx'

/** The commission's priorities and focus areas by systems, and one of them side by side. */
export function MatrixView({ matrix }: { matrix: PriorityMatrix }) {
  const { ics } = useApp()
  const whyNot = useWhyNot(ics)
  const navigate = useNavigate()
  const { row: chosen } = useSearch({ strict: false })
  const choose = useCallback(
    (row: string | undefined) =>
      void navigate({ to: '.', search: (before) => ({ ...before, row }) }),
    [navigate],
  )
  if (matrix.priorities.length === 0)
    return (
      <EmptyState
        title="Begin with your own strategy"
        action={
          <Button
            kind="primary"
            whyNot={whyNot}
            onPress={() =>
              void navigate({ to: '.', search: (before) => ({ ...before, view: 'own' }) })
            }
          >
            Add your priorities
          </Button>
        }
      >
        Write down what your health inequalities strategy puts first, or pick it from the strategy’s
        file, and say which of the commission’s priorities each serves. Overlaps and gaps between
        the systems then show here.
      </EmptyState>
    )

  const missing = matrix.systems.filter(({ count }) => count === 0).map(({ name }) => name)
  const row = matrix.rows.find((each) => rowKey(each) === chosen)
  return (
    <>
      {missing.length > 0 && (
        <p className="why-not">No priorities are mapped yet for {systemNames(missing)}.</p>
      )}
      <ul className="mapping-key" aria-label="What the shapes mean">
        <li>
          <CellShape kind="mapped" count={2} /> priorities of its own
        </li>
        <li>
          <CellShape kind="none" count={0} /> none for it
        </li>
        <li>
          <CellShape kind="unknown" count={0} /> nothing mapped yet
        </li>
      </ul>
      <div className="mapping" data-open={row !== undefined}>
        <MappingGrid matrix={matrix} chosen={chosen} onChoose={choose} />
        {row && (
          <RowDetail
            key={rowKey(row)}
            row={row}
            matrix={matrix}
            onClose={() => choose(undefined)}
          />
        )}
      </div>
    </>
  )
}
