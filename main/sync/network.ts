import type { Agent, IncomingMessage } from 'node:http'
import { getCACertificates } from 'node:tls'
import type { WebSocket } from 'ws'
import { http, https } from '../runtime/node-http.ts'

/** The way to the server: through the system's proxy, trusting whom the system trusts. */
export interface Network {
  /** Begins a connection of WebSocket. */
  connect(url: URL, options: ConnectOptions): Promise<WebSocket>
  /** One call; answers the status and the body as text, whatever the status. */
  fetch(url: URL, options: CallOptions): Promise<{ status: number; body: string }>
  close(): void
}

export interface ConnectOptions {
  protocols: string[]
  credential: string
  /** The largest message that is taken, in bytes. */
  maxPayload: number
}

export interface CallOptions {
  method: 'GET' | 'POST' | 'DELETE'
  credential?: string | undefined
  body?: unknown
}

/**
 * Answers the address of the proxy to take to a server; `undefined`: none. Without it the
 * environment says (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
 */
export type ResolveProxy = (url: string) => Promise<string | undefined>

const TIMEOUT_MS = 20_000
const HANDSHAKE_MS = 15_000
/** More than any answer of ours; another program at the address may send without end. */
const MOST_BYTES = 32 * 1024 * 1024

export function openNetwork(resolveProxy?: ResolveProxy): Network {
  const agents = new Map<string, Agent>()

  async function agent(url: URL): Promise<Agent> {
    const proxy = await resolveProxy?.(url.origin)
    const key = `${url.protocol}${proxy ?? ''}`
    const known = agents.get(key)
    if (known) return known
    const proxyEnv = resolveProxy ? fixedProxy(proxy) : process.env
    const made = url.protocol === 'https:' ? secureAgent(proxyEnv) : new http.Agent({ proxyEnv })
    agents.set(key, made)
    return made
  }

  return {
    async connect(url, { protocols, credential, maxPayload }) {
      const way = await agent(url)
      const address = new URL(url)
      address.protocol = url.protocol.replace('http', 'ws')
      // Loaded by the first connection: a short command makes none.
      const { WebSocket } = await import('ws')
      return new WebSocket(address, protocols, {
        agent: way,
        headers: { authorization: `Bearer ${credential}` },
        handshakeTimeout: HANDSHAKE_MS,
        maxPayload,
        perMessageDeflate: false,
      })
    },
    async fetch(url, { method, credential, body }) {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const headers = {
        accept: 'application/json',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      }
      const send = url.protocol === 'https:' ? https.request : http.request
      const options = {
        method,
        headers,
        agent: await agent(url),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }
      return new Promise((resolve, reject) => {
        const call = send(url, options, (response) => {
          readText(response).then(
            (found) => resolve({ status: response.statusCode ?? 0, body: found }),
            reject,
          )
        })
        call.on('error', reject)
        call.end(text)
      })
    },
    close() {
      for (const each of agents.values()) each.destroy()
    },
  }
}

/**
 * Beside the authorities that come with Node, those that the computer's managers added: many NHS
 * networks look into what passes, under an authority of their own.
 */
function secureAgent(proxyEnv: NodeJS.ProcessEnv): Agent {
  const ca = [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
  return new https.Agent({ proxyEnv, ca, minVersion: 'TLSv1.2' })
}

function fixedProxy(proxy: string | undefined): NodeJS.ProcessEnv {
  return proxy === undefined ? {} : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) throw new RangeError('The answer is too long.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
