import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Block, Inline } from '../../domain/publication/tree.ts'
import type { Service } from '../../main/service.ts'
import { newService, refusal } from '../helpers.ts'
import { PERIOD, TODAY } from './fixtures.ts'

const REFERENCE = 'HS1.e2'

let service: Service

beforeEach(async () => {
  service = await newService(['regional', 'lead:QK1'], () => Date.parse(`${TODAY}T12:00:00Z`))
  await service.ask('action.update', {
    ics: 'QK1',
    reference: REFERENCE,
    changes: { status: 'complete', note: 'Every ward does it now.' },
  })
})

const period = { ...PERIOD, to: TODAY }

describe('the calls about reports', () => {
  it('freeze the record, show a section of it and trace a figure to the words behind it', async () => {
    const { id, report } = await service.ask('reports.freeze', period)
    const { blocks } = await service.ask('reports.section', { freeze: id, section: 'progress' })
    const keys = valuesIn(blocks).map(({ source }) => source.figure)
    expect(keys).toContain('done@QK1')
    const figure = await service.ask('reports.figure', { freeze: id, key: 'done@QK1' })
    expect(figure).toMatchObject({ text: '1 of 246 (0.4%)', numerator: 1, denominator: 246 })
    expect(figure.traced).toEqual([
      {
        id: figure.entries[0],
        at: expect.stringContaining(TODAY),
        by: 'Robin Tester',
        where: 'Leicester, Leicestershire and Rutland',
        said: `${REFERENCE}: status Complete; progress note “Every ward does it now.”`,
        about: { action: REFERENCE, ics: 'QK1' },
      },
    ])
    const found = await service.ask('reports.figures', {
      freeze: id,
      search: 'stalled lincolnshire',
    })
    expect(found.map(({ key }) => key)).toEqual(['stalled@QJM'])
    const detail = await service.ask('reports.get', { id: report })
    expect(detail).toMatchObject({ freeze: { id }, freezes: 1, mayWrite: true, done: 0 })
    expect(detail.contents.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['summary', 'priority-10', 'system-QK1', 'unknown']),
    )
  })

  it('say how far they are while a freeze is read again, and can be called off', async () => {
    const { id: freeze, report } = await service.ask('reports.freeze', period)
    const { path } = await service.ask('record.info', {})
    rmSync(join(path, 'cache'), { recursive: true })
    const asked = [
      ['reports.get', { id: report }],
      ['reports.section', { freeze, section: 'progress' }],
      ['reports.figures', { freeze }],
      ['reports.figure', { freeze, key: 'done@QK1' }],
    ] as const
    for (const [procedure, input] of asked) {
      const job = randomUUID()
      const heard: string[] = []
      const stop = service.listen((event) => {
        if (!('job' in event) || event.job !== job) return
        heard.push(event.type)
        if (event.type === 'progress') void service.ask('job.cancel', { job })
      })
      expect(await service.call(procedure, { ...input, job })).toMatchObject({
        ...{ ok: false, error: { code: 'cancelled' } },
      })
      expect(heard).toEqual(['progress', 'ended'])
      stop()
    }
    expect(await service.ask('reports.get', { id: report })).toMatchObject({
      freeze: { id: freeze },
    })
  })

  it('draw every section and annex of every scope and kind', async () => {
    for (const scope of ['region', 'sub-region:East', 'system:QK1', 'priority:4'] as const) {
      const kind = scope === 'region' ? 'impact' : 'quarterly'
      const { id, report } = await service.ask('reports.freeze', { ...period, scope, kind })
      const { contents, annexes } = await service.ask('reports.get', { id: report })
      for (const { key } of [...contents, ...annexes]) {
        const shown = await service.ask('reports.section', { freeze: id, section: key })
        // A foreword is for people to write; all else the product can say something of.
        expect([scope, key, shown.blocks.length > 0]).toEqual([scope, key, key !== 'foreword'])
      }
    }
  })

  it('are undone, but for the freeze, which stays', async () => {
    const { report, id } = await service.ask('reports.freeze', period)
    const section = { report, section: 'summary' }
    const state = async () => (await service.ask('reports.get', { id: report })).contents[0]?.state
    await service.ask('reports.saveSection', { ...section, fields: { state: 'done' } })
    expect((await service.ask('reports.list', {}))[0]?.done).toBe(1)
    await service.ask('undo.last', {})
    expect(await state()).toBe('not-begun')
    await service.ask('reports.save', { id: report, fields: { title: 'A better name' } })
    await service.ask('reports.save', { id: report, fields: { removed: true } })
    expect(await service.ask('reports.list', {})).toEqual([])
    await service.ask('undo.last', {})
    await service.ask('undo.last', {})
    expect((await service.ask('reports.list', {}))[0]?.title).toContain('Impact report')
    expect(await service.ask('reports.verify', { freeze: id })).toMatchObject({ ok: true })
  })

  it('refuse whoever may not write for the region, and what is not there', async () => {
    const { id } = await service.ask('reports.freeze', period)
    expect(await refusal(service, 'reports.figure', { freeze: id, key: 'none@such' })).toEqual({
      code: 'wrong-call',
      message: 'This freeze has no figure none@such.',
    })
    expect(
      (await refusal(service, 'reports.section', { freeze: id, section: 'nonsense' })).message,
    ).toBe('This report has no section nonsense.')
    const lead = await newService(['lead:QK1'])
    expect((await refusal(lead, 'reports.freeze', period)).code).toBe('failed')
  })
})

/** Every traceable value in some blocks. */
function valuesIn(blocks: Block[]): Extract<Inline, { kind: 'value' }>[] {
  const found: Extract<Inline, { kind: 'value' }>[] = []
  JSON.stringify(blocks, (_, part) => {
    if (part?.kind === 'value') found.push(part)
    return part
  })
  return found
}
