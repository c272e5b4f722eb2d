import { describe, expect, it } from 'vitest'
import { createStrategy, moveStrategy } from '../../main/strategies/deeds.ts'
import { strategyDetail } from '../../main/strategies/read.ts'
import { signStrategy } from '../../main/strategies/signatures.ts'
import { keepVersion } from '../../main/strategies/versions.ts'
import { contextOf, exchange, newRecord, refusal } from '../helpers.ts'
import { detail, offered, sign, strategyService, write } from './fixtures.ts'

const ours = async (service: Parameters<typeof detail>[0], id: string, ics = 'QK1') =>
  (await detail(service, id)).signatures.find((each) => each.ics === ics)

describe('a signature', () => {
  it('stands under the version on offer, with name, role and reservations', async () => {
    const { service } = await strategyService()
    const { id, version, hash } = await offered(service)
    await service.ask('strategies.sign', {
      ...{ id, ics: 'QK1', version, hash, name: 'Asha Patel', role: 'Chief executive' },
      reservations: 'Subject to funding',
    })
    expect(await ours(service, id)).toMatchObject({
      standing: 'current',
      versionName: 'First',
      name: 'Asha Patel',
      on: '2026-11-21',
      reservations: 'Subject to funding',
      withdrawn: null,
    })
    const { signed, systems, maySign } = await detail(service, id)
    expect([signed, systems, maySign]).toEqual([1, 11, ['QK1']])
  })

  it('is one of an earlier version once another is on offer', async () => {
    const { service } = await strategyService()
    const { id } = await sign(service)
    await write(service, id, 'We will act sooner.')
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'Second' })
    await service.ask('strategies.move', { id, to: 'in-review', version })
    expect(await ours(service, id)).toMatchObject({ standing: 'earlier', versionName: 'First' })
    expect((await detail(service, id)).signed).toBe(0)
  })

  it('can be taken back with a reason, and given again', async () => {
    const { service } = await strategyService()
    const { id, signature } = await sign(service)
    const withdraw = { id, ics: 'QK1', reason: 'The board changed its mind' }
    await service.ask('strategies.withdrawSignature', withdraw)
    expect(await ours(service, id)).toMatchObject({
      standing: 'withdrawn',
      withdrawn: 'The board changed its mind',
    })
    const again = await refusal(service, 'strategies.withdrawSignature', withdraw)
    expect(again.message).toContain('no signature here')
    await service.ask('strategies.sign', signature)
    expect(await ours(service, id)).toMatchObject({ standing: 'current', withdrawn: null })
  })

  it('is taken back by undo as if it had never been', async () => {
    const { service } = await strategyService()
    const { id, signature } = await sign(service)
    await service.ask('undo.last', {})
    expect(await ours(service, id)).toMatchObject({ standing: 'none', name: null })
    await service.ask('strategies.sign', signature)
    expect(await ours(service, id)).toMatchObject({ standing: 'current' })
  })

  it('is refused in clear words when something is wrong with it', async () => {
    const { service } = await strategyService()
    const { id, version, hash, signature } = await sign(service)
    await write(service, id, 'Other words')
    const { version: other } = await service.ask('strategies.keepVersion', { id, name: 'Second' })
    const tries = [
      [{ ...signature, ics: 'QWU' }, 'Only a lead of'],
      [{ ...signature, ics: 'XXX' }, 'There is no system XXX'],
      [{ ...signature, hash: hash.replace(/./, (c) => (c === '0' ? '1' : '0')) }, 'not the one on'],
      [{ ...signature, version: other }, 'not the version on offer'],
      [{ ...signature, version: crypto.randomUUID() }, 'no such version'],
    ] as const
    for (const [input, reason] of tries)
      expect((await refusal(service, 'strategies.sign', input)).message).toContain(reason)
    await service.ask('strategies.move', { id, to: 'draft' })
    expect((await refusal(service, 'strategies.sign', signature)).message).toContain('on offer')
    expect(version).toBe(signature.version)
  })

  it('is not inherited: a system that takes over signs for itself', () => {
    const records = [newRecord(['regional']), newRecord(['lead:QK1'])] as const
    const [region, lead] = [contextOf(records[0]), contextOf(records[1])]
    const { id } = createStrategy(region, { template: 'blank', title: 'Joint' })
    const { version } = keepVersion(region, { id, name: 'First' })
    moveStrategy(region, { id, to: 'in-review', version })
    exchange(...records)
    const { hash = '' } = strategyDetail(lead, id).versions[0] ?? {}
    const who = { name: 'Asha Patel', role: 'Chief executive' }
    signStrategy(lead, { id, ics: 'QK1', version, hash, ...who })
    exchange(...records)
    expect(strategyDetail(region, id)).toMatchObject({ signed: 1, systems: 11 })
    const into = { ods: 'Q99', ons: 'E54000099', name: 'East Midlands', subRegion: 'East' } as const
    records[0].write(
      [
        {
          stream: 'region',
          draft: { kind: 'merger', from: ['QK1', 'QPM'], into, on: '2026-11-01' },
        },
      ],
      crypto.randomUUID(),
    )
    exchange(...records)
    const after = strategyDetail(region, id)
    expect(after).toMatchObject({ signed: 0, systems: 10 })
    expect(after.signatures.find(({ ics }) => ics === 'Q99')?.standing).toBe('none')
    expect(() => signStrategy(lead, { id, ics: 'QK1', version, hash, ...who })).toThrow('closed')
  })
})

describe('two people who decide apart', () => {
  it('leave a conflict for somebody to settle', () => {
    const records = [newRecord(['chair']), newRecord(['regional'])] as const
    const [a, b] = [contextOf(records[0]), contextOf(records[1])]
    const { id } = createStrategy(a, { template: 'blank', title: 'Joint' })
    const versions = ['First', 'Second'].map((name) => keepVersion(a, { id, name }).version)
    exchange(...records)
    moveStrategy(a, { id, to: 'in-review', version: versions[0] ?? '' })
    moveStrategy(b, { id, to: 'in-review', version: versions[1] ?? '' })
    exchange(...records)
    expect(strategyDetail(a, id).conflicts).toEqual(['offered'])
    expect(strategyDetail(b, id).offered).toBe(strategyDetail(a, id).offered)
    moveStrategy(a, { id, to: 'in-review', version: versions[0] ?? '' })
    exchange(...records)
    expect(strategyDetail(b, id)).toMatchObject({ conflicts: [], offered: versions[0] })
  })
})
