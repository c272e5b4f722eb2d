import { Extension } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
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
  return new LiteralQuery({ ...asked, literal: true, filter: isStaying })
}

/** Puts in what was typed, letter by letter: `$1` or `$$` is a price or a code here, no placeholder. */
class LiteralQuery extends SearchQuery {
  override getReplacements({ doc, schema }: EditorState, { from, to }: SearchResult) {
    const marks = doc.resolve(from).marksAcross(doc.resolve(to))
    const words = this.replace === '' ? null : schema.text(this.replace, marks)
    return [{ from, to, insert: new Slice(Fragment.from(words), 0, 0) }]
  }
}

/** Words that are suggested to go were found, and replaced, before: they are not to be again. */
function isStaying({ doc, schema }: EditorState, { from, to }: SearchResult): boolean {
  const deletion = schema.marks.deletion
  return !deletion || !doc.rangeHasMark(from, to, deletion)
}
