import { describe, expect, test } from 'vitest'
import { asideOf } from '../../domain/tables/asides.ts'
import { findHeadings } from '../../domain/tables/headings.ts'

const rowsOf = (text: string) =>
  text.split('\n').map((line, i) => ({ number: i + 1, cells: line.split('|') }))

describe('the row of headings is found', () => {
  test.each([
    ['at the top', 'Period|Area|Value\n2021|a|5\n2022|b|6', 1],
    [
      'under titles',
      'Title:|Referrals\nPeriod:|2022/23\nSource:|Nobody\n|\nPeriod|ICB code|ICB|Value\n2021/22|E1|LLR|12.5\n2022/23|E1|LLR|11.9',
      5,
    ],
    [
      'under one long title',
      'Referrals by month, all trusts of England, provisional\n\nMonth|Trust|Seen\nApr 2023|a|1\nMay 2023|b|2',
      3,
    ],
    ['over years', 'Area|2019|2020|2021\nLeicester|1|2|3\nDerby|4|5|6', 1],
    [
      'over a table of words',
      'Plan|Mine\nPlan id|x1\n\nTask|Bucket|Progress|Owner\nMeet|One|Done|Ann\nAsk|Two|Done|Bea',
      4,
    ],
  ])('%s', (_, text, row) => {
    expect(findHeadings(rowsOf(text))).toMatchObject({ row, reasons: expect.any(Array) })
  })

  test('and no row is taken for it where there is none', () => {
    expect(findHeadings([{ number: 1, cells: ['', ''] }])).toBeUndefined()
  })
})

describe('rows that are no values are set aside', () => {
  const columns = { headings: ['Month', 'ICB', 'Value'], keys: [0, 1], value: 2 }
  test.each([
    [['Apr 2023', 'QK1', '5'], undefined],
    [['Apr 2023', 'QK1', ''], undefined],
    [['Source: a return, extracted 3 Oct'], 'note'],
    [['1. Provisional', '', ''], 'note'],
    [['Acute trusts', '', ''], 'note'],
    [['Total', 'QK1', '87'], 'total'],
    [['Apr 2023', 'Grand total', '87'], 'total'],
    [['Month', 'ICB', 'Value'], 'heading'],
  ])('%j', (cells, aside) => {
    expect(asideOf(cells, columns)).toBe(aside)
  })
})
