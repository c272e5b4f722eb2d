import { bridge } from '../bridge/bridge.ts'
import { ask } from './api.ts'
import type { DocumentLink } from './replica.ts'
import { outboxOf } from './unsent.ts'

/** The service's copy of a document, over the page's one bridge. */
export function linkTo(document: string): DocumentLink {
  return {
    outbox: outboxOf(document),
    open: () => ask('document.open', { document }),
    send: (update) => ask('document.update', { document, update }),
    listen: (hear, missed) =>
      bridge.listen((event) => {
        if (event.type === 'document' && event.document === document) hear(event.update)
        else if (event.type === 'changed' && event.what === 'everything') missed()
      }),
  }
}
