import { describe, expect, it } from 'vitest'
import { LiveContent, type LiveQuery } from '../../domain/documents/live.ts'
import type { Service } from '../../main/service.ts'
import { HOME } from '../helpers.ts'
import { newStrategy, strategyService } from './fixtures.ts'

/** What a block shows; it always keeps to its shape. */
async function resolve(service: Service, query: LiveQuery): Promise<LiveContent> {
  const { content } = await service.ask('live.resolve', { query })
  expect(LiveContent.parse(content)).toEqual(content)
  for (const row of content.rows) expect(row).toHaveLength(content.columns.length)
  return content
}

const headings = ({ columns }: LiveContent) => columns.map(({ heading }) => heading)

describe('a live block', () => {
  it('shows the actions of one system as they stand, with the entries behind them', async () => {
    const { service } = await strategyService()
    await service.ask('action.update', {
      ...{ ics: HOME, reference: 'HS1.e2' },
      changes: { status: 'in-progress', due: '2027-01-30', nextStep: 'Open a clinic' },
    })
    const filter = { references: ['HS1.e2', 'HS1.e1'] }
    const content = await resolve(service, { kind: 'actions', ics: HOME, filter })
    expect(
      content.rows.map(([reference, , status, , , due, next]) => [reference, status, due, next]),
    ).toEqual([
      ['HS1.e1', 'Not started', '–', '–'],
      ['HS1.e2', 'In progress', '30 Jan 2027', 'Open a clinic'],
    ])
    expect(content.meaning).toMatch(/^2 of \d+ actions of .*: 1 in progress, 1 not started\.$/)
    expect(content).toMatchObject({ asOf: '2026-11-21', gone: null, drawing: null })
    expect(content.source.entries).toHaveLength(1)
  })

  it('counts all systems, with not applicable apart', async () => {
    const { service } = await strategyService(['lead:QK1', 'lead:QWU', 'chair'])
    const change = (ics: string, changes: object) =>
      service.ask('action.update', { ics, reference: 'HS1.e2', changes })
    await change('QK1', { status: 'complete' })
    await change('QWU', { status: 'not-applicable', note: 'No such service here' })
    const filter = { references: ['HS1.e2'] }
    const all = await resolve(service, { kind: 'actions', ics: null, filter })
    const done = headings(all).indexOf('Done, of those it applies to')
    expect(all.rows[0]?.[done]).toBe('1 of 10')
    const systems = await resolve(service, { kind: 'systems', filter })
    const cell = (name: string) => systems.rows.find(([first]) => first === name)?.at(-1)
    expect(cell('Leicester, Leicestershire and Rutland')).toBe('1 of 1')
    expect(cell('Coventry and Warwickshire')).toBe('0 of 0')
    expect(cell('All systems')).toBe('1 of 10')
    expect(systems.rows).toHaveLength(12)
  })

  it('narrows by what the filter asks for, and says so', async () => {
    const { service } = await strategyService()
    const { title, rows } = await resolve(service, {
      kind: 'actions',
      ics: null,
      filter: { focusArea: ['HS1'], priority: [1], search: 'smoking' },
    })
    expect(title).toBe('Actions of all systems: focus area HS1, priority 1, about “smoking”')
    for (const [reference] of rows) expect(reference).toMatch(/^HS1\./)
  })

  it('shows commitments with who answers and by when', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await service.ask('strategies.commit', {
      ...{ id, ics: HOME, text: 'Open two clinics', due: '2027-03-31', action: 'HS1.e2' },
    })
    const all = await resolve(service, { kind: 'commitments', strategy: id, ics: null })
    expect(all.rows).toEqual([
      [
        'Leicester, Leicestershire and Rutland',
        'Open two clinics',
        '–',
        '31 Mar 2027',
        'HS1.e2',
        'Planned',
      ],
    ])
    expect(all.meaning).toBe('1 commitment by 1 of 11 systems; 0 of 1 done.')
    const none = await resolve(service, { kind: 'commitments', strategy: id, ics: 'QWU' })
    expect(none).toMatchObject({ gone: 'Nobody has committed to anything here yet.', meaning: '' })
  })

  it('says in a sentence what is gone', async () => {
    const { service } = await strategyService()
    const missing = crypto.randomUUID()
    const gone = async (query: LiveQuery) => {
      const { gone: sentence, meaning, rows } = await resolve(service, query)
      expect({ meaning, rows }).toEqual({ meaning: '', rows: [] })
      return sentence
    }
    const metric = { kind: 'metric', metric: 'none', picture: 'trend', area: null } as const
    expect(await gone(metric)).toContain('The metric “none” is not in this record.')
    expect(await gone({ kind: 'actions', ics: 'XXX', filter: {} })).toContain('no system XXX')
    expect(await gone({ kind: 'systems', filter: { references: ['HS9.z9'] } })).toContain(
      'No action',
    )
    expect(await gone({ kind: 'commitments', strategy: missing, ics: null })).toContain(
      'not in this',
    )
    expect(await gone({ kind: 'decisions', series: missing, search: '' })).toContain('not in this')
    expect(await gone({ kind: 'decisions', series: null, search: '' })).toContain('No workshop')
    expect(await gone({ kind: 'case-studies', keys: ['report:3'], search: '' })).toContain(
      'not in this record',
    )
  })
})

describe('live blocks of the example', () => {
  it('draw metrics, list decisions, and show every action of the region', async () => {
    const { service } = await strategyService()
    await service.ask('record.createExample', {})
    const [metric] = (await service.ask('metrics.list', {})).filter(
      ({ systemsWithValues }) => systemsWithValues === 11,
    )
    for (const picture of ['trend', 'map', 'systems'] as const) {
      const drawn = await resolve(service, {
        ...{ kind: 'metric', metric: metric?.definition.id ?? '', picture, area: 'E54000015' },
      })
      expect(drawn).toMatchObject({ gone: null, drawing: { svg: expect.stringMatching(/^<svg/) } })
      expect(drawn.title).toContain(metric?.definition.name)
      expect(drawn.rows.length).toBeGreaterThan(3)
      if (picture === 'map') expect(drawn.notes.join()).toContain('Office for National Statistics')
    }

    const decisions = await resolve(service, { kind: 'decisions', series: null, search: '' })
    const word = decisions.rows[0]?.[2]?.split(' ')[1] ?? ''
    const found = await resolve(service, { kind: 'decisions', series: null, search: word })
    expect(found.rows.length).toBeLessThan(decisions.rows.length)
    expect(found.rows).toContainEqual(decisions.rows[0])
    expect(decisions.source.entries.length).toBeGreaterThanOrEqual(decisions.rows.length)

    const actions = await resolve(service, { kind: 'actions', ics: null, filter: {} })
    expect(actions.rows).toHaveLength(246)
    expect(actions.source.entries.length).toBeGreaterThan(300)
  })
})
