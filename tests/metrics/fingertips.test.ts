import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { readFingertips } from '../../main/imports/fingertips.ts'
import { readAreas } from '../../main/record/metric-resources.ts'
import { file, HEADINGS, OLD_HEADINGS, read, readPath, row } from './fingertips-file.ts'
import { fileOf } from './fixtures.ts'

test('a row becomes an observation of its indicator', async () => {
  const { rows, problems } = await read(file(HEADINGS, row({ 'Value note': 'Value estimated' })))
  expect(problems).toEqual([])
  expect(rows).toEqual([
    {
      row: 2,
      indicator: '90001',
      indicatorName: 'Made-up indicator',
      area: 'E06000015',
      period: '2021/22',
      sex: 'Persons',
      age: 'All ages',
      category: null,
      value: 12.5,
      lower95: 11,
      upper95: 14,
      lower998: null,
      upper998: null,
      count: 125,
      denominator: 1000,
      note: 'Value estimated',
    },
  ])
})

describe('takes files as they come', () => {
  test('with a byte order mark, old headings or those of the R package', async () => {
    const older = await read(`\ufeff${file(OLD_HEADINGS, row({}, OLD_HEADINGS))}`)
    expect(older.rows[0]).toMatchObject({ lower95: 11, upper95: 14, lower998: null, count: 125 })
    const squeezed = HEADINGS.replaceAll(' ', '')
    expect((await read(file(squeezed, row()))).rows).toHaveLength(1)
  })

  test('with line breaks in quotes, which do not count as rows', async () => {
    const { rows, problems } = await read(
      file(
        HEADINGS,
        row({ 'Indicator Name': 'Broken\nin two "parts"' }),
        row({ 'Time period': 'soon' }),
      ),
    )
    expect(rows[0]!.indicatorName).toBe('Broken in two "parts"')
    expect(problems).toMatchObject([{ row: 3, column: 'Time period' }])
  })

  test('with rows that end early, empty rows and headings repeated where files were joined', async () => {
    const short = row().replace(/,+$/, '')
    const { rows, problems, soFar } = await read(
      file(HEADINGS, short, '', HEADINGS, row({ 'Time period': '2022/23' })),
    )
    expect(rows.map((taken) => taken.row)).toEqual([2, 5])
    expect(problems).toEqual([])
    expect(soFar).toMatchObject({ read: 3, taken: 2, leftOut: { heading: 1 } })
  })

  test('with categories, sexes, missing values and limits', async () => {
    const { rows } = await read(
      file(
        HEADINGS,
        row({ 'Category Type': 'Ethnic groups', Category: 'Black' }),
        row({ Sex: 'Female', Value: '', 'Lower CI 95.0 limit': '', 'Value note': 'Suppressed' }),
      ),
    )
    expect(rows[0]!.category).toEqual({ type: 'Ethnic groups', value: 'Black' })
    expect(rows[1]).toMatchObject({ value: null, lower95: null, upper95: 14, note: 'Suppressed' })
  })

  test('in UTF-16 and in the old code page of Windows', async () => {
    const text = file(HEADINGS, row({ Age: '0–4 yrs' }))
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text.replace('–', '\u0096'), 'latin1'),
    ])
      expect((await read(bytes)).rows).toMatchObject([{ age: '0–4 yrs' }])
  })

  test('once, when an area stands under several parents', async () => {
    const { rows, problems, soFar } = await read(
      file(HEADINGS, row(), row({ 'Parent Code': 'E92000001', 'Parent Name': 'England' })),
    )
    expect(rows).toHaveLength(1)
    expect(problems).toEqual([])
    expect(soFar).toMatchObject({ read: 2, taken: 1, leftOut: { repeated: 1 } })
  })

  test('but not two values for one observation', async () => {
    const { rows, problems } = await read(file(HEADINGS, row(), row({ Value: '13' })))
    expect(rows.map(({ value }) => value)).toEqual([12.5])
    expect(problems).toMatchObject([{ row: 3, message: expect.stringMatching(/another value/) }])
  })
})

