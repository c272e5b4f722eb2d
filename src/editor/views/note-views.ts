import type { Node } from '@tiptap/pm/model'
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import type { NoteNumbers } from './numbers.ts'

/** How footnotes, references and figures stand in a line: one element that ProseMirror leaves alone. */
abstract class NoteView implements NodeView {
  readonly dom = document.createElement('span')
  node: Node

  constructor(node: Node) {
    this.node = node
    this.dom.className = `note note-${node.type.name}`
    this.dom.setAttribute('role', 'img')
  }
  update(node: Node): boolean {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }
  ignoreMutation(): boolean {
    return true
  }
  /** Written only where it differs: there may be hundreds. */
  say(shown: string, title: string, label: string): void {
    if (this.dom.textContent !== shown) this.dom.textContent = shown
    this.dom.title = title
    this.dom.setAttribute('aria-label', label)
  }
  abstract show(): void
}

class FootnoteView extends NoteView {
  readonly #numbers: NoteNumbers
  readonly #getPos: () => number | undefined

  constructor(node: Node, getPos: () => number | undefined, numbers: NoteNumbers) {
    super(node)
    this.#numbers = numbers
    this.#getPos = getPos
    numbers.add(this)
    this.say('•', String(node.attrs.text), `Footnote: ${node.attrs.text}`)
  }
  show(): void {
    const { text } = this.node.attrs
    const number = this.#numbers.footnote(this.#getPos())
    this.say(String(number ?? '•'), String(text), `Footnote ${number ?? ''}: ${text}`)
  }
  destroy(): void {
    this.#numbers.delete(this)
  }
}

class CitationView extends NoteView {
  readonly #numbers: NoteNumbers

  constructor(node: Node, numbers: NoteNumbers) {
    super(node)
    this.#numbers = numbers
    numbers.add(this)
    this.show()
  }
  show(): void {
    const { text, url } = this.node.attrs
    const shown = `[${this.#numbers.citation(this.node) ?? '–'}]`
    this.say(shown, [text, url].filter(Boolean).join('\n'), `Reference ${shown}: ${text}`)
  }
  destroy(): void {
    this.#numbers.delete(this)
  }
}

class FigureView extends NoteView {
  constructor(node: Node) {
    super(node)
    this.show()
  }
  show(): void {
    const { key, seen } = this.node.attrs
    const shown = String(seen || 'figure')
    this.say(shown, `From the report’s freeze: ${key}`, `${shown}, a figure of the report’s freeze`)
  }
}

export function noteViews(numbers: NoteNumbers): Record<string, NodeViewConstructor> {
  return {
    footnote: (node, _view, getPos) => new FootnoteView(node, getPos, numbers),
    citation: (node) => new CitationView(node, numbers),
    figure: (node) => new FigureView(node),
  }
}
