import { Extension } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { cleanPastedHtml } from './clean.ts'

/** Takes in what is pasted: cleaned, and live blocks as blocks of their own. */
export const Paste = Extension.create<{ onPictures: (files: File[]) => void }>({
  name: 'cleanPaste',
  addOptions() {
    return { onPictures: () => {} }
  },
  addProseMirrorPlugins() {
    const { onPictures } = this.options
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
          transformPastedHTML: cleanPastedHtml,
          transformPasted: (slice) =>
            new Slice(withNewIds(slice.content), slice.openStart, slice.openEnd),
          handlePaste: (_view, event) => takePictures(event.clipboardData),
          handleDrop: (_view, event) => takePictures(event.dataTransfer),
        },
      }),
    ]
  },
})

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