describe('names what is wrong by row and column', () => {
  test.each([
    [{ Value: 'high' }, 'Value', /“high” is not a number/],
    [{ Count: '1,25' }, 'Count', /“1,25” is not a number/],
    [{ Denominator: '-5' }, 'Denominator', /below 0/],
    [{ 'Time period': '2021/23' }, 'Time period', /“2021\/23” is not a period/],
    [{ 'Time period': '' }, 'Time period', /missing/],
    [{ 'Area Code': 'E99999999', 'Area Name': 'Atlantis' }, 'Area Code', /E99999999 \(Atlantis\)/],
    [{ 'Area Code': '' }, 'Area Code', /missing/],
    [{ Sex: '' }, 'Sex', /empty/],
    [{ 'Category Type': 'Ethnic groups' }, 'Category', /type and its name/],
    [{ 'Lower CI 95.0 limit': '15' }, 'Lower CI 95.0 limit', /above the upper limit/],
  ])('%j', async (changes, column, message) => {
    const good = row({ 'Time period': '2020/21' })
    const { rows, problems } = await read(file(HEADINGS, good, row(changes)))
    expect(problems).toEqual([{ row: 3, column, message: expect.stringMatching(message) }])
    // The good rows are offered all the same.
    expect(rows.map((taken) => taken.row)).toEqual([2])
  })

  test('a row cut short, and one with a cell too many', async () => {
    const { problems } = await read(file(HEADINGS, '90001,Made-up', `${row()},more`))
    expect(problems).toMatchObject([
      { row: 2, column: null, message: expect.stringMatching(/cut short: it has 2 of 26/) },
      {
        row: 3,
        column: null,
        message: expect.stringMatching(/more cells than there are headings/),
      },
    ])
  })

  test('an area unknown to us once, however often it comes', async () => {
    const elsewhere = { 'Area Code': 'E06000001', 'Area Name': 'Hartlepool' }
    const periods = ['2019', '2020', '2021']
    const { problems, soFar } = await read(
      file(HEADINGS, ...periods.map((period) => row({ ...elsewhere, 'Time period': period }))),
    )
    expect(problems).toHaveLength(1)
    expect(soFar).toMatchObject({ read: 3, taken: 0, leftOut: { area: 3 }, problems: 1 })
  })

  test('and only counts problems after the first thousand', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => row({ Value: `bad ${i}` }))
    const { problems, soFar } = await read(file(HEADINGS, ...many))
    expect(problems).toHaveLength(1000)
    expect(soFar.problems).toBe(1200)
  })
})

describe('refuses', () => {
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['an empty file', '', /is empty/],
    ['a file of headings alone', file(HEADINGS), /no rows under them/],
    ['another table', file('Reference,Status', 'HS1.a1,complete'), /not a Fingertips export/],
    [
      'a file that lacks a column',
      file(HEADINGS.replace('Area Code', 'Place'), row()),
      /lacks the column “Area Code” in row 1/,
    ],
    ['a damaged workbook', Buffer.from('PK\u0003\u0004 and so on'), /is not an Excel workbook/],
    [
      'a quotation mark that is never closed',
      `${file(HEADINGS, row())}90001,"open`,
      /cannot be read from row 3 on/,
    ],
  ]
  test.each(cases)('%s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(UserError)
    await expect(read(content)).rejects.toThrow(message)
  })

  test('a file that is not there, and a folder', async () => {
    await expect(readPath(join(tmpdir(), 'no-such-file.csv'))).rejects.toThrow(/no longer there/)
    await expect(readPath(tmpdir())).rejects.toThrow(UserError)
  })
})

describe('a long file', () => {
  const periods = Array.from({ length: 60 }, (_, i) => `${1960 + i}`)
  const ages = Array.from({ length: 100 }, (_, i) => `${i} yrs`)
  const lines = ages.flatMap((Age) => periods.map((period) => row({ Age, 'Time period': period })))
  const path = fileOf(file(HEADINGS, ...lines))

  test('comes in batches, with its progress in bytes', async () => {
    const progress: number[] = []
    let total = 0
    let batches = 0
    for await (const batch of readFingertips(path, {
      fileName: 'data.csv',
      areas: readAreas(),
      batchSize: 1000,
      onProgress: (done, all) => {
        progress.push(done)
        total = all
      },
    })) {
      batches++
      expect(batch.rows.length).toBeLessThan(lines.length)
    }
    expect(batches).toBeGreaterThan(2)
    expect(progress.at(-1)).toBe(total)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  test('can be cancelled on the way', async () => {
    const cancel = new AbortController()
    const reading = readPath(path, {
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    })
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  test('can be left half read', async () => {
    for await (const batch of readFingertips(path, {
      fileName: 'data.csv',
      areas: readAreas(),
      batchSize: 10,
    })) {
      expect(batch.rows.length).toBeGreaterThan(0)
      break
    }
  })
})

test('the areas are England, 11 boards and their 24 authorities', () => {
  const areas = [...readAreas().values()]
  const of = (type: string) => areas.filter((area) => area.type === type)
  expect([of('country'), of('icb'), of('local-authority')].map((list) => list.length)).toEqual([
    1, 11, 24,
  ])
  const boards = new Map(of('icb').map((board) => [board.code, board.system]))
  for (const authority of of('local-authority')) {
    expect(boards.get(authority.parent!)).toBe(authority.system)
  }
})
