/**
 * Tags the cells that head a row of a table as such. The Typst of the compiler's package has this
 * behind a switch that the package does not hand on, so it is done in the PDF's tree of tags: the cell
 * becomes a TH whose scope is its row, and the other cells of the row name it among their heads, as
 * Typst itself writes for heads of columns. Its objects are plain text, each on its own lines.
 */

interface Tag {
  role: string
  kids: number[]
}

const REFERENCE = /(\d+) 0 R/g
/** So many bytes of an object say what it is. */
const OPENING = 80

/**
 * @param headed of each table in the document's order, whether the first cells of its rows head them
 * @returns the PDF as it was if its tags are not as they are known: a table that is not marked up is
 * better than one that is marked up wrongly
 */
export function tagRowHeads(pdf: Buffer, headed: readonly boolean[]): Buffer {
  if (!headed.includes(true)) return pdf
  const file = objectsOf(pdf)
  const names = file && namedTags(file.texts)
  const tables = file && tablesOf(file.texts)
  if (!file || !names || tables?.length !== headed.length) return pdf
  tables.forEach((rows, table) => {
    if (!headed[table]) return
    rows.forEach(([head, ...others], row) => {
      if (head === undefined || !/\/S \/TD\b/.test(file.texts.get(head)!)) return
      const id = `R${table + 1}y${row + 1}`
      names.add(id, head)
      change(file.texts, head, (text) =>
        withFact(
          text.replace('/S /TD', '/S /TH').replace(/(\/P \d+ 0 R)/, `$1\n  /ID (${id})`),
          '/Scope /Row',
        ),
      )
      for (const other of others) change(file.texts, other, (text) => withHead(text, id))
    })
  })
  names.write()
  return written(pdf, file)
}

function change(texts: Map<number, string>, key: number, by: (text: string) => string): void {
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
  /** Of the objects that are tags, and of the root of the tree. */
  texts: Map<number, string>
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

/** The rows below the head of each table, as the numbers of their cells, in the document's order. */
function tablesOf(texts: Map<number, string>): number[][][] {
  const tags = new Map<number, Tag>()
  let top: number | undefined
  for (const [number, text] of texts) {
    const role = /\/S \/(\w+)/.exec(text)?.[1] ?? ''
    if (role === 'Document') top = number
    const kids = /\/K (\[.*?\]|\d+ 0 R)/s.exec(text)?.[1] ?? ''
    tags.set(number, {
      role,
      kids: [...kids.matchAll(REFERENCE)].map(([, kid]) => Number(kid)),
    })
  }
  const tables: number[][][] = []
  const partsOf = (number: number, role: string) =>
    (tags.get(number)?.kids ?? []).filter((kid) => tags.get(kid)?.role === role)
  const walk = (number: number) => {
    const tag = tags.get(number)
    if (tag?.role === 'Table') tables.push(rowsOf(number))
    for (const kid of tag?.kids ?? []) walk(kid)
  }
  const rowsOf = (table: number) => {
    // A head that is too long to be tagged as one stands as the first row.
    const bodies = partsOf(table, 'TBody')
    const rows = [...bodies, table].flatMap((body) => partsOf(body, 'TR'))
    return rows.slice(partsOf(table, 'THead').length > 0 ? 0 : 1).map((row) => tags.get(row)!.kids)
  }
  if (top !== undefined) walk(top)
  return tables
}

/** The list of tags that have names, which is kept in order. */
function namedTags(texts: Map<number, string>) {
  const root = [...texts].find(([, text]) => text.includes('/Type /StructTreeRoot'))
  if (!root) return undefined
  const [number, text] = root
  const list = /\/IDTree <<\s*\/Names \[([^\]]*)\]\s*>>/.exec(text)
  // A tree that is none yet, or one of a kind that is not known.
  if (!list && text.includes('/IDTree')) return undefined
  const names = [...(list?.[1] ?? '').matchAll(/(\([^()]*\)) (\d+ 0 R)/g)].map(
    ([, name, tag]) => [name!, tag!] as const,
  )
  return {
    add: (name: string, tag: number) => names.push([`(${name})`, `${tag} 0 R`]),
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
