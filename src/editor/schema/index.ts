import { type Extensions, getSchema } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { Callout } from './callout.ts'
import { Comment } from './comment.ts'
import { Document } from './document.ts'
import { Image } from './image.ts'
import { Link } from './link.ts'
import { Live } from './live.ts'
import { Citation, Footnote, QuotedFigure } from './notes.ts'
import { OrderedList } from './ordered-list.ts'
import { SUGGESTION_MARKS } from './suggestion-marks.ts'
import { TABLE } from './table.ts'

/**
 * The nodes and marks of a document: those of `domain/documents/tree.ts`, with the same names and
 * attributes. What is in none of them is not kept.
 */
export const DOCUMENT_EXTENSIONS: Extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    codeBlock: false,
    document: false,
    link: false,
    orderedList: false,
    underline: false,
    // The shared document has its own undo, and opening a document must not change it.
    undoRedo: false,
    trailingNode: false,
  }),
  Document,
  OrderedList,
  Link,
  ...TABLE,
  Image,
  Callout,
  Live,
  Footnote,
  Citation,
  QuotedFigure,
  Comment,
  ...SUGGESTION_MARKS,
]

export const documentSchema = getSchema(DOCUMENT_EXTENSIONS)
