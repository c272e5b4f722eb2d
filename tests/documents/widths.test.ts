import { describe, expect, it } from 'vitest'
import { columnWidths } from '../../domain/documents/publish/widths.ts'

/** Of the whole table, in hundredths. */
function shares(...columns: string[][]): number[] {
  const widths = columnWidths(columns)
  const whole = widths.reduce((sum, width) => sum + width, 0)
  return widths.map((width) => (100 * width) / whole)
}

describe('the widths of a table’s columns', () => {
  it('leave a text the room that counts do not need, however long their heads', () => {
    const heads = ['Not started', 'Planned', 'In progress', 'Blocked', 'Complete', 'Embedded']
    const counts = [...heads, 'Not applicable'].map((head) => [head, '3', '0'])
    const [reference, title, ...others] = shares(
      ['Action', 'HS6.a1', 'HS6.b5'],
      ['Title', 'Strengthen prevention and early detection of disease', 'Spot people at risk'],
      ...counts,
      ['Done, of those it applies to', '2 of 10', '0 of 11'],
    )
    expect(title).toBeGreaterThan(18)
    expect(title).toBeGreaterThan(2 * reference!)
    expect(Math.min(...others)).toBeGreaterThan(7)
  })

  it('keep room to write where nothing stands yet', () => {
    const [, question, empty] = shares(
      ['Group', 'Age', 'Sex'],
      [
        'Ask',
        'Do younger adults with type 2 and those moving on get their checks?',
        'Who drops out?',
      ],
      ['What we know', '', ''],
    )
    expect(empty).toBeGreaterThan(20)
    expect(question).toBeGreaterThan(empty!)
  })

  it('give a table of short words alone what these need', () => {
    const [system, days] = shares(['System', 'Derby'], ['Days', '12'])
    expect(system).toBeGreaterThan(days!)
  })
})
