import type { Mark, Node } from '@tiptap/pm/model'
import { parseDocument } from '../../../domain/documents/parse.ts'
import type { DocumentNode } from '../../../domain/documents/tree.ts'
import { documentSchema } from '../schema/index.ts'

/** Any JSON as a document that the editor can show. Never throws. */
export function documentFromJson(json: unknown): Node {
  return nodeOf(parseDocument(json))
}

function nodeOf(tree: DocumentNode): Node {
  const marks = marksOf(tree.marks ?? [])
  if (tree.type === 'text') return documentSchema.text(tree.text ?? ' ', marks)
  const type = documentSchema.nodes[tree.type]
  if (!type) throw new Error(`parseDocument let ${tree.type} through`)
  // Suggestions may be kept on whole blocks elsewhere; here they mark words.
  const inside = (tree.content ?? []).map(nodeOf)
  const content = inside.map((child) => child.mark(type.allowedMarks(child.marks)))
  // A list item, for one, begins with a paragraph, whatever else it holds.
  return type.createAndFill(tree.attrs, content, marks) ?? type.create(tree.attrs, content, marks)
}

function marksOf(marks: NonNullable<DocumentNode['marks']>): readonly Mark[] {
  return marks.reduce<readonly Mark[]>((set, { type, attrs }) => {
    const mark = documentSchema.marks[type]
    return mark ? mark.create(attrs).addToSet(set) : set
  }, [])
}
