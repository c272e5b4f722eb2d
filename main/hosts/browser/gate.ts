import type { IncomingMessage } from 'node:http'

/**
 * Whether a request can come from our own page. A page of another site can make the user's
 * browser send requests here; it can set neither their Host (DNS rebinding), nor their Origin,
 * nor a header of ours.
 */

/** Addresses under which the page may be open. */
function hostsAt(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

export function isOurHost(request: IncomingMessage, port: number): boolean {
  return hostsAt(port).includes(request.headers.host ?? '')
}

/** For requests that send something: they must come from the page by name, with our header. */
export function isFromOurPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return origin === `http://${host}` && request.headers['x-accord'] === '1'
}

/**
 * For requests that read data. SameSite cookies go along from another port of this machine;
 * the browser's own word on where a request comes from tells such a page from ours.
 */
export function isSameOrigin(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** Cookies do not tell ports apart, so the port is part of the name. */
export const cookieName = (port: number) => `accord-${port}`

export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
