import type { Run } from '../../../domain/publication/finished.ts'
import { holdDirections } from '../../../domain/publication/text.ts'

/** Text that says the same in Markdown: what could be read as a mark is escaped. */
export function escapeMarkdown(text: string): string {
  return holdDirections(text).replace(/[\\`*_{}[\]<>#|~$&!]/g, '\\$&')
}

/** Runs as Markdown that may start a block; a line break is a backslash at the end of a line. */
export function inlineMarkdown(runs: readonly Run[]): string {
  return pieces(runs)
    .replace(/^ +/gm, '')
    .replace(/^(\d+)([.)])(?=\s|$)/gm, '$1\\$2')
    .replace(/^[-+=]/gm, '\\$&')
}

/** Plain text as Markdown that may start a block. */
export function textMarkdown(text: string): string {
  return inlineMarkdown([{ kind: 'text', text }])
}

function pieces(runs: readonly Run[]): string {
  let markdown = ''
  for (const run of runs) markdown += piece(run, markdown)
  return markdown
}

function piece(run: Run, before: string): string {
  switch (run.kind) {
    case 'text':
      return escapeMarkdown(run.text)
    case 'value': {
      const { text, mark } = run
      return escapeMarkdown(text) + (mark ? `<sup>[${mark.text}](${mark.to})</sup>` : '')
    }
    case 'anchor':
      return `<a id="${run.id}"></a>${escapeMarkdown(run.text)}`
    case 'code':
      return `<code>${escapeMarkdown(run.text)}</code>`
    case 'strong':
      return marked(pieces(run.content), '**', 'strong', before)
    case 'emphasis':
      return marked(pieces(run.content), '*', 'em', before)
    case 'link':
      return `[${pieces(run.content)}](${run.to.replace(/[()\\<>]/g, encodeURIComponent)})`
    case 'note':
      return `[^${run.number}]`
    case 'break':
      return '\\\n'
  }
}

/**
 * Markdown takes asterisks as marks only next to letters in some places and not in others; where that
 * is not sure, the HTML element says the same.
 */
function marked(inner: string, mark: string, element: string, before: string): string {
  const sure = /^[\p{L}\p{N}]/u.test(inner) && /[\p{L}\p{N}]$/u.test(inner) && !before.endsWith('*')
  return sure ? `${mark}${inner}${mark}` : `<${element}>${inner}</${element}>`
}
