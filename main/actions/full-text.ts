/**
 * What a person typed, as FTS5 queries: each word must be found, the beginning of a word is enough.
 * Quoting keeps FTS5's own operators out of it. A plural finds the singular too: the index keeps
 * words as they stand, since the stem of half a word would not match the stem of the whole.
 */
export function matchWords(search: string | undefined): string[] {
  return (search?.normalize('NFC').match(/[\p{L}\p{N}.’']+/gu) ?? [])
    .map((word) => word.replace(/^[.’']+|[.’']+$/g, ''))
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => {
      const singular = word.replace(/(?<=\p{L}{3})(?:ies|s)$/iu, (end) =>
        end.length > 1 ? 'y' : '',
      )
      return singular === word ? `"${word}"*` : `("${word}"* OR "${singular}"*)`
    })
}
