import type { Extensions } from '@tiptap/core'
import type * as Y from 'yjs'
import { Shared } from './binding/Shared.ts'
import { Finding } from './find/Finding.ts'
import { Paste } from './paste/paste.ts'
import type { Carets } from './presence/carets.ts'
import { DOCUMENT_EXTENSIONS } from './schema/index.ts'
import { Slash, type SlashState } from './slash/Slash.ts'
import { Suggesting, type SuggestingOptions } from './suggesting/Suggesting.ts'
import type { Action } from './toolbar/actions.ts'
import { Stretches } from './views/Stretches.ts'
import { Views, type ViewsOptions } from './views/Views.ts'

export interface EditorParts extends ViewsOptions, SuggestingOptions {
  body: Y.XmlFragment
  carets: Carets
  slash: SlashState
  slashItems: () => readonly Action[]
  onPictures: (files: File[]) => void
}

/** A document and all that people do with it. */
export function editorExtensions(parts: EditorParts): Extensions {
  const { body, carets, slash, slashItems, onPictures } = parts
  return [
    ...DOCUMENT_EXTENSIONS,
    Views.configure({ numbers: parts.numbers, live: parts.live, onOpen: parts.onOpen }),
    Suggesting.configure({ by: parts.by, onRefused: parts.onRefused }),
    Paste.configure({ onPictures, onRefused: parts.onRefused }),
    Slash.configure({ state: slash, items: slashItems }),
    Finding,
    Stretches,
    Shared.configure({ body, carets, by: parts.by }),
  ]
}
