import type { CommentThread } from '../../../domain/documents/tree.ts'

/**
 * How the words of threads look, in a style sheet of its own: the document does not change when a
 * thread is resolved or chosen, and need not be drawn again.
 */
export interface ThreadLooks {
  show(threads: ReadonlyMap<string, CommentThread>, chosen: string | null): void
  remove(): void
}

export function threadLooks(): ThreadLooks {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return {
    show(threads, chosen) {
      const quiet = [...threads].filter(([, { resolved }]) => resolved !== null).map(([id]) => id)
      const rules = quiet.map(
        (id) => `.comment${named(id)} { background: none; border-bottom-color: transparent; }`,
      )
      if (chosen)
        rules.push(
          `.comment${named(chosen)} { background: var(--current); border-bottom: 3px solid; }`,
        )
      sheet.replaceSync(rules.join('\n'))
    },
    remove() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    },
  }
}

const named = (thread: string) => `[data-thread="${CSS.escape(thread)}"]`
