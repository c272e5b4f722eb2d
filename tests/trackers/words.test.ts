import { expect, test } from 'vitest'
import { colourWord } from '../../domain/trackers/colours.ts'
import { mayBeSame, readPeople } from '../../domain/trackers/people.ts'
import { statusMeaning, withColour } from '../../domain/trackers/status-words.ts'
import { lookAlikes } from '../../domain/trackers/values.ts'
import { SURE_FROM, sureOf, wordingSearch } from '../../domain/trackers/wording.ts'
import { readCatalogue } from '../../main/record/resources.ts'

test.each([
  ['Amber', 'in-progress', 'at-risk'],
  ['On-going', 'in-progress', null],
  ['DONE', 'complete', null],
  ['N/A', 'not-applicable', null],
  ['Not yet started', 'not-started', null],
  ['75%', 'in-progress', null],
  ['100% complete', 'complete', null],
  ['Amber – awaiting funding', 'blocked', 'at-risk'],
  ['Complete (green)', 'complete', null],
  ['2. In progress', 'in-progress', null],
])('%s means %s, %s', (text, status, confidence) => {
  expect(statusMeaning(text)).toEqual({ status, confidence })
})

test('of a word that may mean two things nothing is guessed', () => {
  for (const text of ['Amber/Green', 'see below', '?', 'In progress / Complete'])
    expect(statusMeaning(text), text).toBeUndefined()
})

test('a colour says how sure a status is, and nothing of what is done', () => {
  const amber = statusMeaning(colourWord('FFC000')!)
  expect(withColour(statusMeaning('On-going')!, amber)).toEqual({
    status: 'in-progress',
    confidence: 'at-risk',
  })
  expect(withColour(statusMeaning('Done')!, amber)?.confidence).toBeNull()
})

test.each([
  ['FF0000', 'red'],
  ['FFC7CE', 'red'],
  ['FFC000', 'amber'],
  ['FFEB9C', 'amber'],
  ['FFFF00', 'amber'],
  ['92D050', 'green'],
  ['C6EFCE', 'green'],
  ['00B0F0', 'blue'],
  ['A6A6A6', 'grey'],
  ['D9E1F2', undefined],
  ['FFFFFF', undefined],
])('%s is %s', (fill, word) => {
  expect(colourWord(fill)).toBe(word)
})

const names = (text: string) => readPeople(text, () => false).map(({ name }) => name)

test.each([
  ['J. Smith / A. Patel', ['J. Smith', 'A. Patel']],
  ['Dr. Kaur & J. Smith', ['Dr. Kaur', 'J. Smith']],
  ['Anita Patel;Jo Smith', ['Anita Patel', 'Jo Smith']],
  ['Smith, Jo;#12;#Patel, Anita;#15', ['Jo Smith', 'Anita Patel']],
  ['Smith, Jo (LCC)', ['Jo Smith']],
  ['Jo Smith <jo.smith@example.org>', ['Jo Smith']],
  ['Lead: J Smith, Support: A Patel', ['J Smith', 'A Patel']],
  ['Public Health (LCC)', ['Public Health']],
  ['Health and Wellbeing Board', ['Health and Wellbeing Board']],
  ['TBC', []],
  ['Jo Smith / TBC', ['Jo Smith']],
])('%s names %j', (text, expected) => {
  expect(names(text)).toEqual(expected)
})

test('look-alikes are offered, others are not', () => {
  expect(mayBeSame('J. Smith', 'Jo Smith')).toBe(true)
  expect(mayBeSame('JS', 'Jo Smith')).toBe(true)
  expect(mayBeSame('Dr Kaur', 'Baljit Kaur')).toBe(true)
  expect(mayBeSame('Jo Smith', 'Ann Smith')).toBe(false)
  const found = ['J. Smith', 'Jo Smith', 'A. Patel'].map((text) => ({
    key: text.toLowerCase().replace('.', ''),
    text,
  }))
  expect([...lookAlikes(found, [])]).toEqual([['j smith', ['Jo Smith']]])
})

test('a wording finds its action and no other, and is never taken below the threshold', () => {
  const actions = readCatalogue().focusAreas.flatMap((area) =>
    area.recommendations.flatMap((one) => one.actions),
  )
  const search = wordingSearch(
    actions.map(({ reference, title, summary }) => ({ reference, texts: [title, summary] })),
  )
  const wrong: string[] = []
  let [asked, sure] = [0, 0]
  for (const { reference, title } of actions) {
    expect(sureOf(search(title))?.reference).toBe(reference)
    const words = title.split(' ')
    for (let left = 0; left < words.length; left += 3) {
      const found = sureOf(search(words.toSpliced(left, 1).join(' ')))
      asked += 1
      if (found) sure += 1
      if (found && found.reference !== reference) wrong.push(`${title}: ${found.reference}`)
    }
  }
  expect(wrong).toEqual([])
  expect(sure / asked).toBeGreaterThan(0.95)
  expect(sureOf([{ reference: 'HS1.e1', score: SURE_FROM - 0.01 }])).toBeUndefined()
  expect(search('Walking football for people over sixty')).toEqual([])
})
