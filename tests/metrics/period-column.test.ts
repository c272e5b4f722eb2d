import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPeriodColumn } from '../../domain/metrics/period-column.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import {
  bringsAnotherRhythm,
  rhythmKey,
  rhythmsOf,
  rhythmWords,
} from '../../domain/metrics/rhythms.ts'

const labelsOf = (texts: string[]) => {
  const { read } = readPeriodColumn(texts)
  return texts.map((text) => read(text)?.label ?? null)
}

/** Year types of OHID's formatter, and the forms of NHS England, ONS, DfE and DWP. */
describe('every published form is read', () => {
  test.each([
    ['Aug 2021 - Jul 2022', 'Aug 2021 - Jul 2022', '2021-08-01', '2022-07-31'],
    ['Mar 2020 - Feb 2023', 'Mar 2020 - Feb 2023', '2020-03-01', '2023-02-28'],
    ['Apr 2021 - Mar 2022', '2021/22', '2021-04-01', '2022-03-31'],
    ['2021/22 Q2 - 2022/23 Q1', 'Jul 2021 - Jun 2022', '2021-07-01', '2022-06-30'],
    ['2021 Q2 - 2022 Q1', '2021/22', '2021-04-01', '2022-03-31'],
    ['2021/22 Q1-Q3', 'Apr 2021 - Dec 2021', '2021-04-01', '2021-12-31'],
    ['2013/14 Q1 - 2014/15 Q4', '2013/14 - 14/15', '2013-04-01', '2015-03-31'],
    ['MSitAE-APRIL-2023', 'Apr 2023', '2023-04-01', '2023-04-30'],
    ['202122', '2021/22', '2021-04-01', '2022-03-31'],
    ['202303 (Mar-23)', 'Mar 2023', '2023-03-01', '2023-03-31'],
    ['Academic year 2021/22', '2021/22 academic', '2021-09-01', '2022-08-31'],
    ['Mid-2021', 'Mid-2021', '2021-06-30', '2021-06-30'],
    ['Year ending March 2023', '2022/23', '2022-04-01', '2023-03-31'],
    ['12 months to Jun 2023', 'Jul 2022 - Jun 2023', '2022-07-01', '2023-06-30'],
    ['Dec-Feb 2023', 'Dec 2022 - Feb 2023', '2022-12-01', '2023-02-28'],
    ['Q1 2022-23', '2022/23 Q1', '2022-04-01', '2022-06-30'],
    ['2023-W12', 'Week to 26 Mar 2023', '2023-03-20', '2023-03-26'],
    ['w/e 24/03/2023', 'Week to 24 Mar 2023', '2023-03-18', '2023-03-24'],
    ['Nov-98', 'Nov 1998', '1998-11-01', '1998-11-30'],
    ['2022/23 [p]', '2022/23', '2022-04-01', '2023-03-31'],
    ['FYE 2022', '2021/22', '2021-04-01', '2022-03-31'],
    ['01APR2023', '1 Apr 2023', '2023-04-01', '2023-04-01'],
    ['1 April 2022 to 31 March 2023', '2022/23', '2022-04-01', '2023-03-31'],
  ])('%s', (text, label, start, end) => {
    expect(parsePeriod(text)).toMatchObject({ label, start, end })
    expect(parsePeriod(label)).toEqual(parsePeriod(text))
  })
})

