import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { Run } from '../../../domain/publication/finished.ts'
import { directions, holdDirections } from '../../../domain/publication/text.ts'
import type { Mark } from '../../../domain/publication/tree.ts'
import { escapeHtml } from './html-inline.ts'
import { PALETTE } from './palette.ts'

/** How the runs around say that this one looks. */
type Look = Pick<IRunOptions, 'bold' | 'italics' | 'style'>

export function inlineDocx(runs: readonly Run[], look: Look = {}): ParagraphChild[] {
  return runs.flatMap((run) => runDocx(run, look))
}

/** Text in runs that each say their direction, as Word does not guess it. */
export function textDocx(text: string, look: Look = {}): TextRun[] {
  return directions(holdDirections(text)).map(
    ({ text: part, rightToLeft }) =>
      new TextRun({
        ...look,
        text: part,
        ...(rightToLeft ? { rightToLeft, boldComplexScript: look.bold ?? false } : {}),
      }),
  )
}

function runDocx(run: Run, look: Look): ParagraphChild[] {
  switch (run.kind) {
    case 'text':
      return textDocx(run.text, look)
    case 'value':
      return [...textDocx(run.text, look), ...(run.mark ? [markDocx(run.mark)] : [])]
    case 'anchor':
      return [new Bookmark({ id: run.id, children: textDocx(run.text, look) })]
    case 'strong':
      return inlineDocx(run.content, { ...look, bold: true })
    case 'emphasis':
      return inlineDocx(run.content, { ...look, italics: true })
    case 'code':
      return textDocx(run.text, { ...look, style: 'Code' })
    case 'break':
      return [new TextRun({ break: 1 })]
    case 'note': {
      const children = inlineDocx(run.content)
      return [new FootnoteReferenceRun({ children: [new Paragraph({ children })] })]
    }
    case 'link': {
      const children = inlineDocx(run.content, { ...look, style: 'Hyperlink' })
      return run.to.startsWith('#')
        ? [new InternalHyperlink({ anchor: run.to.slice(1), children })]
        : [new ExternalHyperlink({ link: run.to, children })]
    }
  }
}

function markDocx({ text, to }: Mark): ParagraphChild {
  const run = new TextRun({ text: `\u202f${text}`, superScript: true, color: PALETTE.blue })
  return new InternalHyperlink({ anchor: to.slice(1), children: [run] })
}

/** Letters that run from left to right, with what stands among them. */
const PLAIN = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u

/**
 * The same runs as text, where they need nothing else of the file and all run from left to right;
 * `undefined` where they do not.
 */
export function plainDocx(runs: readonly Run[], look: Look = {}): string | undefined {
  let xml = ''
  for (const run of runs) {
    const part = plainRun(run, look)
    if (part === undefined) return undefined
    xml += part
  }
  return xml
}

function plainRun(run: Run, look: Look): string | undefined {
  switch (run.kind) {
    case 'text':
      return PLAIN.test(run.text) ? plainText(run.text, look) : undefined
    case 'value':
      return PLAIN.test(run.text) && !run.mark ? plainText(run.text, look) : undefined
    case 'strong':
      return plainDocx(run.content, { ...look, bold: true })
    case 'emphasis':
      return plainDocx(run.content, { ...look, italics: true })
    case 'break':
      return '<w:r><w:br/></w:r>'
    default:
      return undefined
  }
}

function plainText(text: string, { bold, italics }: Look): string {
  const looks = (bold ? '<w:b/><w:bCs/>' : '') + (italics ? '<w:i/><w:iCs/>' : '')
  return `<w:r>${looks ? `<w:rPr>${looks}</w:rPr>` : ''}<w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r>`
}
