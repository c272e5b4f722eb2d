import type { Editor } from '@tiptap/core'
import { useMemo, useSyncExternalStore } from 'react'
import type { DocumentFacts } from '../document/facts.ts'
import type { FactsStore } from '../document/facts-store.ts'
import { goTo } from '../go-to.ts'

/** The headings, each a way to its place. Drawn again only when they read otherwise. */
export function Outline({ editor, facts }: { editor: Editor; facts: FactsStore }) {
  const shown = useSyncExternalStore(facts.listen, () => outlineOf(facts.now()))
  return useMemo(() => {
    const lines = JSON.parse(shown) as [level: number, text: string, index: number][]
    if (lines.length === 0)
      return (
        <p className="quiet">
          The headings of the text stand here once it has some. “# ” at the start of a line begins
          one.
        </p>
      )
    const go = (index: number) => {
      const heading = facts.fresh().headings[index]
      if (heading) goTo(editor, heading.pos + 1)
    }
    return (
      <nav aria-label="Outline">
        <ol className="outline">
          {lines.map(([level, text, index]) => (
            <li key={index} data-level={level}>
              <button type="button" className="outline-link" onClick={() => go(index)}>
                {text}
              </button>
            </li>
          ))}
        </ol>
      </nav>
    )
  }, [shown, facts, editor])
}

/** As a text, so that two outlines can be compared; places move with every key. */
function outlineOf({ headings }: DocumentFacts): string {
  const lines = headings.map(({ level, text }, index) => [level, text.trim(), index])
  return JSON.stringify(lines.filter(([, text]) => text !== ''))
}