describe('a column decides what one label leaves open', () => {
  test('financial years of the 2000s are no months', () => {
    expect(labelsOf(['2007-08', '2008-09', '2009-10', '2010-11', '2011-12', '2012-13'])).toEqual([
      ...['2007/08', '2008/09', '2009/10', '2010/11', '2011/12', '2012/13'],
    ])
    expect(labelsOf(['2007-08', '2008-09'])).toEqual(['2007/08', '2008/09'])
  })
  test.each([
    [
      ['2011-11', '2011-12', '2012-01'],
      ['Nov 2011', 'Dec 2011', 'Jan 2012'],
    ],
    [
      ['2001-03', '2002-04', '2003-05'],
      ['2001 - 03', '2002 - 04', '2003 - 05'],
    ],
    [
      ['201011', '201112', '201213'],
      ['2010/11', '2011/12', '2012/13'],
    ],
    [
      ['201011', '201012', '201101'],
      ['Nov 2010', 'Dec 2010', 'Jan 2011'],
    ],
    [
      ['20/21', '21/22', '22/23'],
      ['2020/21', '2021/22', '2022/23'],
    ],
    [
      ['2011/11', '2011/12', '2012/01'],
      ['Nov 2011', 'Dec 2011', 'Jan 2012'],
    ],
    [
      ['2011/12', '2012/13'],
      ['2011/12', '2012/13'],
    ],
    [
      ['01/04/2023', '01/05/2023'],
      ['Apr 2023', 'May 2023'],
    ],
    [
      ['2024M04', '2024 M05'],
      ['Apr 2024', 'May 2024'],
    ],
    [
      ['2021/22 M01', '2021/22 M10', '2021-22 Month 12'],
      ['Apr 2021', 'Jan 2022', 'Mar 2022'],
    ],
    [
      ['Sep 2021/22', 'Jan 2021/22'],
      ['Sep 2021', 'Jan 2022'],
    ],
    [
      ['Year to Q1 2022/23', 'Year to Q2 2022/23'],
      ['Jul 2021 - Jun 2022', 'Oct 2021 - Sep 2022'],
    ],
    [
      ['3 years ending 2021', 'Three years ending 2022'],
      ['2019 - 21', '2020 - 22'],
    ],
    [
      ['2020-22 (pooled)', '2021-23 (pooled)'],
      ['2020 - 22', '2021 - 23'],
    ],
    [
      ['2021_22', '2022_23'],
      ['2021/22', '2022/23'],
    ],
    [
      ['1st quarter 2023', '4th quarter 2022/23'],
      ['2023 Q1', '2022/23 Q4'],
    ],
    [
      ['2023-04-01', '2023-05-01', ''],
      ['Apr 2023', 'May 2023', null],
    ],
    [
      ['01/04/2023', '08/04/2023'],
      ['1 Apr 2023', '8 Apr 2023'],
    ],
    [
      ['4/5/2023', '4/30/2023'],
      ['5 Apr 2023', '30 Apr 2023'],
    ],
    [
      ['4/5/2023', '30/4/2023'],
      ['4 May 2023', '30 Apr 2023'],
    ],
    [
      ['Nov-98', 'Dec-98'],
      ['Nov 1998', 'Dec 1998'],
    ],
  ])('%j', (texts, labels) => {
    expect(labelsOf(texts)).toEqual(labels)
  })

  test('and says so where it cannot', () => {
    expect(readPeriodColumn(['2011-12']).notices.join()).toMatch(/write 2011\/12/)
    expect(readPeriodColumn(['13/1/2023', '1/13/2023']).notices.join()).toMatch(/day first/)
  })
})

describe('rhythms', () => {
  const rhythms = (texts: string[]) => rhythmsOf(texts.map((text) => parsePeriod(text)!))
  test('months and years are two, rolling years with a financial one among them one', () => {
    expect(rhythmWords(rhythms(['2021/22', 'Apr 2023', 'May 2023']))).toBe(
      '2 months and 1 financial year',
    )
    expect(rhythms(['Mar 2021 - Feb 2022', '2021/22', 'May 2021 - Apr 2022'])).toHaveLength(1)
  })

  test('each has a name to be chosen by', () => {
    expect(rhythms(['2021/22', 'Apr 2023', '2020 - 22', '2021 Q3']).map(rhythmKey).sort()).toEqual([
      'financial-years',
      'months',
      'quarters',
      'spans-of-calendar-years-36',
    ])
  })

  test.each([
    [['2021/22', 'Apr 2023'], [], true],
    [['2021/22', '2022/23'], [], false],
    [['2021/22'], ['Apr 2023'], true],
    [['2021/22'], ['2020/21'], false],
    [['2021/22', 'Apr 2023'], ['2020/21', 'Mar 2023'], false],
  ])('%j beside %j are asked about: %s', (found, recorded, asked) => {
    expect(bringsAnotherRhythm(rhythms(found), rhythms(recorded))).toBe(asked)
  })
})

