import { expect, it } from 'vitest'
import { own } from '../../domain/own.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { markInstead } from '../../domain/tables/marks.ts'

/** Names that every object answers to, as somebody may write them in a file or an entry. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype)

const NAMES = { owner: (id: string) => id, system: (ods: string) => ods }

it.each(INHERITED)('a table holds nothing under %s', (name) => {
  expect(own({ known: 1 }, name)).toBeUndefined()
  expect(own({ known: 1 }, 'known')).toBe(1)
})

it.each(INHERITED)('%s is shown as it was written, and is no field of an entry', (name) => {
  expect(fieldLabel(name)).toBe(name)
  expect(valueWords('status', name, NAMES)).toBe(name)
  expect(valueWords('confidence', name, NAMES)).toBe(name)
  expect(markInstead(name)).toBeUndefined()
  const { set } = ChangeEntry.shape
  expect(set.safeParse({ note: 1 }).success).toBe(true)
  const given = set.safeParse(JSON.parse(`{"${name}": 1}`))
  expect(given.success && Object.hasOwn(given.data, name)).toBe(false)
})
