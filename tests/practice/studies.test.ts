import { describe, expect, it } from 'vitest'
import { practiceKey } from '../../domain/practice/study-key.ts'
import { adoptStudy, savePractice } from '../../main/practice/deeds.ts'
import { learningNetwork } from '../../main/practice/network.ts'
import { listStudies } from '../../main/practice/studies.ts'
import { mergeSystems } from '../../main/register/systems.ts'
import { updateAction } from '../../main/register/writing.ts'
import { contextOf, exchange, newRecord, newService, refusal } from '../helpers.ts'

const STUDY = {
  title: 'One midwife, one number',
  what: 'Women keep the same two midwives.',
  who: 'Mothers in the north of the city',
  contact: 'Jo Bell',
  actions: ['HS7.a1'],
}

describe('a case study of a system', () => {
  it('is written down, changed, taken down and brought back', async () => {
    const service = await newService()
    const { id, said } = await service.ask('practice.save', { ics: 'QK1', fields: STUDY })
    expect(said).toBe('Added “One midwife, one number”')
    const [study] = await service.ask('practice.list', {})
    expect(study).toMatchObject({ ...STUDY, key: practiceKey(id), ics: 'QK1', where: null })

    await service.ask('practice.save', {
      ics: 'QK1',
      id,
      fields: { where: 'Two hubs' },
      seen: { where: study?.heads.where ?? [] },
    })
    await service.ask('practice.save', { ics: 'QK1', id, fields: { removed: true } })
    expect(await service.ask('practice.list', {})).toEqual([])
    await service.ask('undo.last', {})
    expect(await service.ask('practice.list', {})).toMatchObject([{ where: 'Two hubs' }])
  })

  it('is found by its words, but not by whom to ask', async () => {
    const service = await newService()
    await service.ask('practice.save', { ics: 'QK1', fields: STUDY })
    const found = async (search: string) => (await service.ask('practice.list', { search })).length
    expect(await found('MIDWIVES city')).toBe(1)
    expect(await found('hs7.a1')).toBe(1)
    expect(await found('midwives harbour')).toBe(0)
    expect(await found('Bell')).toBe(0)
  })

  it.each([
    ['without a title', { what: 'Something' }, /Give the case study a title/],
    ['about an action nobody has', { ...STUDY, actions: ['HS1.e99'] }, /no action HS1\.e99/],
    ['with an NHS number', { ...STUDY, what: 'Patient 943 476 5919 liked it.' }, /NHS number/],
  ])('is refused %s', async (_, fields, sentence) => {
    const service = await newService()
    expect((await refusal(service, 'practice.save', { ics: 'QK1', fields })).message).toMatch(
      sentence,
    )
  })

  it('is not written for a system that one does not lead', async () => {
    const service = await newService()
    const { message } = await refusal(service, 'practice.save', { ics: 'QUA', fields: STUDY })
    expect(message).toMatch(/Only a lead of Black Country/)
  })
})

/** Records of two systems, each with a case study of its own and all of the other's. */
function neighbours() {
  const [ours, theirs] = [newRecord(['lead:QK1']), newRecord(['lead:QUA'])]
  const { id } = savePractice(contextOf(theirs), { ics: 'QUA', fields: STUDY })
  exchange(ours, theirs)
  return { ours, theirs, key: practiceKey(id), id }
}

describe('an adoption', () => {
  it('stands with the case study in every record, and grows with what came of it', () => {
    const { ours, theirs, key } = neighbours()
    const { id } = adoptStudy(contextOf(ours), {
      ics: 'QK1',
      fields: { study: key, since: '2026-05-01', worked: 'too-early' },
    })
    adoptStudy(contextOf(ours), {
      ics: 'QK1',
      id,
      fields: { worked: 'partly', outcome: 'Half of the mothers came.' },
    })
    exchange(ours, theirs)
    expect(listStudies(contextOf(theirs))[0]?.adoptions).toMatchObject([
      { ics: 'QK1', since: '2026-05-01', worked: 'partly', outcome: 'Half of the mothers came.' },
    ])
    expect(listStudies(contextOf(theirs), { ics: 'QK1' })).toHaveLength(1)
    expect(listStudies(contextOf(theirs), { ics: 'QHL' })).toHaveLength(0)
  })

  it('is refused of what is the system’s own, adopted already, or nowhere', () => {
    const { ours, theirs, key } = neighbours()
    const adopt = (fields: { study?: string }) => () =>
      adoptStudy(contextOf(ours), { ics: 'QK1', fields })
    adopt({ study: key })()
    expect(adopt({ study: key })).toThrow('adopted this case study already')
    expect(adopt({ study: 'report:3' })).toThrow('no such case study here')
    expect(adopt({})).toThrow('Say which case study')
    expect(() => adoptStudy(contextOf(theirs), { ics: 'QUA', fields: { study: key } })).toThrow(
      'system’s own',
    )
  })

  it('of one of the report’s is named by its number where the report is not imported', () => {
    const { ours, theirs } = neighbours()
    const subject = 'adoption:0192d3a0-0000-4000-8000-000000000001'
    theirs.write(
      [
        {
          stream: 'ics:QUA',
          draft: { kind: 'change', subject, set: { study: 'report:12' }, basedOn: {} },
        },
      ],
      '0192d3a0-0000-4000-8000-000000000002',
    )
    exchange(ours, theirs)
    expect(listStudies(contextOf(ours)).at(-1)).toMatchObject({
      key: 'report:12',
      title: 'Case study 12 of the commission’s report',
      what: '',
      adoptions: [{ ics: 'QUA' }],
    })
  })
})

describe('who learnt from whom', () => {
  it('counts case studies and approaches, and remembers what was taken down since', () => {
    const { ours, theirs, key, id } = neighbours()
    adoptStudy(contextOf(ours), { ics: 'QK1', fields: { study: key } })
    updateAction(contextOf(ours), 'QK1', 'HS1.e2', { adoptedFrom: 'QUA' })
    savePractice(contextOf(theirs), { ics: 'QUA', id, fields: { removed: true } })
    exchange(ours, theirs)
    const { systems, links } = learningNetwork(contextOf(theirs))
    expect(links).toHaveLength(1)
    expect(links[0]).toMatchObject({ from: 'QUA', to: 'QK1', count: 2 })
    expect(links[0]?.what).toContain('One midwife, one number')
    expect(systems.find(({ ics }) => ics === 'QUA')).toMatchObject({ gave: 2, took: 0 })
    expect(systems).toHaveLength(11)
  })

  it('goes over to the system that took over', () => {
    const { ours, key } = neighbours()
    adoptStudy(contextOf(ours), { ics: 'QK1', fields: { study: key } })
    const into = { ods: 'QXX', ons: 'E54000099', name: 'West', subRegion: 'West' as const }
    ours.identify({
      member: { ...ours.identity()!.member, grants: ['regional'] },
      ics: 'QK1',
      example: false,
    })
    mergeSystems(contextOf(ours), { from: ['QUA', 'QHL'], into, on: '2026-11-01' })
    expect(learningNetwork(contextOf(ours)).links).toMatchObject([{ from: 'QXX', to: 'QK1' }])
    expect(listStudies(contextOf(ours))).toMatchObject([{ ics: 'QXX', system: 'West' }])
  })
})
