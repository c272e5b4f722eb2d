import { Extension } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { plural } from '../../../domain/words.ts'
import { cleanPastedHtml } from './clean.ts'

export interface PasteOptions {
  onPictures: (files: File[]) => void
  /** Called with a sentence when part of what was pasted did not come along. */
  onRefused: (sentence: string) => void
}

/** Takes in what is pasted: cleaned, and live blocks as blocks of their own. */
export const Paste = Extension.create<PasteOptions>({
  name: 'cleanPaste',
  addOptions() {
    return { onPictures: () => {}, onRefused: () => {} }
  },
  addProseMirrorPlugins() {
    const { onPictures, onRefused } = this.options
    const takePictures = (data: DataTransfer | null): boolean => {
      const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      // Word puts a picture of the words beside the words.
      if (files.length === 0 || data?.types.includes('text/html')) return false
      onPictures(files)
      return true
    }
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) =>
            cleanPastedHtml(html, (lost) => onRefused(lostWords(lost))),
          transformPasted: (slice) =>
            new Slice(withNewIds(slice.content), slice.openStart, slice.openEnd),
          handlePaste: (_view, event) => takePictures(event.clipboardData),
          handleDrop: (_view, event) => takePictures(event.dataTransfer),
        },
      }),
    ]
  },
})

function lostWords(pictures: number): string {
  const which = pictures === 1 ? 'it' : 'each'
  return `${plural(pictures, 'picture')} did not come along. Copy ${which} alone and paste it where it belongs, or save ${which} as a file and choose Insert, Picture.`
}

/** A copy of a live block is another block. */
function withNewIds(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    if (node.type.name === 'live')
      nodes.push(node.type.create({ ...node.attrs, id: crypto.randomUUID() }, null, node.marks))
    else nodes.push(node.copy(withNewIds(node.content)))
  })
  return Fragment.fromArray(nodes.map((node, at) => (node.isText ? content.child(at) : node)))
}
