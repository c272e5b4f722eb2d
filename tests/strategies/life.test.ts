import { describe, expect, it } from 'vitest'
import { newService, refusal } from '../helpers.ts'
import { detail, newStrategy, offered, sign, strategyService, write } from './fixtures.ts'

describe('a strategy', () => {
  it('begins as a draft with a text of its own', async () => {
    const { service } = await strategyService()
    const { id } = await service.ask('strategies.create', {
      template: 'blank',
      title: 'Diabetes in the Midlands',
      priorities: [3],
    })
    const [summary] = await service.ask('strategies.list', {})
    expect(summary).toMatchObject({
      id,
      title: 'Diabetes in the Midlands',
      state: 'draft',
      priorities: [3],
      document: `document:strategy-${id}`,
      signed: 0,
      systems: 11,
      commitments: 0,
      updatedBy: 'Robin Tester',
    })
    const { state, mayWrite } = await service.ask('document.open', {
      document: `document:strategy-${id}`,
    })
    expect([mayWrite, state.length > 4]).toEqual([true, true])
  })

  it('goes from draft over review and agreement to publication', async () => {
    const { service } = await strategyService()
    const { id, version } = await sign(service)
    const said = (await service.ask('strategies.move', { id, to: 'agreed' })).said
    expect(said).toContain('signed by 1 of 11 systems')
    await service.ask('strategies.move', { id, to: 'published' })
    expect(await detail(service, id)).toMatchObject({
      state: 'published',
      published: version,
      publishedOn: '2026-11-21',
      changedSinceOffered: false,
    })
    await write(service, id, 'We will act more.')
    expect((await detail(service, id)).changedSinceOffered).toBe(true)
  })

  it('says why it may not move, and what is missing', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const why = async (move: object) =>
      (await refusal(service, 'strategies.move', { id, ...move } as never)).message
    expect(await why({ to: 'agreed' })).toContain('Offer a version for review first')
    expect(await why({ to: 'published' })).toContain('Only an agreed strategy')
    expect(await why({ to: 'draft' })).toContain('draft already')
    const version = crypto.randomUUID()
    expect(await why({ to: 'in-review', version })).toContain('no such version')
    const review = await offered(service)
    const unsigned = await refusal(service, 'strategies.move', { id: review.id, to: 'agreed' })
    expect(unsigned.message).toContain('No system has signed')
    const draft = { id: review.id, to: 'superseded', by: id } as const
    expect((await refusal(service, 'strategies.move', draft)).message).toContain('Only an agreed')
  })

  it('gives its place to another that is agreed', async () => {
    const { service } = await strategyService()
    const [old, next] = [await sign(service), await sign(service)]
    await service.ask('strategies.move', { id: old.id, to: 'agreed' })
    const move = { id: old.id, to: 'superseded', by: next.id } as const
    expect((await refusal(service, 'strategies.move', move)).message).toContain('once it is agreed')
    await service.ask('strategies.move', { id: next.id, to: 'agreed' })
    await service.ask('strategies.move', move)
    expect((await detail(service, old.id)).supersededBy?.id).toBe(next.id)
    expect((await detail(service, next.id)).supersedes?.id).toBe(old.id)
    const back = { id: old.id, to: 'draft' } as const
    expect((await refusal(service, 'strategies.move', back)).message).toContain('stays as it is')
  })

  it('is taken back step by step', async () => {
    const { service } = await strategyService()
    const { id } = await sign(service)
    await service.ask('strategies.move', { id, to: 'agreed' })
    const undo = async () => {
      await service.ask('undo.last', {})
      return (await service.ask('strategies.list', {}))[0]
    }
    expect(await undo()).toMatchObject({ state: 'in-review', signed: 1 })
    expect(await undo()).toMatchObject({ state: 'in-review', signed: 0 })
    expect(await undo()).toMatchObject({ state: 'draft' })
    await service.ask('undo.redo', {})
    await service.ask('undo.redo', {})
    expect((await service.ask('strategies.list', {}))[0]).toMatchObject({ signed: 1 })
  })

  it('is begun and moved only by co-chairs and regional staff', async () => {
    const lead = await newService(['lead:QK1'])
    const why = await refusal(lead, 'strategies.create', { template: 'blank', title: 'Ours' })
    expect(why.message).toContain('Only workshop co-chairs and regional staff')
  })

  it('is found by its title', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const found = await service.ask('search', { query: 'diabetes midl' })
    expect(found.find(({ kind }) => kind === 'strategy')).toMatchObject({
      id,
      title: 'Diabetes in the Midlands',
      detail: 'Strategy, draft',
    })
  })
})
