import { describe, expect, it } from 'vitest'
import type { ActionRow } from '../../preload/types.ts'
import { tidyFilter } from '../../src/app/register-search.ts'
import { toggleValue } from '../../src/pages/register/filter-choices.ts'
import { readPasted } from '../../src/pages/register/pasted-changes.ts'
import { bestFirst, matches, typedReference } from '../../src/shell/palette/query.ts'
import { nextByLetter } from '../../src/shell/quick-edit/status-letters.ts'

const B1 = { reference: 'HS1.b1' } as ActionRow
const B2 = { reference: 'HS1.b2' } as ActionRow
const cell = (row: ActionRow, column: string, text: string) => ({ row, column, text })

describe('pasting into the register', () => {
  it('joins a row’s cells, and rows that change in the same way', () => {
    const { changes, problems } = readPasted(
      [
        cell(B1, 'status', 'in progress'),
        cell(B1, 'due', '1/12/2026'),
        cell(B2, 'status', 'in-progress'),
        cell(B2, 'due', '2026-12-01'),
      ],
      [],
    )
    expect(problems).toEqual([])
    expect(changes).toEqual([
      { rows: [B1, B2], fields: { status: 'in-progress', due: '2026-12-01' } },
    ])
  })

  it('names each cell it cannot read and takes the others', () => {
    const { changes, problems } = readPasted(
      [cell(B1, 'status', 'Doing'), cell(B1, 'due', '31/02/2027'), cell(B2, 'note', 'Met.')],
      [],
    )
    expect(changes).toEqual([{ rows: [B2], fields: { note: 'Met.' } }])
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatch(/^HS1\.b1: 'Doing' is not a status\./)
    expect(problems[1]).toMatch(/^HS1\.b1: '31\/02\/2027' is not a date/)
  })

  it('clears a date with an empty cell, and leaves a note alone', () =>
    expect(readPasted([cell(B1, 'due', ''), cell(B2, 'note', ' ')], []).changes).toEqual([
      { rows: [B1], fields: { due: null } },
    ]))
})

describe('choosing a status by letter', () => {
  it('goes to the next that begins with it, and round again', () => {
    expect(nextByLetter('i', 'not-started')).toBe('in-progress')
    expect(nextByLetter('n', 'not-started')).toBe('not-applicable')
    expect(nextByLetter('N', 'not-applicable')).toBe('not-started')
    expect(nextByLetter('z', null)).toBeUndefined()
  })
})

describe('the palette', () => {
  it.each(['HS1.e2', 'hs1e2', 'HS1 E2', 'hs1.E.2'])('takes %s for the reference HS1.e2', (typed) =>
    expect(typedReference(typed)).toBe('HS1.e2'),
  )

  it('does not take words for a reference', () => expect(typedReference('housing')).toBeUndefined())

  it('finds a command by the beginnings of its words, in any order', () => {
    expect(matches('Back up the record', 'rec back')).toBe(true)
    expect(matches('Back up the record', 'ack')).toBe(false)
  })
})

describe('the palette’s commands', () => {
  const commands = [{ text: 'Disagreements to settle' }, { text: 'Settings' }, { text: 'Undo' }]

  it('come with those that begin with what was typed first', () =>
    expect(bestFirst(commands, 'set').map(({ text }) => text)).toEqual([
      'Settings',
      'Disagreements to settle',
    ]))

  it('are all there, in their order, before anything is typed', () =>
    expect(bestFirst(commands, '')).toEqual(commands))
})

describe('the register’s filter', () => {
  it('loses its empty parts', () =>
    expect(tidyFilter({ search: '', status: [], owner: ['none'] })).toEqual({ owner: ['none'] }))

  it('takes a value in and out again', () => {
    const once = toggleValue({}, 'status', 'blocked')
    expect(once).toEqual({ status: ['blocked'] })
    expect(tidyFilter(toggleValue(once, 'status', 'blocked'))).toEqual({})
  })
})
