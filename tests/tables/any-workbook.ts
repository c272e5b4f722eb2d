import { strToU8, zipSync } from 'fflate'

/** Workbooks as other programs than Excel write them, made of bare parts. */

const TRANSITIONAL = {
  sheets: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
}
/** ISO/IEC 29500 strict, as Excel saves "Strict Open XML Spreadsheet". */
const STRICT = {
  sheets: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
}
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface WorkbookShape {
  /** Rows of the sheet as XML: `<row r="1">…</row>`. */
  rows: string
  /** What stands before and after the rows in the sheet. */
  before?: string
  after?: string
  /** Number formats by their place in the styles, after the general one. */
  formats?: readonly string[]
  /** The first of the formats on a ground of this colour. */
  fill?: string
  strict?: boolean
  /** Prefix of every element, as some programs write. */
  prefix?: string
  calendar1904?: boolean
  /** Name of the main part. */
  part?: string
  /** More sheets: name and state, each with one cell. */
  others?: readonly (readonly [name: string, state: string])[]
}

export function anyWorkbook({
  rows,
  before = '',
  after = '',
  formats = [],
  fill,
  strict = false,
  prefix,
  calendar1904 = false,
  part = 'workbook.xml',
  others = [],
}: WorkbookShape): Buffer {
  const spaces = strict ? STRICT : TRANSITIONAL
  const root = prefix ? `xmlns:${prefix}="${spaces.sheets}"` : `xmlns="${spaces.sheets}"`
  const named = (xml: string) =>
    (prefix ? xml.replace(/<(\/?)([a-z])/gi, `<$1${prefix}:$2`) : xml).replace('ROOT', root)
  const sheets = [['Data', 'visible'] as const, ...others]
  const sheetXml = (content: string) => named(`<worksheet ROOT>${content}</worksheet>`)
  const numFmts = formats
    .map(
      (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    .join('')
  const xfs = formats
    .map((_, i) => `<xf numFmtId="${164 + i}" fillId="${fill && i === 0 ? 2 : 0}" applyFill="1"/>`)
    .join('')
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/${part}" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${spaces.relations}/officeDocument" Target="xl/${part}"/></Relationships>`,
    [`xl/${part}`]: named(
      `<workbook ROOT xmlns:r="${spaces.relations}"><workbookPr date1904="${calendar1904 ? 1 : 0}"/><sheets>${sheets.map(([name, state], i) => `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    [`xl/_rels/${part}.rels`]: `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${spaces.relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rStyles" Type="${spaces.relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': named(
      `<styleSheet ROOT><numFmts count="${formats.length}">${numFmts}</numFmts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF${fill ?? 'FFFFFF'}"/></patternFill></fill></fills><cellXfs><xf numFmtId="0" fillId="0"/>${xfs}</cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': sheetXml(`${before}<sheetData>${rows}</sheetData>${after}`),
  }
  others.forEach((_, i) => {
    files[`xl/worksheets/sheet${i + 2}.xml`] = sheetXml(
      '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    )
  })
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))),
  )
}
