import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { SearchQuery, type SearchResult, search } from 'prosemirror-search'

/** Marks what is looked for; `FindBar` says what that is. */
export const Finding = Extension.create({
  name: 'finding',
  addProseMirrorPlugins: () => [search()],
})

/** Looks for words as they are typed, in the text as it reads once suggestions are accepted. */
export function queryFor(
  asked: Pick<SearchQuery, 'search' | 'replace' | 'caseSensitive' | 'wholeWord'>,
): SearchQuery {
  return new SearchQuery({ ...asked, literal: true, filter: isStaying })
}

/** Words that are suggested to go were found, and replaced, before: they are not to be again. */
function isStaying({ doc, schema }: EditorState, { from, to }: SearchResult): boolean {
  const deletion = schema.marks.deletion
  return !deletion || !doc.rangeHasMark(from, to, deletion)
}
