import { INVENTED_SIGN } from '../../../domain/publication/invented.ts'

/** A sheet whose every row says it in a column after the last, whatever is copied out of it. */
export function signSheet(xml: string): string {
  const column = lettersOf(lastColumn(xml) + 1)
  let row = ''
  return xml.replace(/<dimension [^>]*\/>/, '').replace(/<row\b[^>]*>|<\/row>/g, (tag) => {
    if (tag === '</row>')
      return `<c r="${column}${row}" t="inlineStr"><is><t>${INVENTED_SIGN}</t></is></c></row>`
    row = /\br="(\d+)"/.exec(tag)?.[1] ?? ''
    // How far its cells reach, which is no longer so.
    return tag.replace(/ spans="[^"]*"/, '')
  })
}

/** The properties that Excel shows of a file, and keeps when it saves it. */
export function signProperties(xml: string): string {
  const said = `<cp:keywords>${INVENTED_SIGN}</cp:keywords><dc:description>${INVENTED_SIGN}</dc:description>`
  return xml
    .replace(/<(cp:keywords|dc:description)(?:\/>|>[^<]*<\/\1>)/g, '')
    .replace('</cp:coreProperties>', `${said}</cp:coreProperties>`)
}

/** Of the sheet's cells, from 1; 0 in an empty sheet. */
function lastColumn(xml: string): number {
  let last = 0
  for (const [, letters = ''] of xml.matchAll(/<c r="([A-Z]+)/g)) {
    const number = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    if (number > last) last = number
  }
  return last
}

/** A, B, … Z, AA. @param column from 1 */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26))
  return column <= 26 ? letter : lettersOf(Math.floor((column - 1) / 26)) + letter
}
