import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { readQuantiles, readSeries } from '../../main/imports/series-csv.ts'
import { fileOf } from './fixtures.ts'

const options = { fileName: 'data.csv' }
const series = (content: string | Uint8Array) => readSeries(fileOf(content), options)
const quantiles = (content: string | Uint8Array) => readQuantiles(fileOf(content), options)

describe('a series', () => {
  test('is put in order of time', async () => {
    const { rows, problems } = await series('period,value\n2023-02,3\n2022-11,1\nJan 2023,2\n')
    expect(problems).toEqual([])
    expect(rows).toEqual([
      { row: 3, label: 'Nov 2022', value: 1, afterGap: false },
      { row: 4, label: 'Jan 2023', value: 2, afterGap: true },
      { row: 2, label: 'Feb 2023', value: 3, afterGap: false },
    ])
  })

  test('may only be numbered', async () => {
    const { rows } = await series('period,value\n10,3\n2,1\n')
    expect(rows.map(({ label }) => label)).toEqual(['2', '10'])
  })

  test.each([
    ['Excel’s semicolons', 'Period;Value\r\n2022;1\r\n2023;2\r\n'],
    ['a byte order mark and other columns', '\ufeffvalue,note,PERIOD\n1,a,2022\n2,"b\nc",2023\n'],
    ['UTF-16', Buffer.from('\ufeffperiod\tvalue\n2022\t1\n2023\t2\n', 'utf16le')],
    ['empty rows', 'period,value\n\n2022,1\n,\n2023,2\n\n'],
  ])('may have %s', async (_, content) => {
    const { rows, problems } = await series(content)
    expect(problems).toEqual([])
    expect(rows.map(({ label, value }) => [label, value])).toEqual([
      ['2022', 1],
      ['2023', 2],
    ])
  })

  test('names what is wrong by row and column, and keeps the rest', async () => {
    const { rows, problems } = await series(
      'period,value\n2020,1\nsoon,2\n2021,two\n2020,4\n,5\n2022\n2023,6\n',
    )
    expect(rows.map(({ label }) => label)).toEqual(['2020', '2023'])
    expect(problems).toMatchObject([
      { row: 3, column: 'period', message: expect.stringMatching(/“soon” is not a period/) },
      { row: 4, column: 'value', message: expect.stringMatching(/“two” is not a number/) },
      { row: 5, column: 'period', message: '2020 already stands in row 2. Keep one of the two.' },
      { row: 6, column: 'period', message: 'The period is missing.' },
      { row: 7, column: 'value', message: 'The value is missing.' },
    ])
  })
})

describe('quantiles', () => {
  test('come with a standard error, limits or neither', async () => {
    const { rows, problems } = await quantiles(
      'quantile,population,value,standard_error,lower,upper\n1,100,5,0.5,,\n2,200,4,,3,5\n3,300,3,,,\n',
    )
    expect(problems).toEqual([])
    expect(rows).toEqual([
      { quantile: 1, population: 100, value: 5, standardError: 0.5 },
      { quantile: 2, population: 200, value: 4, lower: 3, upper: 5 },
      { quantile: 3, population: 300, value: 3 },
    ])
  })

  test('are named by row and column where they are wrong', async () => {
    const { rows, problems } = await quantiles(
      'quantile,population,value,lower,upper\n1,100,5,,\n1,100,5,,\n2.5,100,5,,\n3,0,5,,\n4,100,,,\n5,100,5,9,1\n6,100,5,wide,\n',
    )
    expect(rows.map(({ quantile }) => quantile)).toEqual([1])
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'quantile'],
      [4, 'quantile'],
      [5, 'population'],
      [6, 'value'],
      [7, 'lower'],
      [8, 'lower'],
    ])
  })
})

describe('refuses', () => {
  test.each([
    ['a column missing', 'period,amount\n2022,1\n', /lacks the column “value” in row 1/],
    ['another table', 'a,b\n1,2\n', /lacks the column “period” and “value”/],
    ['headings alone', 'period,value\n', /no rows under them/],
    ['an empty file', '', /is empty/],
    ['a workbook', Buffer.from('PK\u0003\u0004'), /is not an Excel workbook/],
    ['an open quotation mark', 'period,value\n2022,1\n"2023,2\n', /cannot be read from row 3 on/],
  ])('%s', async (_, content, message) => {
    await expect(series(content)).rejects.toThrow(UserError)
    await expect(series(content)).rejects.toThrow(message)
  })
})
