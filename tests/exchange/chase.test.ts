import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { chaseEmail, LONGEST_MAILTO } from '../../domain/register/chase.ts'
import { writeChaseEmail } from '../../main/exports/chase-email.ts'
import { folder } from './fixtures.ts'

const PRIYA = { name: 'Priya Shah', email: 'priya.shah+work@example.nhs.uk' }
const ACTIONS = [
  {
    reference: 'HS1.b1',
    title: 'Set up a board',
    due: '2026-11-01',
    reasons: ['It was due on 1 Nov 2026.', 'It is blocked.'],
  },
  { reference: 'LA2.a3', title: 'Share what works', due: null, reasons: [] },
]
const system = 'Coventry and Warwickshire'

describe('the words', () => {
  test('name each action, when it is due and why it is asked about', () => {
    const { subject, body } = chaseEmail(PRIYA, ACTIONS, system, 'Ngozi Okafor')
    expect(subject).toBe('2 actions to update: Coventry and Warwickshire')
    expect(body).toBe(
      [
        'Hello Priya Shah,',
        '',
        'You own these 2 actions in the health inequalities register of Coventry and Warwickshire. They need an update, please.',
        '',
        'HS1.b1: Set up a board',
        'Due: 1 Nov 2026',
        'Why: It was due on 1 Nov 2026. It is blocked.',
        '',
        'LA2.a3: Share what works',
        'Due: no date set',
        '',
        'Please reply with where each one stands, what comes next and, if it will be late, a new date.',
        'If you have told us already, or this is no longer yours, please say so.',
        '',
        'Thank you,',
        'Ngozi Okafor',
      ].join('\n'),
    )
  })

  test('say by when, and how, where a form goes with the letter', () => {
    const { body } = chaseEmail(PRIYA, ACTIONS, system, 'Ngozi', { replyBy: '2026-12-05' })
    expect(body).toContain('Please answer by 5 Dec 2026.')
    expect(body).toContain('reply in your own words')
  })

  test('speak of one action in the singular', () => {
    const { subject, body } = chaseEmail(PRIYA, ACTIONS.slice(1), system, 'Ngozi')
    expect(subject).toBe('1 action to update: Coventry and Warwickshire')
    expect(body).toContain('You own this action')
  })
})

describe('the link', () => {
  test('says the same as the letter, whatever the letters', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(text, text, (title, name) => {
        const actions = [{ reference: 'HS1.b1', title, due: null, reasons: [name] }]
        const { subject, body, mailto } = chaseEmail(PRIYA, actions, system, name)
        expect(mailto).toMatch(/^mailto:[!-~]+$/)
        const url = new URL(mailto!)
        expect(decodeURIComponent(url.pathname)).toBe(PRIYA.email)
        const parts = url.search
          .slice(1)
          .split('&')
          .map((part) => part.split('='))
        expect(parts.map(([key]) => key)).toEqual(['subject', 'body'])
        expect(parts.map(([, value]) => decodeURIComponent(value!))).toEqual([
          subject,
          body.replace(/\n/g, '\r\n'),
        ])
      }),
    )
  })

  test('stands on CRLF and an address with its @', () => {
    const { mailto } = chaseEmail(PRIYA, ACTIONS, system, 'Ngozi')
    expect(mailto).toContain('mailto:priya.shah%2Bwork@example.nhs.uk?subject=2%20actions')
    expect(mailto).toContain('Hello%20Priya%20Shah%2C%0D%0A%0D%0AYou')
  })

  test('is not there without an address, or when Outlook would cut it', () => {
    expect(chaseEmail({ ...PRIYA, email: null }, ACTIONS, system, 'N').mailto).toBeNull()
    expect(chaseEmail({ ...PRIYA, email: ' ' }, ACTIONS, system, 'N').mailto).toBeNull()
    const lengths = Array.from({ length: 30 }, (_, count) => {
      const actions = Array.from({ length: count + 1 }, () => ACTIONS[0]!)
      return chaseEmail(PRIYA, actions, system, 'N').mailto?.length ?? null
    })
    const linked = lengths.filter((length) => length !== null)
    expect(linked.length).toBeGreaterThan(5)
    expect(Math.max(...linked)).toBeLessThanOrEqual(LONGEST_MAILTO)
    expect(lengths.at(-1)).toBeNull()
  })
})

