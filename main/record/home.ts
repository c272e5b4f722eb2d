import { UserError } from '../../domain/errors.ts'
import { compareText } from '../../domain/record/fold.ts'
import type { Grant } from '../../domain/record/grants.ts'
import type { ShippedSystem } from './resources.ts'

/**
 * The system that a new record shows first: the one named, that which its member leads, or for those
 * who lead none the first by name.
 *
 * @throws UserError when there is no such system, or nothing says which
 */
export function homeOf(
  systems: readonly ShippedSystem[],
  ics?: string,
  grants?: readonly Grant[],
): string {
  const led = grants?.find((grant) => grant.startsWith('lead:'))?.slice('lead:'.length)
  const wanted = ics ?? led
  if (wanted === undefined && grants !== undefined && grants.length > 0) {
    const [first] = [...systems].sort((a, b) => compareText(a.name, b.name))
    if (first) return first.ods
  }
  if (wanted !== undefined && systems.some(({ ods }) => ods === wanted)) return wanted
  const codes = systems.map(({ ods }) => ods).join(', ')
  throw new UserError(
    wanted === undefined
      ? `Say which system is yours: ${codes}.`
      : `There is no system ${wanted}. The systems are ${codes}.`,
    'wrong-call',
  )
}
