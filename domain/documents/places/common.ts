/** Above this many pairs to try, only what is found going forward is taken. */
const MOST_PAIRS = 9_000_000

/** The longest common subsequence of two lists, as pairs of numbers in order. */
export function commonIn(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (
    start + end < a.length &&
    start + end < b.length &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end++
  const pairs: [number, number][] = []
  for (let i = 0; i < start; i++) pairs.push([i, i])
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end))
  for (const [i, j] of middle) pairs.push([i + start, j + start])
  for (let i = end; i > 0; i--) pairs.push([a.length - i, b.length - i])
  return pairs
}

function between(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length === 0 || b.length === 0) return []
  if (a.length * b.length > MOST_PAIRS) return forward(a, b)
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++
    else j++
  return pairs
}

function forward(a: readonly string[], b: readonly string[]): [number, number][] {
  const pairs: [number, number][] = []
  const places = new Map<string, number[]>()
  for (const [j, each] of b.entries()) places.set(each, [...(places.get(each) ?? []), j])
  let last = -1
  for (const [i, each] of a.entries()) {
    const j = places.get(each)?.find((place) => place > last)
    if (j === undefined) continue
    pairs.push([i, j])
    last = j
  }
  return pairs
}
