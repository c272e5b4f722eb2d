/**
 * Puts right how the cells of tables are tagged. A cell that heads its row is tagged as such: the Typst of
 * the compiler's package has that behind a switch that the package does not hand on. It becomes a TH whose
 * scope is its row, and the other cells of the row name it among their heads, as Typst itself writes for
 * heads of columns. Cells beyond the last column, which only hold rows together, are no longer cells. The
 * PDF's tags are plain text, each on its own lines.
 */

/** How the cells of a table are to be tagged. */
export interface TableTags {
  columns: number
  /** Whether the first cells of its rows head them. */
  rowHeaders: boolean
}

/** Of the objects that are tags, and of the root of their tree, by their numbers. */
type Texts = Map<number, string>
type Names = NonNullable<ReturnType<typeof namedTags>>

interface Tag {
  role: string
  kids: number[]
}

interface Row {
  row: number
  cells: number[]
}

const REFERENCE = /(\d+) 0 R/g
/** So many bytes of an object say what it is. */
const OPENING = 80

/**
 * @param wanted for each table, in the document's order
 * @returns the PDF as it was if its tags are not as they are known: a table that is not marked up is
 * better than one that is marked up wrongly
 */
export function tagTables(pdf: Buffer, wanted: readonly TableTags[]): Buffer {
  if (wanted.length === 0) return pdf
  const file = objectsOf(pdf)
  const names = file && namedTags(file.texts)
  const tables = file && tablesOf(file.texts)
  if (!file || !names || tables?.length !== wanted.length) return pdf
  tables.forEach(({ head, body }, table) => {
    const { columns, rowHeaders } = wanted[table]!
    for (const { row, cells } of [...head, ...body])
      for (const extra of cells.splice(columns)) {
        change(file.texts, row, (text) => text.replace(new RegExp(`(/K \\[.*) ${extra} 0 R`), '$1'))
        file.texts.set(extra, `${extra} 0 obj\nnull\nendobj\n\n`)
        names.remove(extra)
      }
    // A head that is too long to be tagged as one stands as the first row.
    if (rowHeaders)
      tagRowHeads(file.texts, names, head.length > 0 ? body : body.slice(1), table + 1)
  })
  names.write()
  return written(pdf, file)
}

function tagRowHeads(texts: Texts, names: Names, rows: readonly Row[], table: number): void {
  rows.forEach(({ cells: [head, ...others] }, row) => {
    if (head === undefined || !/\/S \/TD\b/.test(texts.get(head)!)) return
    const id = `R${table}y${row + 1}`
    names.add(id, head)
    change(texts, head, (text) =>
      withFact(
        text.replace('/S /TD', '/S /TH').replace(/(\/P \d+ 0 R)/, `$1\n  /ID (${id})`),
        '/Scope /Row',
      ),
    )
    for (const other of others) change(texts, other, (text) => withHead(text, id))
  })
}

function change(texts: Texts, key: number, by: (text: string) => string): void {
  const text = texts.get(key)
  if (text !== undefined) texts.set(key, by(text))
}

/** A cell with one more thing said of it as a part of a table. */
function withFact(cell: string, fact: string): string {
  if (cell.includes('/O /Table')) return cell.replace('/O /Table', `/O /Table\n    ${fact}`)
  const said = `<<\n    /O /Table\n    ${fact}\n  >>`
  return cell.includes('/A [')
    ? cell.replace('/A [', `/A [${said} `)
    : cell.replace(/(\/P \d+ 0 R)/, `$1\n  /A [${said}]`)
}

function withHead(cell: string, id: string): string {
  return cell.includes('/Headers [')
    ? cell.replace('/Headers [', `/Headers [(${id}) `).replace(`(${id}) ]`, `(${id})]`)
    : withFact(cell, `/Headers [(${id})]`)
}

interface Objects {
  /** Where each object begins, by its number. */
  starts: Map<number, number>
  texts: Texts
  /** Where the table of all objects begins. */
  end: number
}

