/** A UUID as people write it, from its 32 hexadecimal digits. */
export function uuidText(hex: string): string {
  const ends = [8, 12, 16, 20, 32]
  return ends.map((end, i) => hex.slice(ends[i - 1] ?? 0, end)).join('-')
}
