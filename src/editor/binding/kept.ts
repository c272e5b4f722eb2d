import type { StepMap } from '@tiptap/pm/transform'

/** A stretch of a document that changes have left as it was: from where to where it has come. */
export interface KeptStretch {
  old: number
  now: number
  length: number
}

/** What steps have left of a document of that size. */
export function keptBy(maps: readonly StepMap[], size: number): KeptStretch[] {
  let kept: KeptStretch[] = [{ old: 0, now: 0, length: size }]
  for (const map of maps) {
    const ranges: [from: number, to: number, grown: number][] = []
    map.forEach((from, to, start, end) => {
      ranges.push([from, to, end - start - (to - from)])
    })
    kept = kept.flatMap((stretch) => cut(stretch, ranges))
  }
  return kept
}

function cut({ old, now, length }: KeptStretch, ranges: readonly [number, number, number][]) {
  const left: KeptStretch[] = []
  let moved = 0
  let at = now
  const end = now + length
  const keep = (to: number) => {
    if (to > at) left.push({ old: old + at - now, now: at + moved, length: to - at })
  }
  for (const [from, to, grown] of ranges) {
    if (from >= end) break
    if (to > at || from >= at) keep(Math.min(Math.max(from, at), end))
    at = Math.max(at, to)
    moved += grown
  }
  if (at < end) keep(end)
  return left
}

/** Where a place of the changed document was before, if what stands there is kept. */
export class Kept {
  readonly #stretches: readonly KeptStretch[]
  constructor(maps: readonly StepMap[], size: number) {
    this.#stretches = keptBy(maps, size)
  }

  /** The stretch in which a place of the changed document lies. */
  at(now: number): KeptStretch | undefined {
    let low = 0
    let high = this.#stretches.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const stretch = this.#stretches[middle] as KeptStretch
      if (now < stretch.now) high = middle - 1
      else if (now >= stretch.now + stretch.length) low = middle + 1
      else return stretch
    }
    return undefined
  }

  /** Where the one place was. */
  before(now: number): number | undefined {
    const stretch = this.at(now)
    return stretch && stretch.old + now - stretch.now
  }

  /** The first stretch that begins behind a place. */
  next(now: number): KeptStretch | undefined {
    return this.#stretches.find((stretch) => stretch.now > now)
  }
}
