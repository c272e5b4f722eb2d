import fc from 'fast-check'
import { MIMEMessage } from 'mimetext'
import { expect, test } from 'vitest'
import { readApart } from '../../main/imports/apart/read-apart.ts'
import { readAttached } from '../../main/imports/attached-texts.ts'
import { HOME, REFERENCE } from '../helpers.ts'
import { asked, replyTo, serviceWithOwner, take } from './fixtures.ts'
import { outlookMessage } from './outlook.ts'

/** An e-mail as a mail program saves it, with files attached in base64. */
function email(files: Record<string, string>, type = 'application/json'): string {
  const message = new MIMEMessage({
    toBase64: (text) => Buffer.from(text).toString('base64'),
    toBase64WebSafe: (text) => Buffer.from(text).toString('base64url'),
    eol: '\r\n',
    validateContentType: (each) => each,
  })
  message.setSender('priya@example.org')
  message.setSubject('RE: 2 actions to update')
  message.addMessage({ contentType: 'text/plain', data: 'Here it is. Priya' })
  for (const [filename, content] of Object.entries(files)) {
    const data = Buffer.from(content).toString('base64')
    message.addAttachment({ filename, contentType: type, data })
  }
  return message.asRaw()
}

test('replies come in from e-mails of any program, and from e-mails within them', async () => {
  const { service, owner } = await serviceWithOwner()
  const { page } = await asked(service, owner)
  const file = (note: string) => JSON.stringify(replyTo(page, { [REFERENCE]: { note } }), null, 2)
  const inner = email({ 'reply.json': file('Forwarded') })
  const { taken, left } = await take(service, {
    'plain.eml': email({ 'accord-reply-1.json': file('By e-mail') }, 'application/octet-stream'),
    'forwarded.eml': email({ 'inner.eml': inner }, 'message/rfc822'),
    'outlook.msg': outlookMessage('RE: update', {
      'logo.png': new Uint8Array([137, 80, 78, 71]),
      'accord-reply-2.json': file('Siân’s words, from Outlook'),
    }),
    'both.msg': outlookMessage('FW: both', {
      'one.msg': outlookMessage('RE', { 'a.json': file('Deep') }),
    }),
    'words.eml': email({}),
    'words.msg': outlookMessage('RE', {}),
    'picture.png': Buffer.from([137, 80, 78, 71, 13, 10]),
    'broken.msg': outlookMessage('RE', { 'a.json': file('x') }).subarray(0, 700),
  })
  expect(taken.map(({ name }) => name)).toEqual([
    'accord-reply-1.json in plain.eml',
    'reply.json in forwarded.eml',
    'accord-reply-2.json in outlook.msg',
    'a.json in both.msg',
  ])
  expect(left).toEqual([
    expect.stringMatching(/^words\.eml has no reply file in it/),
    expect.stringMatching(/^words\.msg has no reply file in it/),
    expect.stringMatching(/^picture\.png is neither a reply/),
    expect.stringMatching(/^broken\.msg /),
  ])
  const [answer] = await service.ask('owners.answers', { ics: HOME })
  expect(answer?.reference).toBe(REFERENCE)
})

test('whatever an e-mail says, only small texts come out of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(20_000), fc.string({ maxLength: 4 })), { maxLength: 8 }),
      async (cuts) => {
        let text = email({ 'a.json': `{"a":"${'x'.repeat(500)}"}`, 'b.json': '{}' })
        for (const [at, put] of cuts)
          text = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1)
        const found = await readAttached(Buffer.from(text), { most: 100 }).catch(() => undefined)
        for (const each of found ?? []) expect(each.text.length).toBeLessThanOrEqual(100)
      },
    ),
    { numRuns: 200 },
  )
})

test('a message of Outlook whose chains run in a circle ends with a sentence', async () => {
  const bytes = outlookMessage('RE', { 'a.json': '{"a":1}' })
  const table = 512 * (bytes.readInt32LE(76) + 1)
  // The directory goes on with itself.
  const directory = bytes.readInt32LE(48)
  bytes.writeInt32LE(directory, table + 4 * directory)
  const reading = readApart('attached', bytes, {
    ...{ name: 'circle.msg', options: { most: 100 }, deadlineMs: 3000, memoryMb: 128 },
  })
  await expect(reading).rejects.toThrow(/^circle\.msg takes more (time|memory) to read/)
})