function objectsOf(pdf: Buffer): Objects | undefined {
  const end = Number(
    /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1', pdf.length - 64))?.[1],
  )
  const table = Number.isFinite(end) ? pdf.toString('latin1', end) : ''
  const entries = /^xref\s+0 \d+\s+((?:\d{10} \d{5} [fn]\s{1,2})+)/.exec(table)?.[1]
  if (!entries) return undefined
  const starts = new Map<number, number>()
  for (const [number, [, start, use]] of [...entries.matchAll(/(\d{10}) \d{5} ([fn])/g)].entries())
    if (use === 'n') starts.set(number, Number(start))
  const texts = new Map<number, string>()
  for (const { number, start, stop } of inOrder(starts, end)) {
    const opening = pdf.toString('latin1', start, Math.min(stop, start + OPENING))
    if (/\/Type \/Struct(Elem|TreeRoot)/.test(opening))
      texts.set(number, pdf.toString('latin1', start, stop))
  }
  return { starts, texts, end }
}

function inOrder(starts: Map<number, number>, end: number) {
  const sorted = [...starts].sort(([, a], [, b]) => a - b)
  return sorted.map(([number, start], place) => ({
    number,
    start,
    stop: sorted[place + 1]?.[1] ?? end,
  }))
}

/** The rows of each table, in the document's order. */
function tablesOf(texts: Texts): { head: Row[]; body: Row[] }[] {
  const tags = new Map<number, Tag>()
  let top: number | undefined
  for (const [number, text] of texts) {
    const role = /\/S \/(\w+)/.exec(text)?.[1] ?? ''
    if (role === 'Document') top = number
    const kids = /\/K (\[.*?\]|\d+ 0 R)/s.exec(text)?.[1] ?? ''
    tags.set(number, { role, kids: [...kids.matchAll(REFERENCE)].map(([, kid]) => Number(kid)) })
  }
  const partsOf = (number: number, role: string) =>
    (tags.get(number)?.kids ?? []).filter((kid) => tags.get(kid)?.role === role)
  const rowsOf = (parts: number[]): Row[] =>
    parts
      .flatMap((part) => partsOf(part, 'TR'))
      .map((row) => ({ row, cells: [...tags.get(row)!.kids] }))
  const tables: { head: Row[]; body: Row[] }[] = []
  const walk = (number: number) => {
    const tag = tags.get(number)
    if (tag?.role === 'Table')
      tables.push({
        head: rowsOf(partsOf(number, 'THead')),
        body: rowsOf([...partsOf(number, 'TBody'), number]),
      })
    for (const kid of tag?.kids ?? []) walk(kid)
  }
  if (top !== undefined) walk(top)
  return tables
}

/** The list of tags that have names, which is kept in order. */
function namedTags(texts: Texts) {
  const root = [...texts].find(([, text]) => text.includes('/Type /StructTreeRoot'))
  if (!root) return undefined
  const [number, text] = root
  const list = /\/IDTree <<\s*\/Names \[([^\]]*)\]\s*>>/.exec(text)
  // A tree that is none yet, or one of a kind that is not known.
  if (!list && text.includes('/IDTree')) return undefined
  let names = [...(list?.[1] ?? '').matchAll(/(\([^()]*\)) (\d+ 0 R)/g)].map(
    ([, name, tag]) => [name!, tag!] as const,
  )
  return {
    add: (name: string, tag: number) => {
      names.push([`(${name})`, `${tag} 0 R`])
    },
    remove: (tag: number) => {
      names = names.filter(([, named]) => named !== `${tag} 0 R`)
    },
    write: () => {
      names.sort(([a], [b]) => (a < b ? -1 : 1))
      const tree = `/IDTree <<\n    /Names [${names.flat().join(' ')}]\n  >>`
      texts.set(
        number,
        list ? text.replace(list[0], tree) : text.replace(/>>\s*endobj/, `  ${tree}\n>>\nendobj`),
      )
    },
  }
}

function written(pdf: Buffer, { starts, texts, end }: Objects): Buffer {
  const places = inOrder(starts, end)
  const pieces: Buffer[] = [pdf.subarray(0, places[0]?.start ?? end)]
  const moved = new Map<number, number>()
  let at = pieces[0]!.length
  for (const { number, start, stop } of places) {
    const text = texts.get(number)
    const piece = text === undefined ? pdf.subarray(start, stop) : Buffer.from(text, 'latin1')
    moved.set(number, at)
    at += piece.length
    pieces.push(piece)
  }
  let number = -1
  const table = pdf
    .toString('latin1', end)
    .replace(/\d{10}(?= \d{5} [fn])/g, (old) => {
      number += 1
      const place = moved.get(number)
      return place === undefined ? old : String(place).padStart(10, '0')
    })
    .replace(/(startxref\s+)\d+/, `$1${at}`)
  return Buffer.concat([...pieces, Buffer.from(table, 'latin1')])
}
