import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { IMAGE_SOURCE } from '../schema/image.ts'

/** A picture, its caption, and a word where nobody has described it yet. */
export class ImageView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly #image = document.createElement('img')
  readonly #caption = document.createElement('figcaption')
  readonly #missing = document.createElement('button')
  #node: Node

  constructor(node: Node, describe: () => void) {
    this.#node = node
    this.dom.className = 'picture'
    this.#missing.type = 'button'
    this.#missing.className = 'picture-missing'
    this.#missing.textContent = 'This picture has no text alternative. Add one'
    this.#missing.addEventListener('click', describe)
    this.dom.addEventListener('dblclick', describe)
    this.dom.append(this.#image, this.#caption, this.#missing)
    this.#show()
  }
  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#show()
    return true
  }
  stopEvent(event: Event): boolean {
    return event.target === this.#missing
  }
  ignoreMutation(): boolean {
    return true
  }
  #show(): void {
    const { src, alt, caption, width, height } = this.#node.attrs
    if (this.#image.src !== src) this.#image.src = IMAGE_SOURCE.test(src) ? src : ''
    this.#image.alt = alt ?? ''
    if (width && height) {
      this.#image.width = width
      this.#image.height = height
    }
    this.#caption.textContent = caption ?? ''
    this.#caption.hidden = !caption
    this.#missing.hidden = Boolean(alt?.trim())
  }
}
