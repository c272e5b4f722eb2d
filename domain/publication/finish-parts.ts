import type { FinishedGrid, FinishedList, Run } from './finished.ts'
import type { Numbering } from './numbering.ts'
import { cleanText, plainText } from './text.ts'
import type { Grid, Inline, List, Reference, Source } from './tree.ts'

/** What finishing knows, and what it has met so far. */
export type Work = {
  numbering: Numbering
  references: Reference[]
  notes: Run[][]
  /** Each traceable number or figure, in the order it stands. */
  traced: { what: string; source: Source }[]
}

/** What may stand here: a link holds no link, a note no note. */
type Allowed = { notes: boolean; links: boolean }
const ALL: Allowed = { notes: true, links: true }

/** Said in place of a pointer to a part that the document does not hold. */
const NOWHERE = 'a part that is not in this document'

export function finishRuns(inlines: readonly Inline[], work: Work, allowed = ALL): Run[] {
  return inlines.flatMap((inline) => finishRun(inline, work, allowed)).filter(hasContent)
}

function hasContent(run: Run): boolean {
  if (run.kind === 'break' || run.kind === 'note') return true
  return 'text' in run ? run.text !== '' : run.content.length > 0
}

function finishRun(inline: Inline, work: Work, allowed: Allowed): Run[] {
  if (typeof inline === 'string') return [text(inline)]
  switch (inline.kind) {
    case 'strong':
    case 'emphasis':
      return [{ kind: inline.kind, content: finishRuns(inline.content, work, allowed) }]
    case 'code':
      return [{ kind: 'code', text: cleanText(inline.text) }]
    case 'break':
      return [{ kind: 'break' }]
    case 'value':
      work.traced.push({ what: inline.text, source: inline.source })
      return [{ ...inline, text: cleanText(inline.text) }]
    case 'anchor':
      return [{ ...inline, text: cleanText(inline.text) }]
    case 'link': {
      const content = finishRuns(inline.content, work, { notes: false, links: false })
      const to = safeAddress(inline.to)
      return to && allowed.links && plainText(content).trim()
        ? [{ kind: 'link', to, content }]
        : content
    }
    case 'note':
      return finishNote(inline.content, work, allowed)
    case 'citation': {
      const number = work.numbering.references.get(inline.reference)
      return number === undefined
        ? [text('[?]')]
        : pointTo(`_reference-${number}`, `[${number}]`, allowed)
    }
    case 'pointer': {
      const target = work.numbering.targets.get(inline.to)
      return target ? pointTo(target.id, target.text, allowed) : [text(NOWHERE)]
    }
  }
}

/** A footnote; where none may stand, its words in brackets. */
function finishNote(inlines: readonly Inline[], work: Work, allowed: Allowed): Run[] {
  const content = finishRuns(inlines, work, { notes: false, links: allowed.links })
  if (!allowed.notes) return [text(' ('), ...content, text(')')]
  work.notes.push(content)
  return [{ kind: 'note', number: work.notes.length, content }]
}

function pointTo(id: string, words: string, { links }: Allowed): Run[] {
  return links ? [{ kind: 'link', to: `#${id}`, content: [text(words)] }] : [text(words)]
}

function text(words: string): Run {
  return { kind: 'text', text: cleanText(words) }
}

/** The address if a reader may be sent there, else nothing. */
function safeAddress(to: string): string | undefined {
  if (!URL.canParse(to)) return undefined
  const { protocol, href } = new URL(to)
  return ['https:', 'http:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined
}

export function finishList(list: List, work: Work): FinishedList {
  return {
    kind: 'list',
    ordered: list.ordered ?? false,
    start: list.start ?? 1,
    items: list.items.map(({ content, list: under }) => ({
      content: finishRuns(content, work),
      ...(under && under.items.length > 0 ? { list: finishList(under, work) } : {}),
    })),
  }
}

export function finishGrid(grid: Grid, work: Work): FinishedGrid {
  return {
    columns: grid.columns.map(({ header, align = 'start', width = 1 }) => ({
      header: finishRuns(header, work),
      align,
      width: width > 0 ? width : 1,
    })),
    rows: grid.rows.map((row) =>
      grid.columns.map((_, index) => finishRuns(row[index] ?? [], work)),
    ),
    rowHeaders: grid.rowHeaders ?? false,
  }
}
