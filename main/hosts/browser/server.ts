import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { FileTooLarge, type Inbox, openInbox } from '../inbox.ts'
import { callForPage } from '../page-calls.ts'
import { SECURITY_HEADERS } from '../page-security.ts'
import { findRendererFile } from '../renderer-files.ts'
import { plainMessage, type ServiceHandle } from '../service-handle.ts'
import { cookieName, isFromOurPage, isOurHost, isSameOrigin, readCookie } from './gate.ts'
import { Refusal, readJson, refuse, sendJson } from './respond.ts'
import { sendFile } from './send-file.ts'
import { newSessions, type Sessions } from './sessions.ts'

/** Largest body of a call, in bytes: a change to 5,000 actions takes a tenth of it. */
const CALL_LIMIT = 4 * 1024 * 1024
const SESSION_LIMIT = 1024
/** Shorter than the patience of anything between the page and us, in ms. */
const HEARTBEAT = 20_000

export interface BrowserServer {
  port: number
  /** A fresh address that opens the page once, within two minutes. */
  newLink(): string
  close(): Promise<void>
}

export interface BrowserServerOptions {
  /** The built interface. */
  rendererDir: string
  /** 0: any free port. */
  port: number
  sessions?: Sessions
  /** Most bytes of a file that comes in. */
  fileLimit?: number
}

/** Serves the interface and the service to this machine's browser, on 127.0.0.1 alone. */
export async function serveBrowser(
  service: ServiceHandle,
  options: BrowserServerOptions,
): Promise<BrowserServer> {
  const sessions = options.sessions ?? newSessions()
  const inbox = await openInbox(options.fileLimit)
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    answer({ ...options, service, sessions, inbox, port, request, response }).catch((error) =>
      fail(response, error),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    port,
    newLink: () => `http://127.0.0.1:${port}/#token=${sessions.newToken()}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await inbox.empty()
    },
  }
}

interface Exchange {
  service: ServiceHandle
  sessions: Sessions
  inbox: Inbox
  port: number
  rendererDir: string
  request: IncomingMessage
  response: ServerResponse
}

const NOT_OURS = 'Accord answers only its own page. Open Accord again from this computer.'
const NO_SESSION = 'This page has lost its link to Accord. Close it and open Accord again.'
const NOTHING_HERE = 'There is nothing at this address. Open Accord again.'

async function answer(exchange: Exchange): Promise<void> {
  const { request, port, sessions } = exchange
  if (!isOurHost(request, port)) throw new Refusal(403, NOT_OURS)
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
  const [, room = '', rest = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(url.pathname) ?? []
  const route = `${request.method} ${room}`

  if (request.method === 'POST') {
    if (!isFromOurPage(request)) throw new Refusal(403, NOT_OURS)
    if (route === 'POST session') return startSession(exchange)
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new Refusal(405, NOTHING_HERE)
  } else if (room !== 'events' && room !== 'files') {
    // The page itself holds no data, so it needs no session; it gets one with its link's token.
    return sendPage(exchange, url.pathname)
  }

  if (!isSameOrigin(request)) throw new Refusal(403, NOT_OURS)
  if (!sessions.has(readCookie(request, cookieName(port)))) throw new Refusal(401, NO_SESSION)
  switch (route) {
    case 'POST call':
      return answerCall(exchange, rest)
    case 'POST files':
      return takeFile(exchange, url.searchParams.get('name') ?? 'file')
    case 'GET files':
      return giveFile(exchange, rest)
    case 'GET events':
      return sendEvents(exchange)
    default:
      throw new Refusal(404, NOTHING_HERE)
  }
}

const SessionRequest = z.object({ token: z.string() })

async function startSession({ request, response, sessions, port }: Exchange): Promise<void> {
  const { data } = SessionRequest.safeParse(await readJson(request, SESSION_LIMIT))
  const key = data && sessions.start(data.token)
  if (!key) {
    throw new Refusal(401, 'This link was used already, or is too old. Open Accord again.')
  }
  response.setHeader('Set-Cookie', `${cookieName(port)}=${key}; Path=/; HttpOnly; SameSite=Strict`)
  response.writeHead(204, { 'Cache-Control': 'no-store' }).end()
}

async function answerCall(
  { request, response, service }: Exchange,
  procedure: string,
): Promise<void> {
  const input = await readJson(request, CALL_LIMIT)
  sendJson(response, 200, await callForPage(service, procedure, input))
}

async function takeFile(
  { request, response, service, inbox }: Exchange,
  name: string,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > inbox.limit) {
    // Read to its end all the same: a browser shows the answer only after it has sent it all.
    request.resume()
    throw new FileTooLarge()
  }
  const path = await inbox.store(request, name)
  sendJson(response, 200, { token: await service.files.takeIn(path, name) })
}

async function giveFile({ response, service }: Exchange, token: string): Promise<void> {
  const file = await service.files.out(token)
  if (!file) throw new Refusal(404, 'This file is no longer there. Make it again in Accord.')
  await sendFile(response, file)
}

/** Server-Sent Events, with a comment now and then so that a broken connection is noticed. */
async function sendEvents({ response, service }: Exchange): Promise<void> {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.write('retry: 1000\n\n')
  const stopListening = service.listen((event) =>
    response.write(`data: ${JSON.stringify(event)}\n\n`),
  )
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT)
  response.once('close', () => {
    clearInterval(heartbeat)
    stopListening()
  })
}

async function sendPage({ request, response, rendererDir }: Exchange, pathname: string) {
  const file = await findRendererFile(rendererDir, pathname)
  if (!file) throw new Refusal(404, NOTHING_HERE)
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.bytes,
    'Cache-Control': 'no-cache',
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path), response)
}

function fail(response: ServerResponse, error: unknown): void {
  // Once it has begun, an answer can only be broken off: the other end went away, or the file did.
  if (response.headersSent) response.destroy()
  else refuse(response, refusalOf(error))
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal(error instanceof FileTooLarge ? 413 : 500, plainMessage(error))
}
