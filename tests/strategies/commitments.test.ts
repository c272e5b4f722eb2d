import { describe, expect, it } from 'vitest'
import { refusal } from '../helpers.ts'
import { detail, newStrategy, strategyService } from './fixtures.ts'

const ICS = 'QK1'

async function strategy() {
  const { service } = await strategyService()
  const id = await newStrategy(service)
  const action = (reference: string) => service.ask('action.get', { ics: ICS, reference })
  return { service, id, action }
}

describe('a commitment', () => {
  it('is carried by an action there is, which gets its owner, date and next step', async () => {
    const { service, id, action } = await strategy()
    const { id: owner } = await service.ask('owners.save', {
      ics: ICS,
      fields: { name: 'Ben Cole' },
    })
    const made = await service.ask('strategies.commit', {
      ...{ id, ics: ICS, text: 'Open two clinics', owner, due: '2027-03-31' },
      action: 'HS1.e2',
    })
    expect(made.action).toBe('HS1.e2')
    const { row, commitments } = await action('HS1.e2')
    expect(row).toMatchObject({
      status: 'planned',
      owner,
      due: '2027-03-31',
      nextStep: 'Open two clinics',
    })
    expect(commitments).toMatchObject([
      { text: 'Open two clinics', strategy: id, title: 'Diabetes in the Midlands' },
    ])
    expect((await detail(service, id)).commitmentsMade).toMatchObject([
      {
        id: made.commitment,
        ics: ICS,
        system: 'Leicester, Leicestershire and Rutland',
        owner: 'Ben Cole',
        status: 'planned',
      },
    ])
  })

  it('may bring an action of the system’s own with it', async () => {
    const { service, id, action } = await strategy()
    const made = await service.ask('strategies.commit', {
      ...{ id, ics: ICS, text: 'Train every practice', recommendation: 'HS1.e' },
    })
    expect((await action(made.action)).row).toMatchObject({
      title: 'Train every practice',
      status: 'planned',
      source: 'local',
    })
  })

  it('does not read as done where its action was done before it', async () => {
    const { service, id } = await strategy()
    const say = (status: 'embedded' | 'in-progress') =>
      service.ask('action.update', { ics: ICS, reference: 'HS1.e2', changes: { status } })
    await say('embedded')
    const commitment = { id, ics: ICS, text: 'Open two more', action: 'HS1.e2' }
    await service.ask('strategies.commit', commitment)
    const made = async () => (await detail(service, id)).commitmentsMade[0]
    expect(await made()).toMatchObject({ status: 'planned', doneBefore: true })
    await say('in-progress')
    expect(await made()).toMatchObject({ status: 'in-progress', doneBefore: false })
    await say('embedded')
    expect(await made()).toMatchObject({ status: 'embedded', doneBefore: false })
  })

  it('is taken back by one undo, with all that it wrote', async () => {
    const { service, id, action } = await strategy()
    const before = (await action('HS1.e2')).row
    await service.ask('strategies.commit', {
      ...{ id, ics: ICS, text: 'Open two clinics', due: '2027-03-31', action: 'HS1.e2' },
    })
    await service.ask('undo.last', {})
    const { row, commitments } = await action('HS1.e2')
    expect({ ...row, updatedAt: null }).toEqual({
      ...before,
      updatedAt: null,
      updatedBy: row.updatedBy,
    })
    expect(commitments).toEqual([])
    expect((await detail(service, id)).commitments).toBe(0)
  })

  it('can be reworded and taken back, and its action stays', async () => {
    const { service, id, action } = await strategy()
    const { commitment } = await service.ask('strategies.commit', {
      ...{ id, ics: ICS, text: 'Open two clinics', action: 'HS1.e2' },
    })
    const edit = { id: commitment, ics: ICS }
    await service.ask('strategies.editCommitment', { ...edit, text: 'Open three clinics' })
    expect((await detail(service, id)).commitmentsMade[0]?.text).toBe('Open three clinics')
    await service.ask('strategies.editCommitment', { ...edit, removed: true })
    expect((await detail(service, id)).commitmentsMade).toEqual([])
    expect((await action('HS1.e2')).row.status).toBe('planned')
    const gone = await refusal(service, 'strategies.editCommitment', { ...edit, text: 'Another' })
    expect(gone.message).toContain('not there any more')
  })

  it('is refused in clear words when it cannot be carried', async () => {
    const { service, id } = await strategy()
    const promise = { id, ics: ICS, text: 'Open two clinics' }
    const tries = [
      [promise, 'Say which action carries it'],
      [{ ...promise, action: 'HS9.z9' }, 'There is no action HS9.z9'],
      [{ ...promise, recommendation: 'HS9.z' }, 'There is no recommendation HS9.z'],
      [{ ...promise, action: 'HS1.e2', owner: crypto.randomUUID() }, 'not in this system’s'],
      [{ ...promise, ics: 'QWU', action: 'HS1.e2' }, 'Only a lead of'],
    ] as const
    for (const [input, reason] of tries)
      expect((await refusal(service, 'strategies.commit', input)).message).toContain(reason)
  })
})
