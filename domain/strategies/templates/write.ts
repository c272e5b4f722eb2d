import type { LiveQuery } from '../../documents/live.ts'
import type { DocumentNode } from '../../documents/tree.ts'

/** Short ways to write the text of a template. `**words**` in a string are bold. */

type Words = string | readonly (string | DocumentNode)[]

function inlines(words: Words): DocumentNode[] {
  return (typeof words === 'string' ? [words] : words).flatMap((part) =>
    typeof part === 'string' ? runs(part) : [part],
  )
}

function runs(text: string): DocumentNode[] {
  return text.split('**').flatMap((words, index): DocumentNode[] => {
    if (words === '') return []
    const marks = index % 2 === 1 ? { marks: [{ type: 'bold' }] } : {}
    return [{ type: 'text', text: words, ...marks }]
  })
}

export function heading(level: 1 | 2, text: string): DocumentNode {
  return { type: 'heading', attrs: { level }, content: inlines(text) }
}

export function paragraph(words: Words): DocumentNode {
  return { type: 'paragraph', content: inlines(words) }
}

export function bullets(...items: Words[]): DocumentNode {
  return {
    type: 'bulletList',
    content: items.map((words) => ({ type: 'listItem', content: [paragraph(words)] })),
  }
}

/** Advice to whoever writes, in a box of its own, so that nobody takes it for the strategy. */
export function guidance(...lines: string[]): DocumentNode {
  const italic = (text: string): DocumentNode => ({
    type: 'text',
    text,
    marks: [{ type: 'italic' }],
  })
  return {
    type: 'callout',
    attrs: { tone: 'information' },
    content: lines.map((line, index) => ({
      type: 'paragraph',
      content: index === 0 ? [...runs('**Guidance** '), italic(line)] : [italic(line)],
    })),
  }
}

/** A table whose first row and first column are heads; an empty cell waits for words. */
export function table(heads: readonly string[], rows: readonly (readonly Words[])[]): DocumentNode {
  const cell = (type: string, words: Words): DocumentNode => ({
    type,
    attrs: { colspan: 1, rowspan: 1, colwidth: null },
    content: [words === '' ? { type: 'paragraph' } : paragraph(words)],
  })
  return {
    type: 'table',
    content: [
      { type: 'tableRow', content: heads.map((head) => cell('tableHeader', head)) },
      ...rows.map((row) => ({
        type: 'tableRow',
        content: row.map((words, index) => cell(index === 0 ? 'tableHeader' : 'tableCell', words)),
      })),
    ],
  }
}

/** @param id one of its own within the document */
export function live(id: string, caption: string, query: LiveQuery): DocumentNode {
  return {
    type: 'live',
    attrs: { id, query: JSON.stringify(query), caption, frozenOn: null, frozen: null },
  }
}

export function cite(text: string, url = ''): DocumentNode {
  return { type: 'citation', attrs: { text, url } }
}

const REPORT = 'Midlands Health and Care Inequalities Policy Commission, report'

/** The commission's report, at a place in it. */
export function citeReport(where: string): DocumentNode {
  return cite(`${REPORT}. ${where}`)
}
