import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'

export interface LiveAttributes {
  id: string
  /** JSON texts, as in the document. */
  query: string
  caption: string | null
  frozenOn: string | null
  frozen: string | null
}

/** One live block that has come near the view, and where it is drawn. */
export interface ShownLive {
  key: number
  dom: HTMLElement
  attributes: LiveAttributes
  getPos: () => number | undefined
}

/** How far below the view a block asks for its content already, in px. */
const NEAR = 600
let keys = 0

/** The live blocks of one editor. Those far from the view are empty boxes and cost nothing. */
export class LiveDesk {
  readonly #hearers = new Set<() => void>()
  readonly #views = new Map<Element, LiveView>()
  readonly #near = new IntersectionObserver((entries) => this.#look(entries), {
    rootMargin: `${NEAR}px`,
  })
  #shown: readonly ShownLive[] = []

  readonly shown = (): readonly ShownLive[] => this.#shown
  readonly listen = (hear: () => void): (() => void) => {
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }
  add(view: LiveView): void {
    this.#views.set(view.dom, view)
    this.#near.observe(view.dom)
  }
  delete(view: LiveView): void {
    this.#views.delete(view.dom)
    this.#near.unobserve(view.dom)
    this.#say(this.#shown.filter(({ dom }) => dom !== view.dom))
  }
  changed(view: LiveView): void {
    if (this.#shown.some(({ dom }) => dom === view.dom))
      this.#say(this.#shown.map((one) => (one.dom === view.dom ? view.shown() : one)))
  }
  #look(entries: readonly IntersectionObserverEntry[]): void {
    const come = entries
      .filter(({ isIntersecting }) => isIntersecting)
      .flatMap(({ target }) => this.#views.get(target) ?? [])
    for (const view of come) this.#near.unobserve(view.dom)
    if (come.length > 0) this.#say([...this.#shown, ...come.map((view) => view.shown())])
  }
  #say(shown: readonly ShownLive[]): void {
    this.#shown = shown
    for (const hear of this.#hearers) hear()
  }
}

/** The box a live block stands in; React draws in it once it is near. */
export class LiveView implements NodeView {
  readonly dom = document.createElement('div')
  readonly #desk: LiveDesk
  readonly #getPos: () => number | undefined
  readonly #key = keys++
  #node: Node

  constructor(node: Node, getPos: () => number | undefined, desk: LiveDesk) {
    this.#node = node
    this.#getPos = getPos
    this.#desk = desk
    this.dom.className = 'live'
    this.dom.contentEditable = 'false'
    desk.add(this)
  }
  shown(): ShownLive {
    const attributes = this.#node.attrs as LiveAttributes
    return { key: this.#key, dom: this.dom, attributes, getPos: this.#getPos }
  }
  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const isSame = node.attrs === this.#node.attrs
    this.#node = node
    if (!isSame) this.#desk.changed(this)
    return true
  }
  stopEvent(event: Event): boolean {
    return event.target !== this.dom && !event.type.startsWith('drag')
  }
  ignoreMutation(): boolean {
    return true
  }
  destroy(): void {
    this.#desk.delete(this)
  }
}
