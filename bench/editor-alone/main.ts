import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { StarterKit } from '@tiptap/starter-kit'
import * as Y from 'yjs'

/** Tiptap with nothing of ours, on a shared document that the server of the benchmark has. */
const start = performance.now()
const doc = new Y.Doc()
const bytes = await fetch('/text').then((answer) => answer.arrayBuffer())
Y.applyUpdate(doc, new Uint8Array(bytes))
new Editor({
  element: document.getElementById('text'),
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    Collaboration.configure({ document: doc, field: 'body' }),
  ],
})
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    document.body.dataset.openedIn = String(performance.now() - start)
  }),
)
