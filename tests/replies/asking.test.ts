import { expect, test } from 'vitest'
import { HOME, REFERENCE, refusal } from '../helpers.ts'
import { asked, replyTo, SECOND, serviceWithOwner, take } from './fixtures.ts'

test('a reply becomes a proposal, and accepting it is one deed in the owner’s words', async () => {
  const { service, owner } = await serviceWithOwner()
  const { email, page } = await asked(service, owner)
  expect(email).toContain('To: ')
  expect(page).not.toContain('priya@example.nhs.uk')

  const reply = replyTo(page, {
    [REFERENCE]: { status: 'complete', note: 'The board signed it off.' },
    [SECOND]: { due: '2027-01-31', nextStep: 'Call the trusts' },
  })
  const dry = await take(service, { 'a.json': reply }, { dryRun: true })
  expect(dry).toMatchObject({
    entries: 0,
    taken: [{ name: 'a.json', owner: 'Priya Shah', answers: 2 }],
  })
  expect(await service.ask('owners.answers', { ics: HOME })).toEqual([])

  expect(await take(service, { 'a.json': reply })).toMatchObject({
    said: '1 reply taken in from Priya Shah',
    left: [],
  })
  const [first, second] = await service.ask('owners.answers', { ics: HOME })
  expect(first).toMatchObject({ reference: REFERENCE, decision: null, moved: [] })
  const written = await service.ask('owners.decide', {
    ics: HOME,
    decision: 'accepted',
    answers: [{ id: first!.id, seen: first!.seen }],
  })
  expect(written.said).toBe(`${REFERENCE}: status complete, note added, from Priya Shah`)
  const detail = await service.ask('action.get', { ics: HOME, reference: REFERENCE })
  expect(detail.row).toMatchObject({
    status: 'complete',
    note: 'Priya Shah: The board signed it off.',
    conflicts: 0,
  })
  expect(detail.timeline[0]?.byName).toBe('Robin Tester')
  expect(detail.asked).toMatchObject([
    { ownerName: 'Priya Shah', replyBy: '2026-12-05', answer: { decision: 'accepted' } },
  ])

  await service.ask('undo.last', {})
  const after = await service.ask('action.get', { ics: HOME, reference: REFERENCE })
  expect(after.row).toMatchObject({ status: 'in-progress', note: null })
  expect(after.asked).toMatchObject([{ answer: { decision: null } }])

  await service.ask('owners.decide', {
    ics: HOME,
    decision: 'declined',
    answers: [{ id: second!.id }],
    reason: 'Too late',
  })
  const { row } = await service.ask('action.get', { ics: HOME, reference: SECOND })
  expect(row).toMatchObject({ due: '2026-10-31', nextStep: null })
  expect(await service.ask('owners.asked', { ics: HOME })).toMatchObject({
    [owner]: { asked: [REFERENCE, SECOND], answered: [REFERENCE, SECOND] },
  })
})

