import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCommand } from '../../main/hosts/browser/open-address.ts'
import { type BrowserServer, serveBrowser } from '../../main/hosts/browser/server.ts'
import { LINK_LIFE, newSessions } from '../../main/hosts/browser/sessions.ts'
import { openService, type Service } from '../../main/service.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { temporaryFolder } from './spawn.ts'

const folder = temporaryFolder()
const rendererDir = join(folder, 'renderer')
const FILE_LIMIT = 100_000
let now = Date.now()
let service: Service
let server: BrowserServer
let cookie: string

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<!doctype html><title>Accord</title><script>window.inline = true</script><script src="./assets/page.js"></script>',
  )
  writeFileSync(join(rendererDir, 'assets', 'page.js'), 'window.own = true')
  service = await openService({ dataDir: join(folder, 'record') })
  await service.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
  server = await serveBrowser(service, {
    rendererDir,
    port: 0,
    sessions: newSessions(() => now),
    fileLimit: FILE_LIMIT,
  })
  cookie = (await startSession(newToken())).cookie
})

afterAll(async () => {
  await server?.close()
  await service?.close()
})

interface Got {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A plain HTTP request, so that every header can be set as no browser would. */
function send(
  method: string,
  path: string,
  { headers = {}, body = '' }: { headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, method, path, headers, agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const fromPage = () => ({ origin: `http://127.0.0.1:${server.port}`, 'x-accord': '1' })
const inSession = () => ({ ...fromPage(), cookie })
const newToken = () => server.newLink().split('#token=')[1]!

async function startSession(token: string): Promise<Got & { cookie: string }> {
  const got = await send('POST', '/session', {
    headers: fromPage(),
    body: JSON.stringify({ token }),
  })
  return { ...got, cookie: got.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
}

describe('a session', () => {
  test('starts with a token, once', async () => {
    const token = newToken()
    const first = await startSession(token)
    expect(first.status).toBe(204)
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^accord-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const second = await startSession(token)
    expect(second.status).toBe(401)
    expect(second.body).toContain('used already')
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('does not start after two minutes', async () => {
    const token = newToken()
    now += LINK_LIFE + 1
    expect((await startSession(token)).status).toBe(401)
  })

  test.each(['', '{}', 'null', '{"token":7}', '{"token":"x"}', 'x'.repeat(5000)])(
    'does not start with %s',
    async (body) => {
      const { status } = await send('POST', '/session', { headers: fromPage(), body })
      expect([400, 401, 413]).toContain(status)
    },
  )
})

describe('who is answered', () => {
  const call = (headers: OutgoingHttpHeaders) =>
    send('POST', '/call/app.state', { headers, body: '{}' })

  test('the page in its session', async () => {
    const { status, body, headers } = await call(inSession())
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ ok: true, value: { record: 'own', ics: 'QK1' } })
    expect(headers['cache-control']).toBe('no-store')
  })

  test('the same page as localhost', async () => {
    const host = `localhost:${server.port}`
    expect((await call({ ...inSession(), host, origin: `http://${host}` })).status).toBe(200)
  })

  test('nobody without the cookie, or with another', async () => {
    expect((await call(fromPage())).status).toBe(401)
    expect((await call({ ...fromPage(), cookie: `accord-${server.port}=guess` })).status).toBe(401)
    expect((await send('GET', '/events')).status).toBe(401)
    expect((await send('GET', '/files/x')).status).toBe(401)
    expect((await send('POST', '/files', { headers: fromPage() })).status).toBe(401)
  })

  test('nobody under another name, as DNS rebinding would have it', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      'localhost:1',
    ]) {
      expect((await call({ ...inSession(), host })).status).toBe(403)
      expect((await send('GET', '/', { headers: { host } })).status).toBe(403)
    }
  })

  test('no page of another origin', async () => {
    const { origin, ...without } = inSession()
    expect((await call(without)).status).toBe(403)
    for (const other of ['null', 'https://evil.example', `http://127.0.0.1:1`, `${origin}0`]) {
      expect((await call({ ...inSession(), origin: other })).status).toBe(403)
    }
  })

  test('no form, which cannot set a header', async () => {
    expect((await call({ ...inSession(), 'x-accord': '' })).status).toBe(403)
  })

  test('no page of another port of this machine, whose requests carry the cookie', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-site' }
    expect((await send('GET', '/events', { headers })).status).toBe(403)
    expect((await send('GET', '/files/x', { headers })).status).toBe(403)
  })

  test('no other method', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      expect((await send(method, '/call/app.state', { headers: inSession() })).status).toBe(405)
    }
  })
})

describe('calls', () => {
  test('an unknown procedure is answered as the service answers it', async () => {
    const { status, body } = await send('POST', '/call/no.such', {
      headers: inSession(),
      body: '{}',
    })
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ ok: false, error: { code: 'wrong-call' } })
  })

  test('a body that is no JSON, or far too long, is refused in a sentence', async () => {
    const broken = await send('POST', '/call/app.state', { headers: inSession(), body: '{' })
    expect(broken.status).toBe(400)
    expect(JSON.parse(broken.body).error.message).toMatch(/could not read/)
    const body = ' '.repeat(5 * 1024 * 1024)
    expect((await send('POST', '/call/app.state', { headers: inSession(), body })).status).toBe(413)
  })
})

