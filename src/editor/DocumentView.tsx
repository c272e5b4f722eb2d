import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { EditorContent, useEditor } from '@tiptap/react'
import { useMemo, useState } from 'react'
import { factsOf } from './document/facts.ts'
import { documentFromJson } from './document/from-json.ts'
import { LiveBlocks } from './live/LiveBlocks.tsx'
import { DOCUMENT_EXTENSIONS } from './schema/index.ts'
import { LiveDesk } from './views/LiveView.ts'
import { NoteNumbers } from './views/numbers.ts'
import { Views } from './views/Views.ts'
import './editor.css'
import './sheet.css'

/** A document to read: a version as it was kept, or one that this version cannot change. */
export function DocumentView({
  content,
  label,
  marks,
}: {
  /** JSON of the document; whatever it is, something readable is shown. */
  content: unknown
  label: string
  /** What is marked in it, by positions in the document that `documentFromJson` makes of `content`. */
  marks?: DecorationSet
}) {
  const [desk] = useState(() => new LiveDesk())
  // A parent may parse it anew each time it draws: the words count, not the object.
  const text = JSON.stringify(content)
  const node = useMemo(() => documentFromJson(JSON.parse(text)), [text])
  const extensions = useMemo(() => {
    const numbers = new NoteNumbers()
    numbers.set(factsOf(node))
    return [
      ...DOCUMENT_EXTENSIONS,
      Views.configure({ numbers, live: desk, onOpen: () => {} }),
      Extension.create({
        name: 'marked',
        addProseMirrorPlugins: () => [new Plugin({ props: { decorations: () => marks } })],
      }),
    ]
  }, [node, desk, marks])
  const editor = useEditor(
    {
      extensions,
      content: node.toJSON(),
      editable: false,
      injectCSS: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-label': label,
          'aria-readonly': 'true',
          class: 'sheet',
          lang: 'en-GB',
        },
      },
    },
    [extensions],
  )
  return (
    <>
      <EditorContent editor={editor} className="sheet-frame" />
      <LiveBlocks desk={desk} editor={editor} />
    </>
  )
}
