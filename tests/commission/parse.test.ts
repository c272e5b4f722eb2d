import { describe, expect, test } from 'vitest'
import { parseReport } from '../../domain/commission/report.ts'
import { MINIATURE } from './miniature.ts'

const report = parseReport(MINIATURE)
const action = (reference: string) => report.actions.find((one) => one.reference === reference)

describe('the miniature report', () => {
  test('gives every action its reference by position', () => {
    expect(report.actions.map((one) => one.reference)).toEqual(
      'HS1.b1 HS1.b2 HS1.b3 HS1.c1 HS2.a1 HS2.a2 LA1.a1 ER1.a1 JW1.a1'.split(' '),
    )
  })

  test('gives focus areas and recommendations their headings and sources', () => {
    expect(report.focusAreas.map((one) => [one.reference, one.title])).toEqual([
      ['HS1', 'Buses to the clinic'],
      ['HS2', 'Letters'],
      ['LA1', 'Parks'],
      ['ER1', 'Lessons outdoors'],
      ['JW1', 'One map, found in the policy literature'],
    ])
    expect(report.recommendations.map((one) => [one.reference, one.source])).toEqual([
      ['HS1.a', 'community'],
      ['HS1.b', 'community'],
      ['HS1.c', 'policy'],
      ['HS2.a', 'policy'],
      ['LA1.a', 'community'],
      ['ER1.a', 'community'],
      ['JW1.a', 'policy'],
    ])
    expect(report.recommendations[0]?.heading).toBe(
      'Keep the timetable the same from one year to the next.',
    )
    expect(report.recommendations[3]?.heading).toBe('Write letters that can be read:')
  })

  test('takes citations, markup and sub-points out of the wording', () => {
    expect(action('HS1.b1')).toMatchObject({
      wording: 'Walk every route with somebody who uses a wheelchair and write down each kerb.',
      citations: ['12', '13'],
    })
    expect(action('HS1.b2')).toMatchObject({
      wording: 'Put a bench at every stop, such as:',
      subPoints: ['Stops beside a surgery.', 'Stops on a hill'],
      citations: ['14', '15'],
      lines: { from: 19, to: 21 },
    })
    expect(action('HS2.a1')?.wording).toMatch(/^Give every letter one date/)
  })

  test('goes on after a page break, a case study and a quotation', () => {
    expect(action('HS1.b3')?.wording).toBe(
      'Tell drivers when the clinic runs late, and let them wait for the people who are still inside with the nurse.',
    )
    expect(action('HS2.a1')?.subPoints).toEqual([])
    expect(action('HS2.a2')?.wording).toBe('Try each letter on 5 neighbours before it is sent.')
  })

  test('knows ticks', () => {
    expect(report.actions.filter((one) => one.ticked).map((one) => one.reference)).toEqual([
      'ER1.a1',
    ])
  })

  test('keeps an item that is not called an action as a note', () => {
    expect(report.recommendations[1]?.notes).toEqual(['Print the numbers large.'])
  })

  test('finds case studies, a stray second title among their text', () => {
    expect(report.caseStudies).toMatchObject([
      {
        title: 'Little Wending Parish – The bench that moved',
        organisation: 'Little Wending Parish',
        focusArea: 'HS1',
      },
      { title: 'Wending Walkers', focusArea: 'JW1', body: 'They walk.' },
    ])
    expect(report.caseStudies[0]?.body).toContain('• Forty people sat on it in a week.')
  })

  test('numbers the challenges to national policymakers by priority', () => {
    expect(report.challenges.map((one) => [one.reference, one.wording])).toEqual([
      ['P1.n1', 'Count the benches.'],
      ['P1.n2', 'Pay for the paint.'],
      ['P2.n1', 'Leave the gates open.'],
    ])
  })

  test('says in plain words what was printed unexpectedly', () => {
    expect(report.oddities).toEqual([
      'Line 19: action HS1.b2 is printed with the numeral i.',
      'Line 25: "Case Study" stands again inside a case study; read as its text.',
      'Line 31: the actions of HS1.b go on after a case study.',
      "Line 34: the wording of HS1.b3 goes on after a page's end.",
      'Line 35: an item under HS1.b lacks the word ACTION; kept as a note, not as an action.',
      'Line 47: the letter of HS2.a is printed twice.',
      'Line 54: the actions of HS2.a go on after a quotation.',
      'Line 71: a focus area of ER is printed without a number; read as ER1.',
      'Line 82: JW1 names no source for its recommendations; read as policy.',
    ])
  })

  test('knows whether the text goes on past the actions', () => {
    expect(report.reachedPriorities).toBe(true)
    expect(parseReport(MINIATURE.slice(0, 1500)).reachedPriorities).toBe(false)
  })
})

