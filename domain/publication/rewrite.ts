import type { Block, Inline } from './tree.ts'

type Value = Extract<Inline, { kind: 'value' }>

/** The same blocks with every traceable number changed, wherever it stands. */
export function rewriteValues(blocks: readonly Block[], change: (value: Value) => Inline): Block[] {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    if ((part as { kind?: unknown }).kind === 'value') return change(part as Value)
    // A picture is long, and holds no number of ours.
    return Object.fromEntries(
      Object.entries(part).map(([key, child]) => [key, key === 'drawing' ? child : walk(child)]),
    )
  }
  return walk(blocks) as Block[]
}
