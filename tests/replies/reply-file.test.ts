import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AskedAction } from '../../domain/record/reply-fields.ts'
import { STATUSES } from '../../domain/record/statuses.ts'
import { changesOf } from '../../domain/replies/accept.ts'
import { contentOf, movedSince } from '../../domain/replies/judge.ts'
import { type ReplyFile, readReplyFile } from '../../domain/replies/reply-file.ts'

const words = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .map((text) => text.trim())
    .filter((text) => text.length > 0 && text.length <= most)
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const says = fc
  .record(
    {
      status: fc.constantFrom(...STATUSES),
      note: words(200),
      nextStep: words(200),
      due: day,
      notMine: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .filter((each) => Object.keys(each).length > 0)
const reply: fc.Arbitrary<ReplyFile> = fc.record({
  accord: fc.constant('owner-reply' as const),
  version: fc.constant(1 as const),
  id: fc.uuid({ version: 4 }),
  request: fc.uuid({ version: 4 }),
  token: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
  written: day.map((date) => `${date}T09:00:00.000Z`),
  answers: fc.uniqueArray(
    fc.record({ action: fc.constantFrom('HS1.e2', 'LA1.a1', 'JW4.c1'), says }),
    { minLength: 1, selector: ({ action }) => action },
  ),
})

describe('the file that the form saves', () => {
  test('is read as it was written, whatever it says', () => {
    fc.assert(
      fc.property(reply, (written) => {
        expect(readReplyFile(JSON.stringify(written, null, 2))).toEqual(written)
        expect(readReplyFile(`\uFEFF${JSON.stringify(written)}`)).toEqual(written)
      }),
    )
  })

  test('is none when anything is missing, more or of another kind', () => {
    fc.assert(
      fc.property(reply, fc.constantFrom('id', 'token', 'answers', 'written'), (written, field) => {
        const { [field]: _gone, ...rest } = written as unknown as Record<string, unknown>
        expect(readReplyFile(JSON.stringify(rest))).toBeUndefined()
        expect(readReplyFile(JSON.stringify({ ...written, more: 1 }))).toBeUndefined()
        expect(readReplyFile(JSON.stringify({ ...written, [field]: 7 }))).toBeUndefined()
        const twice = { ...written, answers: [...written.answers, ...written.answers] }
        expect(readReplyFile(JSON.stringify(twice))).toBeUndefined()
      }),
    )
  })

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.json({ maxDepth: 6 })), (text) => {
        expect(readReplyFile(text)).toBeUndefined()
      }),
    )
    expect(readReplyFile('['.repeat(200_000))).toBeUndefined()
    expect(readReplyFile('{"__proto__":{"accord":"owner-reply"}}')).toBeUndefined()
  })

  test('says the same in whatever order its fields and answers stand', () => {
    fc.assert(
      fc.property(reply, (written) => {
        const turned = {
          ...written,
          answers: written.answers
            .map(({ action, says }) => ({
              action,
              says: Object.fromEntries(Object.entries(says).reverse()),
            }))
            .reverse(),
        }
        expect(contentOf(turned)).toBe(contentOf(written))
      }),
    )
  })
})

describe('what an answer changes', () => {
  test('carries the owner’s name before their words, and nothing they did not say', () => {
    expect(changesOf({ note: 'Done.', due: '2027-01-31' }, 'Priya')).toEqual({
      note: 'Priya: Done.',
      due: '2027-01-31',
    })
    expect(changesOf({ status: 'blocked' }, 'Priya')).toEqual({ status: 'blocked' })
    expect(changesOf({ notMine: true }, 'Priya')).toEqual({
      owner: null,
      note: 'Priya: This is not mine.',
    })
  })

  test('nothing has moved where all stands as it was', () => {
    const asked: AskedAction = {
      ...{ action: 'HS1.e2', status: 'planned', due: null, noteAt: null },
    }
    const now = { ...asked, owner: 'a', ownerName: 'Priya' }
    expect(movedSince(asked, 'a', now)).toEqual([])
    expect(movedSince(asked, 'b', now)).toEqual(['It belongs to Priya now.'])
    expect(movedSince(asked, 'b', { ...now, owner: null, ownerName: null })).toEqual([
      'Nobody owns it now.',
    ])
  })
})
