/**
 * What a person typed, as FTS5 queries: each word must be found, the beginning of a word is enough.
 * Quoting keeps FTS5's own operators out of it.
 */
export function matchWords(search: string | undefined): string[] {
  return (search?.match(/[\p{L}\p{N}.’']+/gu) ?? [])
    .map((word) => word.replace(/^[.’']+|[.’']+$/g, ''))
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => `"${word}"*`)
}
