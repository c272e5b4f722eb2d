import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askOwner, noteAsked } from '../../main/register/replies/ask.ts'
import { saveOwner, updateAction } from '../../main/register/writing.ts'
import { fileShelf } from '../../main/runtime/files.ts'
import { openService } from '../../main/service.ts'
import { contextOf, HOME, newRecord, REFERENCE, refusal, temporaryFolder } from '../helpers.ts'
import { accord } from '../hosts/spawn.ts'
import { asked, replyTo, SECOND, serviceWithOwner, take } from './fixtures.ts'
import { pageIn } from './page-in.ts'

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

test('a question that was taken back takes no answers, and a day that is over is none to reply by', async () => {
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

test('a reply to another system’s question is taken in there, and only by who may write there', async () => {
  const { service } = await serviceWithOwner([`lead:${HOME}`, 'lead:QNC'])
  const { id: sam } = await service.ask('owners.save', { ics: 'QNC', fields: { name: 'Sam' } })
  const references = [REFERENCE]
  const changes = { owner: sam, due: '2026-10-31', status: 'planned' } as const
  await service.ask('action.bulkUpdate', { ics: 'QNC', references, changes })
  const { page } = await asked(service, sam, 'QNC')
  const reply = replyTo(page, { [REFERENCE]: { note: 'On its way.' } })
  const { left } = await take(service, { 'a.json': reply })
  expect(left).toEqual([
    'a.json answers a question that Staffordshire and Stoke-on-Trent asked. Take it in there.',
  ])
  expect(await take(service, { 'a.json': reply }, { ics: 'QNC' })).toMatchObject({
    taken: [{ owner: 'Sam', answers: 1 }],
  })
})

test('who may not change the record makes a letter without a form, and notes nothing', async () => {
  const record = newRecord()
  const context = contextOf(record)
  const { id: owner } = saveOwner(context, HOME, undefined, { name: 'Priya Shah' })
  updateAction(context, HOME, REFERENCE, { owner, due: '2026-10-31', status: 'planned' })
  const identity = record.identity()!
  record.identify({ ...identity, member: { ...identity.member, grants: ['viewer'] } })
  const shelf = fileShelf(temporaryFolder())
  onTestFinished(() => shelf.close())
  const asking = await askOwner(context, shelf, { ics: HOME, owner })
  expect(readFileSync(shelf.out(asking.file.token)!.path, 'latin1')).not.toContain('text/html')
  expect(noteAsked(context, asking)).toMatchObject({ entries: 0 })
})

test('one e-mail takes 300 actions, and what is left is said', async () => {
  const { service, owner } = await serviceWithOwner()
  const references = (await service.ask('register.list', { ics: HOME })).map((row) => row.reference)
  while (references.length < 304) {
    const title = `A step of our own, the ${references.length}th`
    const made = await service.ask('action.addLocal', { ics: HOME, recommendation: 'LA1.a', title })
    references.push(made.reference)
  }
  const changes = { owner, due: '2026-10-31', status: 'in-progress' as const }
  await service.ask('action.bulkUpdate', { ics: HOME, references, changes })
  expect(await service.ask('owners.email', { ics: HOME, owner })).toMatchObject({
    said: 'Asked Priya Shah about 300 actions, as many as one e-mail takes: 4 more are left',
  })
})

test('accord owners asks, takes replies in and decides, and a dry run changes nothing', async () => {
  const folder = temporaryFolder()
  const data = join(folder, 'record')
  const service = await openService({ dataDir: data })
  await service.ask('record.create', { ics: HOME, name: 'Robin', grants: [`lead:${HOME}`] })
  const { id: owner } = await service.ask('owners.save', { ics: HOME, fields: { name: 'Priya' } })
  const changes = { owner, due: '2020-01-31', status: 'planned' } as const
  await service.ask('action.update', { ics: HOME, reference: REFERENCE, changes })
  await service.close()
  const run = async (...args: string[]) => {
    const { stdout, stderr, code } = await accord('owners', ...args, '--data', data)
    expect([stderr, code]).toEqual(['', 0])
    return stdout
  }
  const eml = join(folder, 'ask.eml')
  expect(await run('ask', 'Priya', '--out', eml)).toMatch(
    /^Asked Priya about 1 action\. Written to/,
  )
  const reply = replyTo(pageIn(readFileSync(eml, 'latin1')), {
    [REFERENCE]: { status: 'complete', note: 'All done.' },
  })
  const path = join(folder, 'reply.json')
  writeFileSync(path, JSON.stringify(reply))
  expect(await run('take-replies', path, '--dry-run')).toBe(
    'reply.json: 1 answer from Priya would come in.\n',
  )
  expect(await run('answers')).toBe('No owner has answered yet.\n')
  expect(await run('take-replies', path, path)).toContain('reply.json is here already.')
  expect(await run('answers')).toMatch(/HS1\.e2 .*Priya .*Complete · All done\./)
  expect(await run('decide', 'accept', reply.id.slice(0, 8))).toBe(
    'HS1.e2: status complete, note added, from Priya.\n',
  )
  const wrong = await accord('owners', 'decide', 'accept', 'ffff', '--data', data)
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/No answer that waits/)])
})
