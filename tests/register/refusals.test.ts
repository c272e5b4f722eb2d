import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Input, Procedure } from '../../preload/contract.ts'
import { HOME, newService, REFERENCE, refusal } from '../helpers.ts'

const at = { ics: HOME, reference: REFERENCE }
/** Invented, with a right check digit. */
const NHS_NUMBER = '943 476 5919'

/** Keeps procedure and input together in a table of cases. */
const asking = <P extends Procedure>(procedure: P, input: Input<P>): [P, Input<P>] => [
  procedure,
  input,
]

test.each([
  [
    'wrong-call',
    /Not applicable needs a reason/,
    asking('action.update', { ...at, changes: { status: 'not-applicable' } }),
  ],
  ['wrong-call', /Say what to change/, asking('action.update', { ...at, changes: {} })],
  [
    'wrong-call',
    /There is no system QZZ. The systems are .*QK1/,
    asking('register.list', { ics: 'QZZ' }),
  ],
  [
    'wrong-call',
    /There is no action HS1\.e99 in QK1/,
    asking('action.update', { ics: HOME, reference: 'HS1.e99', changes: { note: 'x' } }),
  ],
  [
    'wrong-call',
    /not in this system’s directory/,
    asking('action.update', { ...at, changes: { owner: randomUUID() } }),
  ],
  [
    'wrong-call',
    /not in this system’s directory/,
    asking('owners.save', { ics: HOME, id: randomUUID(), fields: { phone: '1' } }),
  ],
  [
    'wrong-call',
    /Give the owner a name/,
    asking('owners.save', { ics: HOME, fields: { role: 'Lead' } }),
  ],
  ['wrong-call', /cannot adopt its own approach/, asking('action.adopt', { ...at, from: HOME })],
  [
    'wrong-call',
    /There is no recommendation HS1\.z/,
    asking('action.addLocal', { ics: HOME, recommendation: 'HS1.z', title: 'Title' }),
  ],
  [
    'failed',
    /is the commission's own action/,
    asking('action.editLocal', { ...at, title: 'Better' }),
  ],
  [
    'failed',
    /evidence is not there any more/,
    asking('evidence.remove', { ics: HOME, id: randomUUID() }),
  ],
  [
    'failed',
    /nothing left to settle/,
    asking('conflicts.settle', {
      ics: HOME,
      subject: `action:${REFERENCE}`,
      field: 'status',
      value: 'planned',
    }),
  ],
  [
    'wrong-call',
    /does not fit status/,
    asking('conflicts.settle', {
      ics: HOME,
      subject: `action:${REFERENCE}`,
      field: 'status',
      value: 'nearly',
    }),
  ],
  ['failed', /has been undone already/, asking('undo.batch', { batch: randomUUID() })],
  [
    'failed',
    /Only a lead of Lincolnshire can change its record/,
    asking('action.update', { ics: 'QJM', reference: REFERENCE, changes: { note: 'x' } }),
  ],
  [
    'failed',
    /Only a lead of Lincolnshire/,
    asking('action.bulkUpdate', { ics: 'QJM', references: [REFERENCE], changes: { note: 'x' } }),
  ],
  [
    'failed',
    /Only a lead of Lincolnshire/,
    asking('evidence.add', { ics: 'QJM', reference: REFERENCE, title: 'T', location: 'L' }),
  ],
  [
    'failed',
    /Only a lead of Lincolnshire/,
    asking('owners.save', { ics: 'QJM', fields: { name: 'N' } }),
  ],
  [
    'failed',
    /Only a lead of Lincolnshire/,
    asking('action.addLocal', { ics: 'QJM', recommendation: 'HS1.e', title: 'Title' }),
  ],
] as const)('%s: %s', async (code, message, [procedure, input]) => {
  const service = await newService()
  const before = await service.ask('record.info', {})
  expect(await refusal(service, procedure, input as never)).toEqual({
    code,
    message: expect.stringMatching(message),
  })
  expect((await service.ask('record.info', {})).entries).toBe(before.entries)
})

