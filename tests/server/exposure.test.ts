import { writeFileSync } from 'node:fs'
import { get as plainGet } from 'node:http'
import { get, type RequestOptions } from 'node:https'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { generate } from 'selfsigned'
import { describe, expect, test } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { startServer } from '../../sync-server/server.ts'
import { joinAs, temporaryFolder, testServer, until, YEAR } from './support.ts'

describe('what the server shows the network', () => {
  test('nothing in the clear beyond this machine', async () => {
    const options = { dataDir: temporaryFolder(), host: '0.0.0.0', port: 0 }
    await expect(startServer(options)).rejects.toThrow('without TLS')
  })

  test('TLS with a certificate of its own; another name is another server', async () => {
    const folder = temporaryFolder()
    const pair = await generate([{ name: 'commonName', value: 'accord.test' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'accord.test' }] }],
    })
    const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
    writeFileSync(tls.cert, pair.cert)
    writeFileSync(tls.key, pair.private)
    const server = await testServer({ tls, dataDir: folder })
    const open = (servername: string, token = 'x') =>
      new Promise<string>((resolve) => {
        const headers = { authorization: `Bearer ${token}` }
        const options: ClientOptions & { servername: string } = {
          ca: pair.cert,
          servername,
          headers,
        }
        const url = `wss://127.0.0.1:${server.port}/v1/rooms/region:${YEAR}`
        const socket = new WebSocket(url, options)
        socket.on('error', (error) => resolve(error.message))
        socket.on('open', () => {
          resolve('open')
          socket.terminate()
        })
      })
    expect(await open('accord.test')).toContain('401')
    expect(await open('elsewhere.test')).toContain('does not match')

    const greet = (options: RequestOptions) =>
      new Promise<string>((resolve) => {
        const where = { host: '127.0.0.1', port: server.port, path: '/v1/server' }
        get({ ...where, servername: 'accord.test', ca: pair.cert, ...options }, (response) => {
          response.resume()
          const cipher = (response.socket as TLSSocket).getCipher().name
          resolve(`${cipher} ${JSON.stringify(response.headers)}`)
        }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      })
    expect(await greet({})).toMatch(/^TLS_.*"strict-transport-security":"max-age=31536000"/)
    const old = { maxVersion: 'TLSv1.2' } as const
    expect(await greet(old)).toMatch(/^ECDHE-/)
    // Without forward secrecy: whoever has the key later reads what was said today.
    expect(await greet({ ...old, ciphers: 'AES256-GCM-SHA384:AES128-SHA' })).toMatch(
      /SSL|RESET|EPROTO/,
    )
    expect(
      await greet({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }),
    ).toMatch(/SSL|RESET|EPROTO/)
  })

  test('its counters only under its own name', async () => {
    const server = await testServer()
    const ask = (host: string) =>
      new Promise<number>((resolve, reject) => {
        const options = {
          host: '127.0.0.1',
          port: server.port,
          path: '/metrics',
          headers: { host },
        }
        plainGet(options, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        }).on('error', reject)
      })
    for (const host of [`127.0.0.1:${server.port}`, 'localhost', `[::1]:${server.port}`])
      expect(await ask(host)).toBe(200)
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example'])
      expect(await ask(host)).toBe(404)
  })

  test('behind a proxy it counts by the address the proxy saw', async () => {
    const server = await testServer({ behindProxy: true, limits: { callsPerMinute: 2 } })
    const call = async (forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded }
      return (await fetch(`${server.url}/v1/server`, { headers })).status
    }
    expect(await call('198.51.100.1')).toBe(200)
    expect(await call('203.0.113.5, 198.51.100.1')).toBe(200)
    expect(await call('203.0.113.6, 198.51.100.1')).toBe(429)
    expect(await call('198.51.100.2')).toBe(200)
  })
})

describe('connections', () => {
  test('that no longer answer are ended', async () => {
    const server = await testServer({ limits: { pingMs: 100 } })
    const { credential } = await joinAs(server, ['viewer'])
    const url = `${server.url.replace('http', 'ws')}/v1/rooms/region:${YEAR}`
    const headers = { authorization: `Bearer ${credential}` }
    const dead = new WebSocket(url, { headers, autoPong: false })
    const alive = new WebSocket(url, { headers })
    let heard = 0
    alive.on('message', () => {
      heard += 1
    })
    await until(() => dead.readyState === dead.CLOSED)
    expect(alive.readyState).toBe(alive.OPEN)
    // A stock client leaves when nothing at all is said to it.
    await until(() => heard >= 3)
    alive.terminate()
  })

  test('are told to come back when the server closes', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    const url = `${server.url.replace('http', 'ws')}/v1/rooms/region:${YEAR}`
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${credential}` } })
    const code = new Promise((resolve) => socket.once('close', resolve))
    await until(() => socket.readyState === socket.OPEN)
    await server.close()
    expect(await code).toBe(1001)
  })
})
