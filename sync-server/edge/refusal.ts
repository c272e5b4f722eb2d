import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem, ProblemName } from '../../domain/sync/protocol.ts'

/** How long a refused peer has to take its answer, in ms; then the connection ends, whatever it does. */
const LAST_WORDS_MS = 1000

/** Answers over a bare socket, and ends it: also where the peer keeps its own side open. */
export function turnAway(
  socket: Duplex,
  status: number,
  problem: Problem & { error: ProblemName },
): void {
  const body = JSON.stringify(problem)
  socket.on('error', () => socket.destroy())
  const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS)
  socket.once('close', () => clearTimeout(timer))
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Connection: close\r\nContent-Type: application/json; charset=utf-8\r\n' +
      (status === 429 ? 'Retry-After: 60\r\n' : '') +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  // Read and dropped: what lies unread when we close would take our answer away from the peer.
  socket.resume()
}
