/** Chance that can be repeated: the same seed gives the same draws, on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number between both, each included. */
  int(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** In another order, as a new list. */
  shuffle<T>(list: readonly T[]): T[]
  /** A UUID of version 7 (RFC 9562) for a moment in ms since 1970. */
  uuid(ms: number): string
  /** Another source, which depends on this one's seed and the name, not on what was drawn before. */
  fork(name: string): Random
}

export function random(seed: string): Random {
  const next = mulberry32(hash(seed))
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) =>
    int(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0')

  return {
    next,
    int,
    chance: (share) => next() < share,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('There is nothing to pick from.')
      return from[int(0, from.length - 1)] as T
    },
    shuffle<T>(list: readonly T[]): T[] {
      const mixed = [...list]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(0, i)
        ;[mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T]
      }
      return mixed
    },
    uuid(ms) {
      const time = ms.toString(16).padStart(12, '0')
      const variant = int(8, 11).toString(16)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`
    },
    fork: (name) => random(`${seed}/${name}`),
  }
}

/** Deals every item once before any comes again, so that texts do not repeat sooner than they must. */
export function deck<T>(items: readonly T[], chance: Random): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = chance.shuffle(items)
    const item = left.pop()
    if (item === undefined) throw new RangeError('There is nothing to deal.')
    return item
  }
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for an example. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
