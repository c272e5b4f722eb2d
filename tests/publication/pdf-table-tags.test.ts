import { expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { draw } from '../../main/exports/publication/draw.ts'
import { render } from '../../main/exports/publication/index.ts'
import { tagTables } from '../../main/exports/publication/pdf-table-tags.ts'
import { hasPoppler, run, saved } from './tools.ts'

const columns = ['Place', 'Rate'].map((header) => build.column(header))
const rows = [
  ['Derby', '12'],
  ['Leicester', '14'],
]
const headed = { rowHeaders: true }

async function pdfOf(summary: Block[], blocks: Block[]): Promise<Buffer> {
  return render({ title: 'T', language: 'en-GB', date: '2026-11-21', summary, blocks }, 'pdf')
}

/** Of each table, its rows below the head: the tag of each cell with its scope and its heads. */
function tablesIn(pdf: Buffer): string[][] {
  const [, ...tables] = run('pdfinfo', '-struct', saved('file.pdf', pdf)).split(/^ *Table /m)
  return tables.map((table) => {
    const [, ...found] = table.split(/^ *TR$/m)
    return found.map((row) =>
      [...row.matchAll(/^ *(T[HD])(?: <(\w+)>)?:?\n((?: *\/.*\n)*)/gm)]
        .map(([, tag, id, facts]) => {
          const scope = /Scope \/(\w+)/.exec(facts!)?.[1]
          const heads = [...(/Headers \[(.*)\]/.exec(facts!)?.[1] ?? '').matchAll(/\((\w+)\)/g)]
          return [tag, id, scope, ...heads.map(([, head]) => `<${head}`)].filter(Boolean).join(' ')
        })
        .join(' | '),
    )
  })
}

test.skipIf(!hasPoppler)('cells that head rows are tagged so, and no others', async () => {
  const chart = await draw(({ document, Plot }) =>
    Plot.plot({ document, width: 200, height: 100, marks: [Plot.ruleY([0])] }),
  )
  const long = build.column('A head of many words. '.repeat(12))
  const pdf = await pdfOf(
    [build.table(columns, rows, headed)],
    [
      build.table(columns, rows),
      build.figure(chart, 'A line', {
        numbers: {
          columns,
          rows: rows.map((row) => row.map((word) => [word])),
          rowHeaders: true,
        },
      }),
      build.table(columns, [], headed),
      build.table([columns[0]!, long], rows, headed),
    ],
  )
  const columnHeads = (table: number) => `TH U${table}x0y0 Column | TH U${table}x1y0 Column`
  expect(tablesIn(pdf)).toEqual([
    [
      columnHeads(1),
      'TH R1y1 Row <U1x0y0 | TD <R1y1 <U1x1y0',
      'TH R1y2 Row <U1x0y0 | TD <R1y2 <U1x1y0',
    ],
    [columnHeads(2), 'TD <U2x0y0 | TD <U2x1y0', 'TD <U2x0y0 | TD <U2x1y0'],
    [
      columnHeads(3),
      'TH R3y1 Row <U3x0y0 | TD <R3y1 <U3x1y0',
      'TH R3y2 Row <U3x0y0 | TD <R3y2 <U3x1y0',
    ],
    [columnHeads(4)],
    // A head too long to be tagged is a row, which nothing heads.
    ['TD | TD', 'TH R5y1 Row | TD <R5y1', 'TH R5y2 Row | TD <R5y2'],
  ])
})

test('each object stands where the file says, and each name leads to its cell', async () => {
  const many = Array.from({ length: 150 }, (_, row) => [`Place ${row}`, `${row}`])
  const pdf = await pdfOf(
    [],
    [build.table(columns, many, headed), build.table(columns, rows, headed)],
  )
  const text = pdf.toString('latin1')
  const table = Number(/startxref\n(\d+)\n/.exec(text)?.[1])
  expect(text.slice(table, table + 4)).toBe('xref')
  const places = [...text.slice(table).matchAll(/(\d{10}) 00000 n/g)].map(([, at]) => Number(at))
  places.forEach((at, index) => {
    expect(text.slice(at, at + 12)).toMatch(new RegExp(`^${index + 1} 0 obj`))
  })
  const names = /\/IDTree <<\s*\/Names \[(.*?)\]/s.exec(text)?.[1] ?? ''
  const pairs = [...names.matchAll(/\((\w+)\) (\d+) 0 R/g)]
  expect(pairs.length).toBe(150 + 2 + 4)
  const ids = pairs.map(([, id]) => id!)
  expect(ids).toEqual([...ids].sort())
  for (const [, id, number] of pairs) {
    const object = text.slice(places[Number(number) - 1])
    expect(object.slice(0, object.indexOf('endobj'))).toMatch(
      new RegExp(`/S /TH\\s.*/ID \\(${id}\\)`, 's'),
    )
  }
})

test('a file of another make stays as it is', () => {
  for (const other of [
    '',
    '%PDF-1.7\nstartxref\n9\n%%EOF',
    '%PDF-1.7\nxref\n0 1\nstartxref\n9\n%%EOF',
  ]) {
    const pdf = Buffer.from(other)
    expect(tagTables(pdf, [{ columns: 1, rowHeaders: true }]).equals(pdf)).toBe(true)
  }
})
