import { formatDate } from '../../dates.ts'
import { callout, column, figure, paragraph, table } from '../../publication/build.ts'
import type { Block, Source } from '../../publication/tree.ts'
import { jsonOrNothing } from '../attributes.ts'
import { LiveContent } from '../live.ts'
import type { DocumentNode } from '../tree.ts'
import { columnWidths } from './widths.ts'
import { attribute, type Work } from './work.ts'

/** Ids named in a document; a block may rest on thousands, which the record gives by the query. */
const NAMED_ENTRIES = 3

/** A live block: its picture with the numbers behind it, or its table, and the day it speaks for. */
export function liveBlocks(node: DocumentNode, work: Work): Block[] {
  const frozen = frozenContent(node)
  const content = frozen ?? work.live.get(attribute(node, 'query'))
  const caption = attribute(node, 'caption').trim()
  if (!content || content.gone !== null) return [nothing(caption || content?.title, content?.gone)]
  const title = caption || content.title
  const frozenOn = frozen ? attribute(node, 'frozenOn') : ''
  const asOf = asOfWords(content.asOf, frozenOn)
  const source = shortSource(content.source)
  const widths = columnWidths(
    content.columns.map(({ heading }, index) => [
      heading,
      ...content.rows.map((row) => row[index] ?? ''),
    ]),
  )
  const columns = content.columns.map(({ heading, isNumber }, index) =>
    column(heading, { width: widths[index] ?? 1, ...(isNumber ? { align: 'end' } : {}) }),
  )
  const grid = {
    columns,
    rows: content.rows.map((row) => row.map((cell) => [cell])),
    rowHeaders: true,
  }
  if (content.drawing)
    return [
      figure(content.drawing, content.meaning || title, {
        caption: `${title}. ${asOf}`,
        source,
        ...(content.rows.length > 0 ? { numbers: grid } : {}),
      }),
      ...content.notes.map((note) => paragraph(note)),
    ]
  return [
    ...(content.meaning === '' ? [] : [paragraph(content.meaning)]),
    table(columns, content.rows, {
      caption: title,
      rowHeaders: true,
      notes: [asOf, ...content.notes],
      source,
    }),
  ]
}

/** What the block showed when it was frozen; null when it is live. */
function frozenContent(node: DocumentNode): LiveContent | null {
  if (attribute(node, 'frozenOn') === '') return null
  const read = LiveContent.safeParse(jsonOrNothing(attribute(node, 'frozen')))
  return read.success ? read.data : null
}

function asOfWords(asOf: string, frozenOn: string): string {
  const day = formatDate(asOf)
  if (frozenOn === '') return `As of ${day}, from the shared record.`
  return frozenOn === asOf
    ? `As of ${day}, when it was frozen.`
    : `As of ${day}; frozen on ${formatDate(frozenOn)}.`
}

function nothing(title: string | undefined, why: string | null | undefined): Block {
  return callout('warning', title || 'Nothing to show', [
    paragraph(why ?? 'What stood here could not be read from the record.'),
  ])
}

/** What was asked in words, and the first of the entries behind the answer. */
function shortSource({ query, entries }: Source): Source {
  const asked = queryWords(query)
  if (entries.length <= NAMED_ENTRIES) return { query: asked, entries }
  const more = (entries.length - NAMED_ENTRIES).toLocaleString('en-GB')
  return { query: asked, entries: [...entries.slice(0, NAMED_ENTRIES), `and ${more} more`] }
}

/** `actions; ics: all; references: HS6.b1, HS6.b2`: all that is in the query, without its brackets. */
function queryWords(query: string): string {
  const asked = jsonOrNothing(query)
  if (typeof asked !== 'object' || asked === null) return query
  const { kind, filter, ...rest } = asked as Record<string, unknown>
  const parts = Object.entries({ ...rest, ...(typeof filter === 'object' ? filter : {}) })
  return [String(kind), ...parts.map(([name, value]) => `${name}: ${wordsOf(value)}`)].join('; ')
}

function wordsOf(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'all'
  return Array.isArray(value) ? value.join(', ') : String(value)
}
