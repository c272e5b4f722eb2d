import { openDocument, updateDocument } from '../documents/shared-documents.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import { keepBeforeTyping } from '../strategies/automatic-versions.ts'

/** The calls about texts that several people type together, whatever they belong to. */
export function documentProcedures({
  context,
  follow,
}: AreaParts): Pick<Handlers, 'document.open' | 'document.update'> {
  return {
    'document.open': ({ document }) => {
      const opened = openDocument(context(), document)
      follow(document)
      return opened
    },
    'document.update': ({ document, update }) => {
      keepBeforeTyping(context(), document)
      updateDocument(context(), document, update)
    },
  }
}
