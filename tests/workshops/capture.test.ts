import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Captured, captureLine } from '../../domain/workshops/capture.ts'

const SYSTEMS = [
  { ods: 'QK1', name: 'Leicester, Leicestershire and Rutland' },
  { ods: 'QUA', name: 'Black Country' },
  { ods: 'QJM', name: 'Lincolnshire' },
  { ods: 'QZZ', name: 'North, South (and more' },
]
const read = (line: string) => captureLine(line, SYSTEMS, '2026-12-03')

const NOTHING = { owner: null, system: null, due: null, action: null }

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
      system: 'QK1',
      due: '2027-01-30',
    },
    'Action:Asha Patel,black country,30/1/2027: share HS1.e2 with all': {
      kind: 'action',
      text: 'Share HS1.e2 with all',
      owner: 'Asha Patel',
      system: 'QUA',
      due: '2027-01-30',
      action: 'HS1.e2',
    },
    'action: share the pathway (Asha, Lincolnshire, due 30 January)': {
      text: 'Share the pathway',
      owner: 'Asha',
      system: 'QJM',
      due: '2027-01-30',
    },
    'commitment - open two clinics in Corby – Lincolnshire, by 1 March 2027': {
      kind: 'commitment',
      text: 'Open two clinics in Corby',
      system: 'QJM',
      due: '2027-03-01',
    },
    'Agreed: no new forms': { kind: 'decision', text: 'No new forms' },
    'share the pathway by 30 Jan': { kind: 'action', text: 'Share the pathway', due: '2027-01-30' },
    'we carry on as we are': { kind: 'decision', text: 'We carry on as we are', ...NOTHING },
    'a: Asha, Ben: write it up': { kind: 'action', text: 'Write it up', owner: 'Asha and Ben' },
    'a: Asha and Ben, QK1: write it up': { owner: 'Asha and Ben', system: 'QK1' },
    // A system whose name holds commas and an "and".
    'action: Asha, leicester, Leicestershire and Rutland, by 30 Jan: share hs1.e2': {
      text: 'Share hs1.e2',
      owner: 'Asha',
      system: 'QK1',
      due: '2027-01-30',
      action: 'HS1.e2',
    },
    'share it (Leicester, Leicestershire and Rutland, 30/1)': { text: 'Share it', system: 'QK1' },
    // As people say a system's name.
    'action: NHS Black Country ICB, Asha, 30/1: share': { owner: 'Asha', system: 'QUA' },
    'action: Leicester, Leicestershire & Rutland ICS, by 30 Jan: share': { system: 'QK1' },
    'action: the Black Country Integrated Care Board: share': { system: 'QUA' },
    // As people say a day.
    'action: Asha, QK1, by Monday: share': { owner: 'Asha', system: 'QK1', due: '2026-12-07' },
    'action: share the pathway by the end of March': {
      text: 'Share the pathway',
      due: '2027-03-31',
    },
    'share the pathway (Asha, by next week)': { owner: 'Asha', due: '2026-12-11' },
    'commitment: QUA & QK1: run clinics by end of March': {
      text: 'QUA & QK1: run clinics',
      owner: null,
      system: null,
      due: '2027-03-31',
    },
    // Without the commas.
    'action: Asha, QK1 by 30 Jan: share': { owner: 'Asha', system: 'QK1', due: '2027-01-30' },
    'action: Asha (QK1) by 30 Jan: share': { owner: 'Asha', system: 'QK1', due: '2027-01-30' },
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
    // Neither a day that is none nor a second system goes into a name, or is lost.
    for (const line of ['Asha, QK1, by 31 Feb: share', 'QK1, QUA, by 30 Jan: share'])
      expect(read(`action: ${line}`)).toMatchObject({ text: line, ...NOTHING })
    expect(read('decision: stand by 30 volunteers')?.text).toBe('Stand by 30 volunteers')
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
