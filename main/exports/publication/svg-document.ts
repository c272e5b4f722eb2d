/**
 * A document that knows as much of the DOM as Observable Plot asks for to draw a static chart, and
 * writes itself as XML. A whole DOM, such as jsdom's, draws the same in several times the time, and
 * needs half a second and a thousand files before it draws at all.
 */

const SVG = 'http://www.w3.org/2000/svg'

class SvgText {
  readonly textContent: string

  constructor(text: string) {
    this.textContent = text
  }

  toString(): string {
    return escaped(this.textContent)
  }
}

type SvgNode = SvgElement | SvgText

export class SvgElement {
  readonly childNodes: SvgNode[] = []
  parentNode: SvgElement | null = null
  readonly ownerDocument: SvgDocument
  readonly namespaceURI: string
  readonly localName: string
  readonly #attributes = new Map<string, string>()

  constructor(ownerDocument: SvgDocument, namespace: string, name: string) {
    this.ownerDocument = ownerDocument
    this.namespaceURI = namespace
    this.localName = name
  }

  get children(): SvgElement[] {
    return this.childNodes.filter((node) => node instanceof SvgElement)
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name)
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value))
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name)
  }

  appendChild<N extends SvgNode>(node: N): N {
    return this.insertBefore(node, null)
  }

  append(...nodes: (SvgNode | string)[]): void {
    for (const node of nodes) this.appendChild(typeof node === 'string' ? new SvgText(node) : node)
  }

  insertBefore<N extends SvgNode>(node: N, before: SvgNode | null): N {
    if (node instanceof SvgElement) {
      node.parentNode?.removeChild(node)
      node.parentNode = this
    }
    const at = before === null ? -1 : this.childNodes.indexOf(before)
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, node)
    return node
  }

  removeChild<N extends SvgNode>(node: N): N {
    const at = this.childNodes.indexOf(node)
    if (at >= 0) this.childNodes.splice(at, 1)
    if (node instanceof SvgElement) node.parentNode = null
    return node
  }

  get textContent(): string {
    return this.childNodes.map(({ textContent }) => textContent).join('')
  }

  set textContent(text: string) {
    this.childNodes.splice(0, Infinity, ...(text === '' ? [] : [new SvgText(String(text))]))
  }

  /** Elements of one name below this one, in the order of the document. */
  named(name: string): SvgElement[] {
    return this.children.flatMap((element) => [
      ...(element.localName === name ? [element] : []),
      ...element.named(name),
    ])
  }

  toString(): string {
    const isTop = this.parentNode?.namespaceURI !== this.namespaceURI
    const attributes = [
      ...(isTop ? [['xmlns', this.namespaceURI] as const] : []),
      ...this.#attributes,
    ].map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    const start = `<${this.localName}${attributes.join('')}`
    return this.childNodes.length === 0
      ? `${start}/>`
      : `${start}>${this.childNodes.join('')}</${this.localName}>`
  }
}

export class SvgDocument {
  /** Plot asks it for the document, to make the first element. */
  readonly documentElement = new SvgElement(this, SVG, 'svg')

  createElementNS(namespace: string, name: string): SvgElement {
    return new SvgElement(this, namespace, name)
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