/** What a reader would compare: everything but line numbers and what is said about them. */
function essence(text: string) {
  const { actions, recommendations, focusAreas, challenges, caseStudies } = parseReport(text)
  return {
    actions: actions.map(({ lines, ...one }) => one),
    recommendations: recommendations.map(({ line, ...one }) => one),
    focusAreas: focusAreas.map(({ line, ...one }) => one),
    challenges: challenges.map(({ line, ...one }) => one),
    caseStudies: caseStudies.map((one) => one.title),
  }
}

describe('the same report in other clothes', () => {
  const same = essence(MINIATURE)

  test.each<[string, (text: string) => string]>([
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', (text) => text.replaceAll('\n', '\r')],
    ['no bold', (text) => text.replaceAll('**', '')],
    ['round bullets', (text) => text.replace(/^( ?)- /gm, '$1• ').replace(/[›»] /g, '• ')],
    ['indented four spaces', (text) => text.replace(/^ - /gm, '    - ')],
    [
      'Markdown headings',
      (text) => text.replace(/^(Focus Area|CASE STUDY|ACTIONS|CHAPTER)/gm, '## $1'),
    ],
    ['Markdown escapes', (text) => text.replace(/^( ?- )(\w+)\. /gm, '$1$2\\. ')],
    [
      'upper-case numerals',
      (text) => text.replace(/- (i+v?)\. ACTION/g, (_, n) => `- ${n.toUpperCase()}. ACTION`),
    ],
    ['labels in brackets', (text) => text.replace(/^( ?- )([ivx]+|[a-c])\. /gm, '$1($2) ')],
    ['HTML superscripts', (text) => text.replace(/\^\{([\d ]+)\}/g, '<sup>$1</sup>')],
    ['labels on lines of their own', (text) => text.replace(/^( ?- [ivx]+\.) /gm, '$1\n')],
    ['no space before the colon', (text) => text.replace(/ACTION(\**) :/g, 'ACTION$1:')],
  ])('%s', (_, change) => {
    expect(essence(change(MINIATURE))).toEqual(same)
  })

  test('hard-wrapped at 60 characters', () => {
    expect(essence(wrap(MINIATURE, 60))).toEqual(same)
  })

  test('hard-wrapped, with a running head and a page number on every page', () => {
    const pages = wrap(MINIATURE, 60).split('\n')
    const paged = pages.flatMap((line, i) =>
      i % 12 === 11 ? [line, `${i}`, '\fReport of the Wending Commission'] : [line],
    )
    expect(essence(paged.join('\n'))).toEqual(same)
  })

  test('words cut by a hyphen are mended as the text spells them elsewhere', () => {
    const cut = MINIATURE.replace('the well-run hospital', 'the well-\nrun hos-\npital').replace(
      'Benches matter',
      'The hospital matters',
    )
    const wording = essence(wrap(cut, 300)).actions.find((one) => one.reference === 'HS1.c1')
    expect(wording?.wording).toBe('Share the cost between the council and the well-run hospital.')
  })
})

function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => line.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n').trimEnd())
    .join('\n')
}
