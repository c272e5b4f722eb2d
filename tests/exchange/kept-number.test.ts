import { expect, test } from 'vitest'
import { newService } from '../helpers.ts'

const note = (words: string) => ({ ics: 'QK1', reference: 'HS1.c2', changes: { note: words } })

test('a number that may be another is asked about once, and then kept', async () => {
  const service = await newService()
  const words = 'The order is 4505577104, due in May'
  const first = await service.call('action.update', note(words))
  expect(first).toMatchObject({ ok: false, error: { code: 'unsure-number' } })
  expect(await service.ask('text.keepNumber', {})).toEqual({ kept: true })
  expect(await service.call('action.update', note(words))).toMatchObject({ ok: true })
  expect(await service.call('action.update', note(`${words} or June`))).toMatchObject({ ok: true })
  // Nothing is kept that was not asked about.
  expect(await service.ask('text.keepNumber', {})).toEqual({ kept: false })
})

test('a patient’s number cannot be kept so', async () => {
  const service = await newService()
  const words = note('See 943 476 5919')
  expect(await service.call('action.update', words)).toMatchObject({
    ok: false,
    error: { code: 'failed', message: expect.stringMatching(/Take the number out/) },
  })
  await service.ask('text.keepNumber', {})
  expect(await service.call('action.update', words)).toMatchObject({ ok: false })
})
