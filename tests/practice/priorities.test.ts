import { randomUUID } from 'node:crypto'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { describe, expect, it } from 'vitest'
import type { Service } from '../../main/service.ts'
import type { Input } from '../../preload/contract.ts'
import { newService, refusal, temporaryFolder } from '../helpers.ts'

const GRANTS = ['lead:QK1', 'lead:QUA', 'chair'] as const

async function add(
  service: Service,
  ics: string,
  fields: Input<'priorities.save'>['fields'],
): Promise<string> {
  return (await service.ask('priorities.save', { ics, fields })).id
}

describe('the mapping', () => {
  it('shows overlaps, gaps and systems that have mapped nothing', async () => {
    const service = await newService([...GRANTS])
    const ours = await add(service, 'QK1', {
      title: 'Diabetes near home',
      priorities: [2],
      focusAreas: ['HS6'],
    })
    const theirs = await add(service, 'QUA', { title: 'Feet and eyes', focusAreas: ['HS6'] })
    const { systems, rows, proposed } = await service.ask('priorities.matrix', {})
    expect(rows).toHaveLength(24)
    expect(systems.filter(({ count }) => count > 0).map(({ ics }) => ics)).toEqual(['QUA', 'QK1'])
    const row = rows.find(({ id }) => id === 'HS6')
    expect(row?.cells.flat().sort()).toEqual([ours, theirs].sort())
    expect(proposed).toMatchObject([
      { kind: 'focus-area', id: 'HS6', systems: ['QUA', 'QK1'], rests: [theirs, ours] },
    ])
  })

  it('follows a change, and undo', async () => {
    const service = await newService([...GRANTS])
    const id = await add(service, 'QK1', { title: 'Diabetes near home', priorities: [2] })
    await service.ask('priorities.save', { ics: 'QK1', id, fields: { priorities: [3, 4] } })
    const mapped = async () =>
      (await service.ask('priorities.list', { ics: 'QK1' })).map(({ priorities }) => priorities)
    expect(await mapped()).toEqual([[3, 4]])
    await service.ask('undo.last', {})
    expect(await mapped()).toEqual([[2]])
    await service.ask('priorities.save', { ics: 'QK1', id, fields: { removed: true } })
    expect(await mapped()).toEqual([])
  })

  it('refuses what makes no sense', async () => {
    const service = await newService([...GRANTS])
    const why = async (fields: Input<'priorities.save'>['fields'], id?: string) =>
      (await refusal(service, 'priorities.save', { ics: 'QK1', fields, ...(id && { id }) })).message
    expect(await why({ passage: 'Words' })).toMatch(/Give the priority a title/)
    expect(await why({ title: 'A', focusAreas: ['HS9'] })).toMatch(/no focus area HS9.*JW4/)
    expect(await why({ title: 'A' }, randomUUID())).toMatch(/not in this system/)
  })
})

describe('a joint action', () => {
  const JOINT = { title: 'One course', systems: ['QK1', 'QUA'], focusArea: 'HS6' }

  it('is put forward, agreed, and then not proposed again', async () => {
    const service = await newService([...GRANTS])
    await add(service, 'QK1', { title: 'Diabetes near home', focusAreas: ['HS6'] })
    await add(service, 'QUA', { title: 'Feet and eyes', focusAreas: ['HS6'] })
    const [proposal] = (await service.ask('priorities.matrix', {})).proposed
    const { id } = await service.ask('joint.save', {
      fields: { ...JOINT, rests: proposal?.rests ?? [] },
    })
    const { said } = await service.ask('joint.save', { id, fields: { state: 'agreed' } })
    expect(said).toBe('Agreed: “One course”')
    const { joint, proposed } = await service.ask('priorities.matrix', {})
    expect(joint).toMatchObject([{ ...JOINT, state: 'agreed', rests: proposal?.rests }])
    expect(proposed).toEqual([])
    await service.ask('undo.last', {})
    expect((await service.ask('priorities.matrix', {})).joint[0]?.state).toBe('proposed')
  })

  it('needs two systems, and a reason when it is declined', async () => {
    const service = await newService([...GRANTS])
    const why = async (input: Input<'joint.save'>) =>
      (await refusal(service, 'joint.save', input)).message
    expect(await why({ fields: { ...JOINT, systems: ['QK1', 'QK1'] } })).toMatch(/two systems/)
    expect(await why({ fields: { ...JOINT, systems: ['QK1', 'QZZ'] } })).toMatch(/no system QZZ/)
    expect(await why({ fields: { ...JOINT, title: undefined } })).toMatch(/a title/)
    const { id } = await service.ask('joint.save', { fields: JOINT })
    expect(await why({ id, fields: { state: 'declined' } })).toMatch(/Say why/)
    await service.ask('joint.save', { id, fields: { state: 'declined', reason: 'No money.' } })
  })

  it('is for co-chairs and regional staff to put forward', async () => {
    const service = await newService(['lead:QK1'])
    const { message } = await refusal(service, 'joint.save', { fields: JOINT })
    expect(message).toMatch(/Only workshop co-chairs and regional staff/)
  })
})

describe('a strategy’s file', () => {
  const read = async (service: Service, name: string, content: string | Uint8Array) => {
    const path = join(temporaryFolder(), name)
    await writeFile(path, content)
    return { file: service.files.takeIn(path) }
  }

  it('is read into passages, from Word and from text', async () => {
    const service = await newService()
    const docx = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph({ text: 'Our aims', heading: HeadingLevel.HEADING_1 }),
              new Paragraph('Every child is seen by a nurse.'),
            ],
          },
        ],
      }),
    )
    const wanted = [
      { text: 'Our aims', heading: true, page: null },
      { text: 'Every child is seen by a nurse.', heading: false, page: null },
    ]
    for (const [name, content] of [
      ['plan.docx', docx],
      ['plan.md', '# Our aims\n\nEvery child is\nseen by a nurse.\n'],
    ] as const)
      expect(await service.ask('priorities.readFile', await read(service, name, content))).toEqual({
        name,
        passages: wanted,
      })
  })

  it.each([
    ['empty', 'plan.txt', '', /“plan.txt” is empty/],
    ['of another kind', 'plan.xlsx', 'a,b', /reads the strategy as PDF, Word/],
    ['no PDF', 'plan.pdf', 'words', /is not a PDF/],
    ['longer than any strategy', 'plan.txt', 'a b\n'.repeat(800_000), /far more text/],
  ])('is refused in one sentence when it is %s', async (_, name, content, sentence) => {
    const service = await newService()
    const { message } = await refusal(
      service,
      'priorities.readFile',
      await read(service, name, content),
    )
    expect(message).toMatch(sentence)
    expect(message.match(/[.!?](\s|$)/g)).toHaveLength(1)
  })

  it('of 200 MB is refused before it is read', async () => {
    const service = await newService()
    const path = join(temporaryFolder(), 'plan.pdf')
    const file = await open(path, 'w')
    await file.truncate(200 * 1024 * 1024)
    await file.close()
    const { message } = await refusal(service, 'priorities.readFile', {
      file: service.files.takeIn(path),
    })
    expect(message).toBe('“plan.pdf” is 200 MB, more than the 100 MB that Accord reads.')
  })
})
