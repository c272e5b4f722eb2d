import { strFromU8, unzipSync } from 'fflate'

/** What of an OpenDocument spreadsheet is out of sight, which the library that reads it does not tell. */

/** One sheet: places of its rows and columns, from 0. */
export interface OutOfSight {
  sheet: boolean
  rows: ReadonlySet<number>
  columns: ReadonlySet<number>
}

const CONTENT = 'content.xml'
/** Start and end tags of what counts places, and styles of tables; prefixes differ by writer. */
const TAGS =
  /<(\/?)(?:[\w.-]+:)?(table|table-row|table-column|style|table-properties)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g

/**
 * By sheet, in the order of the file; nothing where the bytes are no such spreadsheet.
 * @param most rows and columns to look at: writers repeat the last ones to the end of the sheet
 */
export function outOfSight(
  bytes: Uint8Array,
  most: { rows: number; columns: number },
): OutOfSight[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return []
  const content = unzipSync(bytes, { filter: ({ name }) => name === CONTENT })[CONTENT]
  return content ? hiddenIn(strFromU8(content), most) : []
}

function hiddenIn(xml: string, most: { rows: number; columns: number }): OutOfSight[] {
  const hiddenStyles = new Set<string>()
  const sheets: { sheet: boolean; rows: Set<number>; columns: Set<number> }[] = []
  let style = ''
  let [row, column] = [0, 0]
  for (const [, end, name, attributes = '', isEmpty] of xml.matchAll(TAGS)) {
    if (end) continue
    const value = (key: string) => attributeOf(attributes, key)
    const own = sheets.at(-1)
    const isHidden = /^(?:collapse|filter)$/.test(value('visibility') ?? '')
    if (name === 'style') style = value('name') ?? ''
    else if (name === 'table-properties') {
      if (value('display') === 'false') hiddenStyles.add(style)
    } else if (name === 'table') {
      if (isEmpty) continue
      const sheet = hiddenStyles.has(value('style-name') ?? '')
      sheets.push({ sheet, rows: new Set(), columns: new Set() })
      ;[row, column] = [0, 0]
    } else if (name === 'table-row') {
      const times = timesOf(value('number-rows-repeated'))
      if (isHidden) addAll(own?.rows, row, Math.min(row + times, most.rows))
      row += times
    } else {
      const times = timesOf(value('number-columns-repeated'))
      if (isHidden) addAll(own?.columns, column, Math.min(column + times, most.columns))
      column += times
    }
  }
  return sheets
}

function attributeOf(attributes: string, key: string): string | undefined {
  return new RegExp(`(?:^|[\\s:])${key}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1]
}

function timesOf(text: string | undefined): number {
  const times = Number(text)
  return Number.isInteger(times) && times > 0 ? times : 1
}

function addAll(places: Set<number> | undefined, from: number, to: number): void {
  for (let place = from; place < to; place++) places?.add(place)
}
