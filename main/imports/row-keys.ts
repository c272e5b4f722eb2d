/**
 * Remembers which keys a long file has already had, in 12 bytes a slot instead of the hundred that
 * a Set of strings takes, so that millions of rows fit. Keys are told apart by 64 bits of hash: in
 * a file of 4 million different rows the odds that any two are confused are below 1 in a million.
 */
export class RowKeys {
  #size = 0
  #slots = 1 << 16
  #table = new Uint32Array(this.#slots * SLOT)

  /** Different keys so far. */
  get size(): number {
    return this.#size
  }

  /**
   * `new` for a key not met before. Otherwise whether the row's content, of which only a hash is
   * kept, is the `same` as when the key was first met or `different`.
   */
  add(key: string, content: string): 'new' | 'same' | 'different' {
    // 0 marks an empty slot.
    const high = hash(key, 0x811c9dc5) || 1
    const low = hash(key, 0x9747b28c)
    const contentHash = hash(content, 0x2f0b4c47)
    const at = this.#find(high, low)
    if (this.#table[at] !== 0) {
      return this.#table[at + 2] === contentHash ? 'same' : 'different'
    }
    this.#table[at] = high
    this.#table[at + 1] = low
    this.#table[at + 2] = contentHash
    this.#size++
    if (this.#size * 4 > this.#slots * 3) this.#grow()
    return 'new'
  }

  /** Start of the slot that holds the key, or of the empty one where it belongs. */
  #find(high: number, low: number): number {
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & (this.#slots - 1)
    for (;;) {
      const at = slot * SLOT
      if (this.#table[at] === 0 || (this.#table[at] === high && this.#table[at + 1] === low)) {
        return at
      }
      slot = (slot + 1) & (this.#slots - 1)
    }
  }

  #grow(): void {
    const old = this.#table
    this.#slots *= 2
    this.#table = new Uint32Array(this.#slots * SLOT)
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at] === 0) continue
      this.#table.set(old.subarray(at, at + SLOT), this.#find(old[at]!, old[at + 1]!))
    }
  }
}

const SLOT = 3

/** FNV-1a over UTF-16 code units, with murmur3's last mixing so that every bit counts. */
function hash(text: string, seed: number): number {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
