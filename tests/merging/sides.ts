import './dom.ts'
import { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { type ShelfEntry, shelfOf } from '../../domain/documents/places/shelf.ts'
import { DOCUMENT_BODY, type DocumentNode } from '../../domain/documents/tree.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import { bind } from '../../src/editor/bind.ts'
import { editorExtensions } from '../../src/editor/extensions.ts'
import { Carets } from '../../src/editor/presence/carets.ts'
import { SlashState } from '../../src/editor/slash/Slash.ts'
import { LiveDesk } from '../../src/editor/views/LiveView.ts'
import { NoteNumbers } from '../../src/editor/views/numbers.ts'

/** Somebody with the text open. */
export interface Side {
  name: string
  doc: Y.Doc
  editor: Editor
}

let client = 100

/** The same text open in several editors that do not hear of each other until `sync`. */
export class Sides {
  readonly all: Side[]

  constructor(base: DocumentNode, count = 2) {
    const seed = new Y.Doc()
    seed.clientID = 1
    fillDocument(seed, base)
    const update = Y.encodeStateAsUpdate(seed)
    this.all = ['Asha', 'Ben', 'Carla'].slice(0, count).map((name) => {
      const doc = new Y.Doc()
      doc.clientID = client++
      Y.applyUpdate(doc, update, 'remote')
      return { name, doc, editor: openEditor(doc, name) }
    })
  }

  get a(): Side {
    return this.all[0] as Side
  }
  get b(): Side {
    return this.all[1] as Side
  }

  /** Everybody hears of all that everybody did. */
  sync(): void {
    for (let round = 0; round < 4; round++) {
      const updates = this.all.map(({ doc }) => Y.encodeStateAsUpdate(doc))
      for (const { doc } of this.all)
        for (const update of updates) Y.applyUpdate(doc, update, 'remote')
    }
  }

  close(): void {
    for (const { doc, editor } of this.all) {
      editor.destroy()
      doc.destroy()
    }
    document.body.innerHTML = ''
  }
}

export function openEditor(doc: Y.Doc, by: string): Editor {
  const body = doc.getXmlFragment(DOCUMENT_BODY)
  return new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: editorExtensions({
      body,
      carets: new Carets(doc, () => {}),
      slash: new SlashState(),
      slashItems: () => [],
      numbers: new NoteNumbers(),
      live: new LiveDesk(),
      by,
      onOpen() {},
      onPictures() {},
      onRefused() {},
    }),
    onBeforeCreate: ({ editor }) => bind(editor, body, by),
  })
}

/** The words of the text, block by block. */
export function textOf({ editor }: Side): string {
  const blocks: string[] = []
  editor.state.doc.descendants((node) => {
    if (node.isTextblock) blocks.push(node.textBetween(0, node.content.size, undefined, '\ufffc'))
  })
  return blocks.join('\n')
}

export function shelf({ doc }: Side): ShelfEntry[] {
  return shelfOf(doc.getXmlFragment(DOCUMENT_BODY))
}

const SHORT: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'quote',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}

/** A document in one line, for comparing and for whoever reads a failure. */
export function outline(node: Node): string {
  if (node.isText) {
    const marks = node.marks.map(({ type }) => type.name).filter((name) => name !== 'stretch')
    return marks.length > 0 ? `‹${marks.join(',')}:${node.text}›` : (node.text ?? '')
  }
  if (node.isAtom) return `[${node.type.name}${node.attrs.text ? `:${node.attrs.text}` : ''}]`
  const name =
    node.type.name === 'heading'
      ? `h${node.attrs.level}`
      : (SHORT[node.type.name] ?? node.type.name)
  const { colspan = 1, rowspan = 1 } = node.attrs
  const span = `${colspan > 1 ? `:c${colspan}` : ''}${rowspan > 1 ? `:r${rowspan}` : ''}`
  const inside = node.children.map(outline)
  return node.isTextblock ? `${name}(${inside.join('')})` : `${name}${span}{${inside.join(' ')}}`
}
