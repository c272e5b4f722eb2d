import type { OwnPriority, PassageFile } from '../../../preload/strategies-types.ts'

/** A priority as its form begins with it. */
export type PriorityDraft = Pick<
  OwnPriority,
  'title' | 'passage' | 'source' | 'priorities' | 'focusAreas'
>

export const EMPTY_PRIORITY: PriorityDraft = {
  title: '',
  passage: null,
  source: null,
  priorities: [],
  focusAreas: [],
}

const LONGEST_TITLE = 80

/**
 * A priority made of the passages picked: titled by the heading over them, or by the first words.
 * @param picked positions of passages in the file
 */
export function draftOf(
  { name, passages }: PassageFile,
  picked: ReadonlySet<number>,
): PriorityDraft {
  const chosen = passages.filter((_, index) => picked.has(index))
  const first = passages.findIndex((_, index) => picked.has(index))
  const texts = chosen.filter(({ heading }) => !heading)
  const heading =
    chosen.find((passage) => passage.heading) ??
    passages.slice(0, Math.max(0, first)).findLast((passage) => passage.heading)
  const page = chosen[0]?.page ?? null
  const source = name.replace(/\.[a-z]{2,8}$/i, '')
  return {
    ...EMPTY_PRIORITY,
    title: shorten(heading?.text ?? chosen[0]?.text ?? ''),
    // Longer than may be saved, all of it stays in the field, with a count.
    passage: texts.map(({ text }) => text).join('\n\n') || null,
    source: page === null ? source : `${source}, page ${page}`,
  }
}

/** Whether one of the priorities quotes the passage already. */
export function isMapped(text: string, priorities: readonly OwnPriority[]): boolean {
  return priorities.some(({ passage }) => passage?.includes(text))
}

function shorten(text: string): string {
  if (text.length <= LONGEST_TITLE) return text
  const words = text.slice(0, LONGEST_TITLE - 1)
  return `${words.slice(0, Math.max(words.lastIndexOf(' '), 1))}…`
}
