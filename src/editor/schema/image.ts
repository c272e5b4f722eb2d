import { Node } from '@tiptap/core'
import { dataAttribute } from './data-attribute.ts'

/** A picture in the document itself: nothing is fetched from anywhere. */
export const IMAGE_SOURCE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/

const sizeOf = (name: 'width' | 'height') => ({
  default: null,
  parseHTML: (element: HTMLElement) =>
    Number.parseInt(element.getAttribute(name) ?? '', 10) || null,
})

/** A picture with its text alternative and, where it has one, its caption. */
export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      src: { default: '' },
      alt: { default: '' },
      caption: dataAttribute('caption'),
      width: sizeOf('width'),
      height: sizeOf('height'),
    }
  },
  parseHTML() {
    return [
      {
        tag: 'img[src]',
        getAttrs: (element) =>
          IMAGE_SOURCE.test(element.getAttribute('src') ?? '') ? null : false,
      },
    ]
  },
  renderHTML({ HTMLAttributes }) {
    return ['img', HTMLAttributes]
  },
})
