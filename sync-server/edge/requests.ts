import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { own } from '../../domain/own.ts'
import type { Limits } from '../limits.ts'
import type { Sparing } from '../log.ts'
import { turnAway } from './refusal.ts'

/** What cannot be read as a request, and requests for what no request can be for. */

/**
 * The path a request asks for, from `/path?query` or, as proxies write it, `http://host/path`
 * (RFC 9112, 3.2); `undefined` for every other form, such as `//`, `*` or half an address.
 */
export function pathOf(target = ''): string | undefined {
  const written = /^(https?:\/\/[^/?#]+)?(\/(?!\/)[^?#]*)?(?:[?#]|$)/i.exec(target)
  const [, origin, path = origin && '/'] = written ?? []
  // As written: whoever asks for `/a/../b` asks for that.
  return origin === undefined || URL.canParse(origin) ? path : undefined
}

/** Time limits of requests as Node's server takes them: nobody holds a connection by being slow. */
export function requestTimes({ headMs }: Limits) {
  return {
    headersTimeout: headMs,
    requestTimeout: 2 * headMs,
    keepAliveTimeout: headMs,
    // On which nothing moves either way: neither a request that comes, nor an answer that is read.
    timeout: 2 * headMs,
    connectionsCheckingInterval: Math.ceil(headMs / 5),
    maxHeaderSize: 16 * 1024,
    maxRequestsPerSocket: 1000,
  }
}

const STATUS: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
}

/** Ends what is no request, with a word where a word can still be said. */
export function refuseNonsense(server: Server, note: Sparing): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // Those who went away by themselves are no news.
    if (error.code !== 'ECONNRESET') noteMalformed(note, error.code ?? 'unknown')
    // In the middle of an answer a second one would be taken for part of it.
    if (!socket.writable || socket.bytesWritten > 0) return void socket.destroy()
    turnAway(socket, own(STATUS, error.code ?? '') ?? 400, {
      error: 'bad-request',
      message: 'The request could not be read.',
    })
  })
}

export function noteMalformed(note: Sparing, code: string): void {
  note(`malformed ${code}`, (log, times) => log.warn({ code, times }, 'requests made no sense'))
}
