import { useState } from 'react'
import type { PriorityMatrix } from '../../../preload/strategies-types.ts'
import { Button } from '../../ui/Button.tsx'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { JointDialog, newJoint } from './JointDialog.tsx'
import { type MatrixRow, rowName, systemNames } from './mapping-words.ts'
import { SystemSays } from './SystemSays.tsx'

interface Props {
  row: MatrixRow
  matrix: PriorityMatrix
  onClose: () => void
}

/** What the systems' strategies say to one thing that the commission asks for, side by side. */
export function RowDetail({ row, matrix, onClose }: Props) {
  const whyNot = useChairWhyNot()
  const [isJoining, setJoining] = useState(false)
  const { systems, priorities } = matrix
  const own = (ids: readonly string[]) => priorities.filter(({ id }) => ids.includes(id))
  const names = (is: (count: number, column: number) => boolean) =>
    systems.filter(({ count }, column) => is(count, column)).map(({ name }) => name)
  const without = names((count, column) => count > 0 && !row.cells[column]?.length)
  const unknown = names((count) => count === 0)
  const sharers = systems.filter((_, column) => row.cells[column]?.length)
  return (
    <section className="mapping-detail" aria-label={`${rowName(row)} ${row.title}`}>
      <div className="section-head">
        <h2>
          {rowName(row)} {row.title}
        </h2>
        {sharers.length > 1 && (
          <Button whyNot={whyNot} onPress={() => setJoining(true)}>
            Put forward a joint action
          </Button>
        )}
        <Button kind="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
      <p>
        {sharers.length} of {systems.length} systems have a priority of their own for it.
        {without.length > 0 && ` Gap: ${systemNames(without)}.`}
        {unknown.length > 0 && ` Nothing mapped yet: ${systemNames(unknown)}.`}
      </p>
      <div className="mapping-side">
        {systems.map(({ ics, name }, column) => {
          const said = own(row.cells[column] ?? [])
          return said.length === 0 ? null : <SystemSays key={ics} name={name} priorities={said} />
        })}
      </div>
      <JointDialog
        joint={
          isJoining
            ? newJoint({
                ...row,
                systems: sharers.map(({ ics }) => ics),
                rests: row.cells.flat(),
              })
            : null
        }
        matrix={matrix}
        onClose={() => setJoining(false)}
      />
    </section>
  )
}