test('what is forged, foreign, double or taken back stays out, and says why', async () => {
  const { service, owner } = await serviceWithOwner()
  const { page } = await asked(service, owner)
  const reply = replyTo(page, { [REFERENCE]: { note: 'All is well.' } })
  const other = await serviceWithOwner()
  const foreign = replyTo((await asked(other.service, other.owner)).page, {
    [REFERENCE]: { note: 'From elsewhere.' },
  })
  const { left, taken } = await take(service, {
    'good.json': reply,
    'again.json': reply,
    'changed.json': { ...reply, answers: [{ action: SECOND, says: { note: 'Else' } }] },
    'forged.json': { ...reply, token: 'A'.repeat(22) },
    'foreign.json': foreign,
    'beside.json': replyTo(page, { 'JW4.c1': { note: 'Not asked.' } }),
    'patient.json': replyTo(page, { [REFERENCE]: { note: 'Ask 943 476 5919' } }),
    'bare.json': replyTo(page, { [REFERENCE]: { status: 'not-applicable' } }),
    'letter.json': 'Dear all',
    'large.json': `${JSON.stringify(reply)}${' '.repeat(2_200_000)}`,
    'more.json': JSON.stringify({ ...reply, email: 'x@example.org' }),
  })
  expect(taken.map(({ name }) => name)).toEqual(['good.json'])
  expect(left).toEqual([
    'again.json is here already.',
    expect.stringMatching(/^changed\.json is another version of a reply that is here already/),
    expect.stringMatching(/^forged\.json does not come from the form that was sent/),
    expect.stringMatching(/^foreign\.json answers a question that this record does not know/),
    expect.stringMatching(/^beside\.json speaks of JW4\.c1, which was not asked about/),
    expect.stringMatching(/^patient\.json looks like it holds an NHS number/),
    expect.stringMatching(/^bare\.json says that HS1\.e2 does not apply, and gives no reason/),
    'letter.json is not a reply that the form has saved.',
    'large.json is too large to be a reply.',
    'more.json is not a reply that the form has saved.',
  ])
})

test('what moved since the owner was asked is said, and they may answer once more', async () => {
  const { service, owner } = await serviceWithOwner()
  const { page } = await asked(service, owner)
  await service.ask('action.update', {
    ics: HOME,
    reference: REFERENCE,
    changes: { status: 'blocked', note: 'No money.', due: null },
  })
  const early = replyTo(page, { [REFERENCE]: { note: 'First' } })
  const late = replyTo(
    page,
    { [REFERENCE]: { note: 'Second' } },
    { written: '2026-11-23T09:00:00.000Z' },
  )
  await take(service, { 'late.json': late, 'early.json': early })
  const found = await service.ask('owners.answers', { ics: HOME })
  expect(found.map(({ says }) => says.note)).toEqual(['Second'])
  expect(found[0]?.moved).toEqual([
    'It was in progress when they were asked, and is blocked now.',
    'It was due on 31 Oct 2026 when they were asked, and is without a date now.',
    'A newer note was written on 21 Nov 2026.',
  ])
})

test('what is not theirs any more leaves the action without an owner, unless somebody has it', async () => {
  const { service, owner } = await serviceWithOwner()
  const { page } = await asked(service, owner)
  const { id: sam } = await service.ask('owners.save', { ics: HOME, fields: { name: 'Sam' } })
  await service.ask('action.update', { ics: HOME, reference: SECOND, changes: { owner: sam } })
  await take(service, {
    'a.json': replyTo(page, { [REFERENCE]: { notMine: true }, [SECOND]: { notMine: true } }),
  })
  const answers = await service.ask('owners.answers', { ics: HOME })
  expect(answers.map(({ changes }) => changes.owner)).toEqual([null, undefined])
  await service.ask('owners.decide', {
    ics: HOME,
    decision: 'accepted',
    answers: answers.map(({ id, seen }) => ({ id, seen })),
  })
  const rows = await service.ask('register.list', { ics: HOME })
  const ownerOf = (reference: string) => rows.find((row) => row.reference === reference)?.owner
  expect([ownerOf(REFERENCE), ownerOf(SECOND)]).toEqual([null, sam])
})

test('a question that was taken back takes no answers, and who may not write sends a plain letter', async () => {
  const { service, owner } = await serviceWithOwner()
  const { page } = await asked(service, owner)
  await service.ask('undo.last', {})
  const { left } = await take(service, {
    'a.json': replyTo(page, { [REFERENCE]: { note: 'All is well.' } }),
  })
  expect(left).toEqual([expect.stringMatching(/^a\.json answers a question that was taken back/)])
  expect(await service.ask('owners.asked', { ics: HOME })).toEqual({})

  const error = await refusal(service, 'owners.email', {
    ...{ ics: HOME, owner },
    replyBy: '2026-11-01',
  })
  expect(error.message).toBe('1 Nov 2026 is over. Choose a later day.')
})