test('an NHS number is refused in whatever text it stands, with the reason, and nothing is written', async () => {
  const service = await newService()
  const texts: [Procedure, unknown][] = [
    ['action.update', { ...at, changes: { note: `Seen: ${NHS_NUMBER}.` } }],
    ['action.update', { ...at, changes: { nextStep: NHS_NUMBER } }],
    ['action.bulkUpdate', { ics: HOME, references: [REFERENCE], changes: { note: NHS_NUMBER } }],
    ['action.addLocal', { ics: HOME, recommendation: 'HS1.e', title: NHS_NUMBER }],
    ['action.addLocal', { ics: HOME, recommendation: 'HS1.e', title: 'Fine', summary: NHS_NUMBER }],
    ['evidence.add', { ...at, title: NHS_NUMBER, location: 'x' }],
    ['evidence.add', { ...at, title: 'x', location: `C:\\${NHS_NUMBER.replaceAll(' ', '')}.docx` }],
    ['owners.save', { ics: HOME, fields: { name: NHS_NUMBER } }],
    ['owners.save', { ics: HOME, fields: { name: 'Ann', phone: NHS_NUMBER } }],
    ['views.save', { name: NHS_NUMBER, state: null }],
    ['views.save', { name: 'x', state: { deep: [{ in: NHS_NUMBER }] } }],
    ['views.save', { name: 'x', state: { [NHS_NUMBER]: true } }],
    ['search', { query: NHS_NUMBER }],
  ]
  for (const [procedure, input] of texts)
    expect(await service.call(procedure, input), JSON.stringify(input)).toEqual({
      ok: false,
      error: { code: 'failed', message: expect.stringMatching(/NHS number.*Take the number out/) },
    })
  expect((await service.ask('record.info', {})).entries).toBe(1)
  expect(await service.ask('views.list', {})).toEqual([])
})

test('a member who leads nothing reads everything and is told why they may not write', async () => {
  const service = await newService(['viewer'])
  const { mayEdit, whyNot } = await service.ask('action.get', at)
  expect({ mayEdit, whyNot }).toEqual({
    mayEdit: false,
    whyNot: expect.stringMatching(
      /^Only a lead of Leicester, Leicestershire and Rutland can change/,
    ),
  })
})

test('calls that do not fit the contract are told apart and never throw', async () => {
  const service = await newService()
  for (const [procedure, input] of [
    ['no.such.call', {}],
    ['toString', {}],
    ['register.list', null],
    ['register.list', { ics: 7 }],
    ['register.list', { ics: HOME, filter: { colour: 'red' } }],
    ['action.update', { ...at, changes: { status: 'nearly' } }],
    ['action.update', { ...at, changes: { due: '2027-02-30' } }],
    ['action.update', { ...at, changes: { note: 'x'.repeat(4001) } }],
  ] as const)
    expect(await service.call(procedure, input)).toMatchObject({
      ok: false,
      error: { code: 'wrong-call' },
    })
})

test('before there is a record, what needs one says so, and the systems can be chosen among', async () => {
  const { serviceIn, temporaryFolder } = await import('../helpers.ts')
  const service = await serviceIn(temporaryFolder())
  expect(await service.ask('systems.list', {})).toHaveLength(11)
  expect(await service.ask('settings.get', {})).toEqual({})
  expect((await refusal(service, 'register.list', { ics: HOME })).message).toMatch(
    /There is no record here yet/,
  )
  expect(await refusal(service, 'record.create', { ics: 'QZZ', name: 'X' })).toMatchObject({
    code: 'wrong-call',
  })
  expect((await refusal(service, 'record.create', { name: 'X' })).message).toMatch(/which system/)
})

test.each([
  [['regional'], 'QHL'],
  [['viewer', 'chair'], 'QHL'],
  [['lead:QT1', 'regional'], 'QT1'],
] as const)('a record of %s may leave the system out', async (grants, shown) => {
  const { serviceIn, temporaryFolder } = await import('../helpers.ts')
  const service = await serviceIn(temporaryFolder())
  const state = await service.ask('record.create', { name: 'Robin', grants: [...grants] })
  expect(state).toMatchObject({ ics: shown, member: { grants } })
})
