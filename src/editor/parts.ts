import type { Editor } from '@tiptap/core'
import type { UseEditorOptions } from '@tiptap/react'
import type * as Y from 'yjs'
import type { SyncStatus } from '../../preload/types.ts'
import { ask, queryClient } from '../app/api.ts'
import type { Replica } from '../app/replica.ts'
import { bind } from './bind.ts'
import type { Person } from './comments/threads.ts'
import type { OpenDialog } from './dialog-kind.ts'
import { type FactsStore, factsStore } from './document/facts-store.ts'
import { editorExtensions } from './extensions.ts'
import { Carets } from './presence/carets.ts'
import { SlashState } from './slash/Slash.ts'
import { insertActions, LIST_ACTIONS, STYLE_ACTIONS, type Takes } from './toolbar/actions.ts'
import { LiveDesk } from './views/LiveView.ts'
import { NoteNumbers } from './views/numbers.ts'

/** What one editor is made of besides its text; made once, for as long as the editor is there. */
export interface Parts {
  body: Y.XmlFragment
  by: string
  extensions: ReturnType<typeof editorExtensions>
  live: LiveDesk
  slash: SlashState
  factsFor(editor: Editor): FactsStore
  /** Shows where others are, and says where this person is, until the answer is called. */
  follow(): () => void
}

export function editorParts({
  body,
  me,
  document,
  takes,
  open,
  onRefused,
}: {
  body: Y.XmlFragment
  me: Person
  document: string
  takes: Takes
  open: OpenDialog
  onRefused: (sentence: string) => void
}): Parts {
  const numbers = new NoteNumbers()
  const live = new LiveDesk()
  const slash = new SlashState()
  const doc = body.doc
  if (!doc) throw new Error('The text belongs to no document')
  const carets = new Carets(doc, (caret) => {
    const told = caret && { document, ...caret }
    ask('sync.caret', { caret: told }).catch(() => undefined)
  })
  const slashItems = [...STYLE_ACTIONS, ...LIST_ACTIONS, ...insertActions(takes, open)]
  const known = new WeakMap<Editor, FactsStore>()

  return {
    body,
    by: me.name,
    live,
    slash,
    extensions: editorExtensions({
      body,
      carets,
      slash,
      slashItems: () => slashItems,
      numbers,
      live,
      by: me.name,
      onRefused,
      onOpen: (name, pos) => {
        if (isAsked(name)) open({ kind: name, pos })
      },
      onPictures: (files) => open({ kind: 'image', files }),
    }),
    factsFor(editor) {
      const store = known.get(editor) ?? factsStore(editor)
      if (!known.has(editor)) {
        known.set(editor, store)
        numbers.set(store.now())
        store.listen(() => numbers.set(store.now()))
        editor.on('destroy', store.stop)
      }
      return store
    },
    follow() {
      const show = () => {
        const status = queryClient.getQueryData<SyncStatus>(['sync.status', {}])
        const here = status?.here ?? []
        carets.show(
          here.flatMap(({ member, name, caret }) =>
            caret?.document === document ? [{ member, name, ...caret }] : [],
          ),
        )
      }
      show()
      const stop = queryClient.getQueryCache().subscribe(({ query }) => {
        if (query.queryKey[0] === 'sync.status') show()
      })
      return () => {
        stop()
        carets.close()
      }
    },
  }
}

const isAsked = (name: string): name is 'image' | 'footnote' | 'citation' | 'figure' | 'live' =>
  ['image', 'footnote', 'citation', 'figure', 'live'].includes(name)

/** The editor's own options. */
export function editorOptions({
  parts,
  label,
  mayWrite,
  replica,
}: {
  parts: Parts
  label: string
  mayWrite: boolean
  replica: Replica
}): UseEditorOptions {
  return {
    extensions: parts.extensions,
    editable: mayWrite,
    // The security policy takes styles from files alone; editor.css has these.
    injectCSS: false,
    onBeforeCreate: ({ editor }) => bind(editor, parts.body, parts.by),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-label': label,
        'aria-multiline': 'true',
        class: 'sheet',
        lang: 'en-GB',
        spellcheck: 'true',
      },
      handleDOMEvents: {
        compositionstart: () => void replica.hold(true),
        compositionend: () => {
          // After the editor has read what was composed.
          setTimeout(() => replica.hold(false))
        },
      },
    },
  }
}