describe('the file', () => {
  async function eml(owner = PRIYA, systemName = system) {
    const path = join(folder(), 'chase.eml')
    const email = chaseEmail(owner, ACTIONS, systemName, 'Siân Ó Briain')
    await writeChaseEmail(email, owner, path)
    const text = readFileSync(path, 'latin1')
    const [head, body] = text.split(/\r\n\r\n(.*)/s) as [string, string]
    return { email, text, headers: head.replace(/\r\n[ \t]/g, ' ').split('\r\n'), head, body }
  }
  const decodeWords = (header: string) =>
    header
      .replace(/\?= +=\?/g, '?==?')
      .replace(/=\?utf-8\?B\?([^?]*)\?=/g, (_, base64) => Buffer.from(base64, 'base64').toString())

  test('is a draft for the owner that says what the letter says', async () => {
    const { email, headers, body } = await eml()
    expect(headers).toContain('X-Unsent: 1')
    expect(headers).toContain('MIME-Version: 1.0')
    expect(headers).toContain('Content-Type: text/plain; charset=UTF-8')
    expect(headers).toContain('Content-Transfer-Encoding: base64')
    expect(headers.map(decodeWords)).toContain(`Subject: ${email.subject}`)
    expect(headers.map(decodeWords)).toContain(`To: Priya Shah <${PRIYA.email}>`)
    expect(headers.some((header) => /^(From|Date|Message-ID):/.test(header))).toBe(false)
    expect(Buffer.from(body, 'base64').toString()).toBe(email.body.replace(/\n/g, '\r\n'))
  })

  test('carries names and systems in any letters, in words and lines as short as they must be', async () => {
    const owner = { name: 'Zoë Ní Dhomhnaill-Wójcik 李小龍 😀'.repeat(3), email: 'zoe@example.org' }
    const { email, text, headers } = await eml(owner, 'Système de santé '.repeat(8))
    expect(headers.map(decodeWords)).toContain(`Subject: ${email.subject}`)
    expect(headers.map(decodeWords)).toContain(`To: ${owner.name} <${owner.email}>`)
    expect(text).toMatch(/^[\t\r\n -~]*$/)
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
    for (const [word] of text.matchAll(/=\?utf-8\?B\?[^?]*\?=/g)) {
      expect(word.length).toBeLessThanOrEqual(75)
    }
  })

  test('carries the form whole, in lines as short as they must be', async () => {
    const path = join(folder(), 'form.eml')
    const page = `<!doctype html><p>${'Siân Ó Briain → '.repeat(2000)}</p>`
    const form = { name: 'Your 2 actions to update.html', page }
    await writeChaseEmail(chaseEmail(PRIYA, ACTIONS, system, 'Ngozi'), PRIYA, path, form)
    const text = readFileSync(path, 'latin1')
    expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(120)
    const { attachments, text: letter } = await PostalMime.parse(text)
    expect(letter).toContain('Hello Priya Shah')
    expect(attachments).toMatchObject([{ filename: form.name, mimeType: 'text/html' }])
    expect(Buffer.from(attachments[0]!.content as ArrayBuffer).toString()).toBe(page)
  })

  test('takes no header from a name', async () => {
    const owner = { name: 'A\r\nBcc: all@example.org', email: 'a@example.org' }
    const { headers } = await eml(owner, 'B\r\nX-Bad: 1')
    expect(headers.some((header) => /^(Bcc|X-Bad):/.test(header))).toBe(false)
  })

  test('has no receiver when the owner has no address', async () => {
    const { headers } = await eml({ name: 'Priya', email: null } as never)
    expect(headers.some((header) => header.startsWith('To:'))).toBe(false)
  })
})
