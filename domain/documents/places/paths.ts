import { type Container, classOf, type Path } from './names.ts'
import type { WantedBlock } from './wanted.ts'

/**
 * Names for what wanted blocks stand in: the one a block's container had already, where that is
 * still free, so that what others do to the rest of a list meanwhile still means the same list.
 * @param before what the block before the first stands in
 */
export function pathsOf(wanted: readonly WantedBlock[], before: Path, fresh: () => string): Path[] {
  const named = new Map<object, string>()
  let last = before
  return wanted.map(({ inside, from }) => {
    const path: Container[] = []
    for (const { key, type, attrs } of inside) {
      const id = named.get(key) ?? freeName(type, from?.path ?? [], path, last) ?? fresh()
      named.set(key, id)
      path.push({ id, type, ...(attrs ? { attrs } : {}) })
    }
    last = path
    return path
  })
}

function freeName(
  type: Container['type'],
  had: Path,
  path: readonly Container[],
  last: Path,
): string | undefined {
  const isTaken = (id: string) => [...path, ...last].some((container) => container.id === id)
  return had.find(
    (container) => classOf(container.type) === classOf(type) && !isTaken(container.id),
  )?.id
}
