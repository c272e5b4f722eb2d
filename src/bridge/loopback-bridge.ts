import type { Answer, Bridge, ServiceEvent } from '../../preload/contract.ts'
import { hearEvents } from './loopback-events.ts'
import { NOT_RUNNING } from './not-running.ts'

/** The bridge over HTTP to the browser host on this computer. */

const HEADERS = { 'x-accord': '1' }
const LOST_LINK = 'This page has lost its link to Accord. Close it and open Accord again.'

/** Names a failure of the link itself; what the service refuses comes as an `Answer`. */
class LinkError extends Error {}

/** What the host answers in place of a file's token. */
type Refused = Extract<Answer<never>, { ok: false }>

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' })
  } catch {
    throw new LinkError(NOT_RUNNING)
  }
  if (response.status === 401 || response.status === 403) throw new LinkError(LOST_LINK)
  return response
}

/** Exchanges the one-time token in the address for a cookie, and takes it out of the address. */
async function openSession(): Promise<void> {
  const token = /^#token=([^&]+)/.exec(location.hash)?.[1]
  if (!token) return
  history.replaceState(null, '', location.pathname + location.search)
  await request('/session', {
    method: 'POST',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ token: decodeURIComponent(token) }),
  })
}

export function loopbackBridge(): Bridge {
  const session = openSession()
  /** A refused token shows when the first call is refused. */
  const ready = session.catch(() => undefined)

  const listeners = new Set<(event: ServiceEvent) => void>()
  void ready.then(() =>
    hearEvents((event) => {
      for (const hear of listeners) hear(event)
    }),
  )

  return {
    host: 'browser',
    async call(procedure, input) {
      try {
        await ready
        const response = await request(`/call/${procedure}`, {
          method: 'POST',
          headers: { ...HEADERS, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
        return await response.json()
      } catch (error) {
        const message = error instanceof LinkError ? error.message : NOT_RUNNING
        return { ok: false, error: { code: 'failed', message } }
      }
    },
    listen(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    async takeIn(file) {
      await ready
      const response = await request(`/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { ...HEADERS, 'content-type': 'application/octet-stream' },
        body: file,
      })
      const answer = (await response.json()) as { token: string } | Refused
      if ('error' in answer) throw new LinkError(answer.error.message)
      return answer.token
    },
    async keep(file) {
      const link = document.createElement('a')
      link.href = `/files/${file.token}`
      link.download = file.name
      link.click()
      return true
    },
    openOutside(address) {
      const link = document.createElement('a')
      link.href = address
      link.rel = 'noreferrer'
      if (!address.startsWith('mailto:')) link.target = '_blank'
      link.click()
    },
  }
}
