import type { Attributes } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'

/** Without Tiptap's alignment, which a document of ours does not have. */
function withoutAlignment(attributes: Attributes | undefined): Attributes {
  const { align: _, ...rest } = attributes ?? {}
  return rest
}

/** Tables, whose columns can be drawn wider. */
export const TABLE = [
  Table.configure({ resizable: true, cellMinWidth: 60, lastColumnResizable: false }),
  TableRow,
  TableHeader.extend({
    addAttributes() {
      return withoutAlignment(this.parent?.() as Attributes | undefined)
    },
  }),
  TableCell.extend({
    addAttributes() {
      return withoutAlignment(this.parent?.() as Attributes | undefined)
    },
  }),
]