const two = (n: number) => String(n % 100).padStart(2, '0')
/** Columns as publishers print them: one form, some periods in a row, each with its true start. */
const aColumn = fc
  .record({
    year: fc.integer({ min: 1995, max: 2030 }),
    count: fc.integer({ min: 2, max: 14 }),
    form: fc.constantFrom<'years' | 'spans' | 'months'>('years', 'spans', 'months'),
    sign: fc.constantFrom('-', '/', ''),
  })
  .map(({ year, count, form, sign }) => {
    const at = Array.from({ length: count }, (_, i) => i)
    if (form === 'years')
      return at.map((i) => [`${year + i}${sign}${two(year + i + 1)}`, `${year + i}-04-01`] as const)
    if (form === 'spans')
      return at.map((i) => [`${year + i}-${two(year + i + 2)}`, `${year + i}-01-01`] as const)
    return at.map((i) => {
      const [y, m] = [year + Math.floor(i / 12), (i % 12) + 1]
      return [`${y}-${two(m)}`, `${y}-${two(m)}-01`] as const
    })
  })

test('a column of one form is read as what it is, whatever its years', () => {
  fc.assert(
    fc.property(aColumn, (column) => {
      const { read } = readPeriodColumn(column.map(([text]) => text))
      for (const [text, start] of column) expect(read(text)?.start, text).toBe(start)
    }),
  )
})

describe('a heading says what its dates stand for', () => {
  const under = (heading: string, texts: string[]) => {
    const column = readPeriodColumn(texts, heading)
    return { labels: texts.map((text) => column.read(text)?.label), notices: column.notices }
  }
  test.each([
    ['Week ending', ['07/01/2022', '14/01/2022'], ['Week to 7 Jan 2022', 'Week to 14 Jan 2022']],
    ['w/c', ['03/01/2022', '10/01/2022'], ['Week to 9 Jan 2022', 'Week to 16 Jan 2022']],
    ['Week Commencing (Monday)', ['2022-01-03'], ['Week to 9 Jan 2022']],
    ['Quarter ending', ['Jun-22', 'Sep-22'], ['2022 Q2', '2022 Q3']],
    ['Quarter ended', ['30/06/2022', '30/09/2022'], ['2022 Q2', '2022 Q3']],
    ['12 months to', ['Mar-22', 'Jun-22'], ['2021/22', 'Jul 2021 - Jun 2022']],
    ['Year ending', ['31/12/2021', '31/12/2022'], ['2021', '2022']],
    ['Month', ['31/01/2022', '28/02/2022'], ['Jan 2022', 'Feb 2022']],
    ['Reporting month', ['15/01/2022', '15/02/2022'], ['Jan 2022', 'Feb 2022']],
    ['Date', ['31/01/2022', '28/02/2022'], ['31 Jan 2022', '28 Feb 2022']],
    // What says itself what it is stays so.
    ['Week ending', ['2021/22', '2022/23'], ['2021/22', '2022/23']],
  ])('%s %j', (heading, texts, labels) => {
    expect(under(heading, texts)).toEqual({ labels, notices: [] })
  })
  test('a week that does not say which of its days it names is told by the day of the week', () => {
    expect(under('Week', ['03/01/2022', '10/01/2022'])).toEqual({
      labels: ['Week to 9 Jan 2022', 'Week to 16 Jan 2022'],
      notices: [expect.stringMatching(/all Mondays, .* first day/)],
    })
    expect(under('Week', ['02/01/2022', '09/01/2022'])).toEqual({
      labels: ['Week to 2 Jan 2022', 'Week to 9 Jan 2022'],
      notices: [expect.stringMatching(/all Sundays, .* last day/)],
    })
    expect(under('Week', ['03/01/2022', '11/01/2022']).labels).toEqual([
      '3 Jan 2022',
      '11 Jan 2022',
    ])
  })
})
