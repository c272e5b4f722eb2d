import { findSuggestionMatch, type SuggestionMatch, type Trigger } from '@tiptap/suggestion'

/** So much of a name is typed after a word before it is one: `and/or` and `he/she` are words. */
const LEAST_OF_NAME = 3
/** What a footnote may follow: letters, and the marks that close a sentence or a bracket. */
const WORD_BEFORE = /(?:^|[\s([“‘"'–—])[\p{L}\p{M}’'-]+[.,;!?)\]”’"]*$/u

/**
 * Where the menu stands open. At the start of a paragraph and after a space any `/` opens it; right
 * after a word, where notes and references belong, as long as nothing or the beginning of a name is
 * typed; within dates (`2025/26`), addresses and paths never.
 * @param names what can be put in
 */
export function slashAt(trigger: Trigger, names: readonly string[]): SuggestionMatch {
  // The library looks no further back than the formatting reaches, so what is before is asked here.
  const match = findSuggestionMatch({ ...trigger, allowedPrefixes: null })
  if (!match) return null
  const { parent, parentOffset, pos } = trigger.$position
  const upTo = match.range.from - (pos - parentOffset)
  const before = parent.textBetween(0, upTo, null, ' ')
  if (before === '' || /\s$/.test(before)) return match
  if (!WORD_BEFORE.test(before)) return null
  const typed = match.query.toLowerCase()
  const isName =
    typed.length >= LEAST_OF_NAME && names.some((name) => name.toLowerCase().startsWith(typed))
  return typed === '' || isName ? match : null
}
