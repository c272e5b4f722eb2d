import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Captured, captureLine } from '../../domain/workshops/capture.ts'

const SYSTEMS = [
  { ods: 'QK1', name: 'Leicester, Leicestershire and Rutland' },
  { ods: 'QUA', name: 'Black Country' },
  { ods: 'QJM', name: 'Lincolnshire' },
  { ods: 'QZZ', name: 'North, South (and more' },
  { ods: 'QHL', name: 'Birmingham and Solihull' },
  { ods: 'QT1', name: 'Nottingham and Nottinghamshire' },
]
const read = (line: string) => captureLine(line, SYSTEMS, '2026-12-03')

const NOTHING = { owner: null, systems: [], due: null, action: null, problem: null }

describe('a line typed in a session', () => {
  const lines: Record<string, Partial<Captured>> = {
    'decision: we pool the apprenticeship levy': {
      kind: 'decision',
      text: 'We pool the apprenticeship levy',
      ...NOTHING,
    },
    'action: Asha, QK1, by 30 Jan: share the pathway': {
      kind: 'action',
      text: 'Share the pathway',
      owner: 'Asha',
      systems: ['QK1'],
      due: '2027-01-30',
    },
    'Action:Asha Patel,black country,30/1/2027: share HS1.e2 with all': {
      kind: 'action',
      text: 'Share HS1.e2 with all',
      owner: 'Asha Patel',
      systems: ['QUA'],
      due: '2027-01-30',
      action: 'HS1.e2',
    },
    'action: share the pathway (Asha, Lincolnshire, due 30 January)': {
      text: 'Share the pathway',
      owner: 'Asha',
      systems: ['QJM'],
      due: '2027-01-30',
    },
    'commitment - open two clinics in Corby – Lincolnshire, by 1 March 2027': {
      kind: 'commitment',
      text: 'Open two clinics in Corby',
      systems: ['QJM'],
      due: '2027-03-01',
    },
    'Agreed: no new forms': { kind: 'decision', text: 'No new forms' },
    'share the pathway by 30 Jan': { kind: 'action', text: 'Share the pathway', due: '2027-01-30' },
    'we carry on as we are': { kind: 'decision', text: 'We carry on as we are', ...NOTHING },
    'a: Asha, Ben: write it up': { kind: 'action', text: 'Write it up', owner: 'Asha and Ben' },
    'a: Asha and Ben, QK1: write it up': { owner: 'Asha and Ben', systems: ['QK1'] },
    // A system whose name holds commas and an "and".
    'action: Asha, leicester, Leicestershire and Rutland, by 30 Jan: share hs1.e2': {
      text: 'Share hs1.e2',
      owner: 'Asha',
      systems: ['QK1'],
      due: '2027-01-30',
      action: 'HS1.e2',
    },
    'share it (Leicester, Leicestershire and Rutland, 30/1)': {
      text: 'Share it',
      systems: ['QK1'],
    },
    // As people say a system's name.
    'action: NHS Black Country ICB, Asha, 30/1: share': { owner: 'Asha', systems: ['QUA'] },
    'action: Leicester, Leicestershire & Rutland ICS, by 30 Jan: share': { systems: ['QK1'] },
    'action: the Black Country Integrated Care Board: share': { systems: ['QUA'] },
    // As people say a day.
    'action: Asha, QK1, by Monday: share': { owner: 'Asha', systems: ['QK1'], due: '2026-12-07' },
    'action: share the pathway by the end of March': {
      text: 'Share the pathway',
      due: '2027-03-31',
    },
    'share the pathway (Asha, by next week)': { owner: 'Asha', due: '2026-12-11' },
    // Several systems, and as people call them.
    'commitment: QUA & QK1: run clinics by end of March': {
      kind: 'commitment',
      text: 'Run clinics',
      owner: null,
      systems: ['QUA', 'QK1'],
      due: '2027-03-31',
    },
    'action: Asha, LLR, BSol and Notts, by 30 Jan: share': {
      text: 'Share',
      owner: 'Asha',
      systems: ['QK1', 'QHL', 'QT1'],
      due: '2027-01-30',
    },
    'action: share it (Rutland, Birmingham & Solihull, Lincs and QUA)': {
      text: 'Share it',
      systems: ['QK1', 'QHL', 'QJM', 'QUA'],
    },
    'action: Asha and LLR, 30 Jan: share': { owner: 'Asha', systems: ['QK1'] },
    'action: LLR, QK1, by 30 Jan: share': { systems: ['QK1'] },
    'action: all systems, by 30 Jan: share': { systems: SYSTEMS.map(({ ods }) => ods) },
    'action: BC, 30 Jan: share': { owner: 'BC', systems: [] },
    'action: BC ICB, 30 Jan: share': { owner: null, systems: ['QUA'] },
    // Without the commas.
    'action: Asha, QK1 by 30 Jan: share': { owner: 'Asha', systems: ['QK1'], due: '2027-01-30' },
    'action: Asha (QK1) by 30 Jan: share': { owner: 'Asha', systems: ['QK1'], due: '2027-01-30' },
  }
  for (const [line, expected] of Object.entries(lines))
    it(`is read: ${line}`, () => expect(read(line)).toMatchObject(expected))

  it('keeps in the text what it cannot read', () => {
    expect(read('decision: in Corby: the clinic stays open')?.text).toBe(
      'In Corby: the clinic stays open',
    )
    expect(read('action: look at the ratio 3:1 (see the annex)')).toMatchObject({
      text: 'Look at the ratio 3:1 (see the annex)',
      ...NOTHING,
    })
    expect(read('decision: stand by 30 volunteers')?.text).toBe('Stand by 30 volunteers')
  })

  it('is refused where it names a day that the calendar does not have', () => {
    const days = ['31 Feb', '31 February 2027', '31/2', '30.02.2027', '31st of June', '2027-02-30']
    for (const day of days)
      for (const line of [
        `action: Asha, QK1, by ${day}: share`,
        `action: Asha, ${day}: share`,
        `share (Asha, ${day})`,
        `share the pathway by ${day}`,
      ])
        expect(read(line)?.problem, line).toContain('no day of the calendar')
    for (const line of ['action: Jan Smith, QK1: share', 'action: May, 30 Jan: share'])
      expect(read(line)?.problem, line).toBeNull()
  })

  it('is read with its systems however they are called, in any number and order', () => {
    const file = new URL('../../resources/systems.json', import.meta.url)
    const systems: { ods: string; name: string }[] = JSON.parse(readFileSync(file, 'utf8'))
    const spoken: Record<string, string[]> = {
      QK1: ['LLR', 'llr', 'Leics', 'Rutland', 'Leicester, Leicestershire & Rutland ICB'],
      QHL: ['BSol', 'bsol ICB', 'Solihull', 'Birmingham and Solihull'],
      QUA: ['QUA', 'the Black Country', 'BC ICB'],
      QOC: ['STW', 'Shropshire, Telford and Wrekin', 'Telford'],
      QNC: ['SSOT', 'Staffs and Stoke', 'Staffordshire & Stoke-on-Trent'],
      QWU: ['C&W', 'Coventry and Warwickshire', 'Warks'],
      QGH: ['H&W', 'Herefordshire'],
      QT1: ['Notts', 'Nottingham'],
      QPM: ['Northants'],
      QJM: ['Lincs', 'Lincolnshire'],
      QJ2: ['JUCD', 'Derby and Derbyshire'],
    }
    const some = fc
      .shuffledSubarray(Object.keys(spoken), { minLength: 1 })
      .chain((codes) =>
        fc.tuple(
          ...codes.map((ods) =>
            fc.constantFrom(...(spoken[ods] ?? [])).map((said) => ({ ods, said })),
          ),
        ),
      )
    fc.assert(
      fc.property(some, fc.boolean(), (chosen, hasAnd) => {
        const said = chosen.map((each) => each.said)
        const last = hasAnd && said.length > 1 ? said.pop() : undefined
        const list = said.join(', ') + (last ? ` and ${last}` : '')
        fc.pre(list.length < 120)
        const line = `action: Asha Patel, ${list}, by 30 Jan: share`
        expect(captureLine(line, systems, '2026-12-03')).toMatchObject({
          owner: 'Asha Patel',
          systems: chosen.map(({ ods }) => ods),
          due: '2027-01-30',
          text: 'Share',
        })
      }),
    )
  })

  it('is nothing when it says nothing', () => {
    for (const line of ['', '   ', 'action:', 'decision: - ']) expect(read(line)).toBeUndefined()
  })

  it('loses no words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) => {
        const captured = read(line)
        if (captured) expect(captured.text.trim()).not.toBe('')
      }),
    )
  })
})
