import type * as Y from 'yjs'
import { elementOf } from './make.ts'
import type { Path } from './names.ts'
import type { WantedBlock } from './wanted.ts'

/**
 * The element of a block that nobody has made yet.
 * @param natural what the elements around it will say that it stands in; null inside a text
 * @param made see `PLACE_ATTRIBUTES`
 */
export function newBlock(
  block: WantedBlock,
  path: Path,
  natural: Path | null,
  made: string,
): Y.XmlElement {
  const element = elementOf(block.json())
  const isSaid = natural === null || JSON.stringify(path) !== JSON.stringify(natural)
  if (isSaid) element.setAttribute('path', path as never)
  element.setAttribute('made', made)
  return element
}
