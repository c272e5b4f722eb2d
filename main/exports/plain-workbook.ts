import { own } from '../../domain/own.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { cellText } from './cell-text.ts'
import { zipped } from './zipped.ts'

/**
 * An Excel workbook of plain tables: a head that stays in sight and can be filtered by, widths, and
 * nothing else. A library that weighs the style of each cell takes ten times the time for hundreds of
 * thousands of cells that all look alike.
 */

export interface PlainSheet {
  name: string
  headings: readonly string[]
  /** Width of each column in characters. */
  widths: readonly number[]
  rows: readonly (readonly (string | number | null)[])[]
  /** Whether long texts go on in further lines of their cell. */
  wraps?: boolean
}

export interface WorkbookOptions {
  title: string
  /** ISO; the same moment and tables give the same bytes. */
  moment: string
  signal: AbortSignal
  /** Hears sheets done and in all. */
  onProgress(done: number, total: number): void
}

const ROWS_A_BREATH = 4000
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Numbers of the styles in `STYLES`. */
const STYLE = { plain: 0, head: 1, wrapped: 2 }

/** @throws the signal's reason when it aborts */
export async function plainWorkbook(
  sheets: readonly PlainSheet[],
  { title, moment, signal, onProgress }: WorkbookOptions,
): Promise<Uint8Array> {
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([
      [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': properties(title, moment),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i): [string, string] => [
        `${OFFICE}/worksheet`,
        `worksheets/sheet${i + 1}.xml`,
      ]),
      [`${OFFICE}/styles`, 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  }
  for (const [index, sheet] of sheets.entries()) {
    onProgress(index, sheets.length)
    files[`xl/worksheets/sheet${index + 1}.xml`] = await worksheet(sheet, signal)
  }
  const entries = Object.entries(files)
  return zipped(
    entries.map(([name, text]) => ({ name, content: Buffer.from(text) })),
    moment,
  )
}

async function worksheet(
  { headings, widths, rows, wraps = false }: PlainSheet,
  signal: AbortSignal,
): Promise<string> {
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  const letters = headings.map((_, i) => columnLetters(i))
  const lines = [rowXml(1, headings, letters, STYLE.head)]
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_A_BREATH === 0) {
      await letOthersWork()
      signal.throwIfAborted()
    }
    lines.push(rowXml(index + 2, row, letters, wraps ? STYLE.wrapped : STYLE.plain))
  }
  const all = `A1:${letters.at(-1)}${rows.length + 1}`
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData><autoFilter ref="${all}"/></worksheet>`
}

function rowXml(
  number: number,
  cells: PlainSheet['rows'][number],
  letters: readonly string[],
  style: number,
): string {
  const styled = style === STYLE.plain ? '' : ` s="${style}"`
  const written = cells.map((cell, index) => {
    if (cell === null) return ''
    const start = `<c r="${letters[index]}${number}"${styled}`
    if (typeof cell === 'number') return `${start}><v>${cell}</v></c>`
    const text = cellText(cell)
    return text === null
      ? ''
      : `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
  })
  return `<row r="${number}">${written.join('')}</row>`
}

/** A, B, … Z, AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => own(ENTITIES, c) ?? c)
}

function workbook(sheets: readonly PlainSheet[]): string {
  const named = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  )
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join('')}</sheets></workbook>`
}

function relations(of: readonly [type: string, target: string][]): string {
  const each = of.map(
    ([type, target], i) => `<Relationship Id="r${i + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${type}"/>`
  const parts = [
    part('xl/workbook.xml', `${TYPE}.sheet.main+xml`),
    part('xl/styles.xml', `${TYPE}.styles+xml`),
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    ...Array.from({ length: sheets }, (_, i) =>
      part(`xl/worksheets/sheet${i + 1}.xml`, `${TYPE}.worksheet+xml`),
    ),
  ]
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`
}

function properties(title: string, moment: string): string {
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Accord</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${moment.slice(0, 19)}Z</dcterms:created></cp:coreProperties>`
}

const FONTS =
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>'
const FILLS =
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF003087"/></patternFill></fill></fills>'
const FORMATS =
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}">${FONTS}${FILLS}<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${FORMATS}</styleSheet>`