describe('files', () => {
  test('come in under a token and go out under their name', async () => {
    const exported = await service.ask('exchange.export', { ics: 'QK1', format: 'csv' })
    const out = await send('GET', `/files/${exported.token}`, { headers: { cookie } })
    expect(out.status).toBe(200)
    expect(out.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(exported.name)}`,
    )
    expect(out.headers['cache-control']).toBe('no-store')
    const into = await send('POST', '/files?name=Our%20register.csv', {
      headers: inSession(),
      body: out.body,
    })
    const { token } = JSON.parse(into.body)
    const preview = await service.ask('exchange.preview', { ics: 'QK1', file: token })
    expect(preview).toMatchObject({ fileName: 'Our register.csv', changed: [] })
  })

  test('beyond the limit are refused in a sentence', async () => {
    const body = Buffer.alloc(FILE_LIMIT + 1)
    const refused = await send('POST', '/files?name=big.pdf', { headers: inSession(), body })
    expect(refused.status).toBe(413)
    expect(JSON.parse(refused.body).error.message).toMatch(/larger than 300 MB/)
  })

  test('that are not there are told so', async () => {
    expect((await send('GET', '/files/nothing', { headers: { cookie } })).status).toBe(404)
    expect(
      (await send('GET', '/files/..%2f..%2fetc%2fpasswd', { headers: { cookie } })).status,
    ).toBe(404)
  })
})

describe('the page', () => {
  test('comes without a session, with its headers', async () => {
    const { status, headers } = await send('GET', '/')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  test('is only the page', async () => {
    for (const path of [
      '/../record/record.sqlite',
      '/%2e%2e/record',
      '/assets/',
      '/call/app.state',
    ]) {
      const { status, headers } = await send('GET', path)
      expect(status).toBe(404)
      expect(headers['content-security-policy']).toBeDefined()
    }
  })
})

test('events arrive while they happen', async () => {
  const aborter = new AbortController()
  const response = await fetch(`http://127.0.0.1:${server.port}/events`, {
    headers: { cookie },
    signal: aborter.signal,
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  await service.ask('action.update', {
    ics: 'QK1',
    reference: 'HS1.e2',
    changes: { status: 'planned' },
  })
  let text = ''
  while (!text.includes('"changed"')) text += (await reader.read()).value
  aborter.abort()
  const event = JSON.parse(/^data: (.*changed.*)$/m.exec(text)![1]!)
  expect(event).toMatchObject({ type: 'changed', what: 'record' })
})

test.skipIf(!hasChromium)('in a real browser the policy holds and the session works', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(server.newLink())
    expect(await page.evaluate('window.own')).toBe(true)
    expect(await page.evaluate('window.inline')).toBeUndefined()
    const state = await page.evaluate(async () => {
      const token = location.hash.slice('#token='.length)
      const headers = { 'x-accord': '1' }
      await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ token }) })
      return (await fetch('/call/app.state', { method: 'POST', headers, body: '{}' })).json()
    })
    expect(state).toMatchObject({ ok: true })
    expect(await page.evaluate('document.cookie')).toBe('')
    const outside = page.evaluate(() => fetch('https://example.org/'))
    await expect(outside).rejects.toThrow(/Failed to fetch/)
  } finally {
    await browser.close()
  }
})

test('the page that leads to the link opens the session in a real browser', async (context) => {
  if (!hasChromium) return context.skip('no Chromium')
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const place = mkdtempSync(join(folder, 'leads-'))
    const [, [file]] = openCommand(server.newLink(), () => place, 'linux')
    await page.goto(`file://${file}`)
    await page.waitForURL(`http://127.0.0.1:${server.port}/**`)
  } finally {
    await browser.close()
  }
})

describe('the program that opens a link', () => {
  const link = 'http://127.0.0.1:5000/#token=abc_-1'

  test.each([
    ['darwin', 'open'],
    ['linux', 'xdg-open'],
  ] as const)('on %s is not called with the link, which others could read', (platform, program) => {
    const place = mkdtempSync(join(folder, 'opens-'))
    const [called, args] = openCommand(link, () => place, platform)
    expect(called).toBe(program)
    expect(args).toEqual([join(place, 'open.html')])
    expect(args.join()).not.toContain('abc_-1')
    expect(readFileSync(args[0] as string, 'utf8')).toContain(`location.replace("${link}")`)
    if (process.platform !== 'win32') {
      expect(statSync(args[0] as string).mode & 0o777).toBe(0o600)
      expect(statSync(place).mode & 0o777).toBe(0o700)
    }
  })

  test('on Windows, where nobody else can read it, is called with the link', () => {
    const place = () => folder
    expect(openCommand(link, place, 'win32')).toEqual(['cmd', ['/c', 'start', '', link]])
  })

  test('is given nothing but our own links', () => {
    for (const address of [
      'http://127.0.0.1:5000/#token=a&calc',
      'https://evil.example',
      'calc.exe',
    ]) {
      expect(() => openCommand(address, () => folder)).toThrow()
    }
  })
})
