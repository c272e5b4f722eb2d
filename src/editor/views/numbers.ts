import type { Node } from '@tiptap/pm/model'
import { citationKey, type DocumentFacts } from '../document/facts.ts'

/** The numbers of footnotes and references, which change as others come and go before them. */
export class NoteNumbers {
  #citations = new Map<string, number>()
  #footnotes = new Map<number, number>()
  readonly #views = new Set<{ show(): void }>()

  set({ citations, footnotes }: DocumentFacts): void {
    this.#citations = new Map(citations.map((citation, at) => [citationKey(citation), at + 1]))
    this.#footnotes = new Map(footnotes.map(({ pos }, at) => [pos, at + 1]))
    for (const view of this.#views) view.show()
  }
  citation({ attrs }: Node): number | undefined {
    return this.#citations.get(citationKey({ text: String(attrs.text), url: attrs.url }))
  }
  footnote(pos: number | undefined): number | undefined {
    return pos === undefined ? undefined : this.#footnotes.get(pos)
  }
  add(view: { show(): void }): void {
    this.#views.add(view)
  }
  delete(view: { show(): void }): void {
    this.#views.delete(view)
  }
}
