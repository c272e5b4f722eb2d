import { own } from '../../../domain/own.ts'
import type { Run } from '../../../domain/publication/finished.ts'
import { directions } from '../../../domain/publication/text.ts'
import type { Mark } from '../../../domain/publication/tree.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => own(ENTITIES, c) ?? c)
}

/** Text in which a name in another direction keeps its own order. */
export function textHtml(text: string): string {
  return directions(text)
    .map(({ text: part, rightToLeft }) =>
      rightToLeft ? `<bdi dir="rtl">${escapeHtml(part)}</bdi>` : escapeHtml(part),
    )
    .join('')
}

/** Ids of our own start with an underscore, which no heading's does. */
export const noteId = (number: number) => `_note-${number}`
export const noteMarkId = (number: number) => `_note-mark-${number}`

export function inlineHtml(runs: readonly Run[]): string {
  return runs.map(runHtml).join('')
}

function runHtml(run: Run): string {
  switch (run.kind) {
    case 'text':
      return textHtml(run.text)
    case 'strong':
      return `<strong>${inlineHtml(run.content)}</strong>`
    case 'emphasis':
      return `<em>${inlineHtml(run.content)}</em>`
    case 'code':
      return `<code>${escapeHtml(run.text)}</code>`
    case 'link':
      return `<a href="${escapeHtml(run.to)}">${inlineHtml(run.content)}</a>`
    case 'note':
      return (
        `<sup><a id="${noteMarkId(run.number)}" href="#${noteId(run.number)}" role="doc-noteref"` +
        ` aria-label="Note ${run.number}">${run.number}</a></sup>`
      )
    case 'value': {
      const { query, entries } = run.source
      if (run.mark) return markedHtml(run.text, run.mark)
      return (
        `<data value="${escapeHtml(run.text)}" data-query="${escapeHtml(query)}"` +
        ` data-entries="${escapeHtml(entries.join(' '))}">${textHtml(run.text)}</data>`
      )
    }
    case 'anchor':
      return `<a id="${escapeHtml(run.id)}"></a>${textHtml(run.text)}`
    case 'break':
      return '<br>'
  }
}

/** A number whose evidence stands elsewhere: only its mark is repeated here. */
function markedHtml(text: string, { text: name, to }: Mark): string {
  const label = `Evidence ${escapeHtml(name)}`
  return (
    `<data value="${escapeHtml(text)}">${textHtml(text)}</data>` +
    `<sup class="mark"><a href="${escapeHtml(to)}" aria-label="${label}">${escapeHtml(name)}</a></sup>`
  )
}
