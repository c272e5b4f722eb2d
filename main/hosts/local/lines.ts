import type { Socket } from 'node:net'

/** Longest line a caller may send before it is known, and after, in bytes. */
export const GREETING_LIMIT = 1024
export const REQUEST_LIMIT = 8 * 1024 * 1024
/** Longest answer a caller takes: a whole region's register is under 10 MB. */
export const REPLY_LIMIT = 256 * 1024 * 1024

const NEWLINE = 0x0a

export function sendLine(socket: Socket, message: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/**
 * Hears newline-delimited JSON. A line that is too long, or is no JSON object, ends the connection: its
 * sender is not one of ours.
 * @param limit longest line to take now, in bytes
 */
export function hearLines(
  socket: Socket,
  limit: () => number,
  hear: (message: object) => void,
): void {
  let parts: Buffer[] = []
  let length = 0
  socket.on('data', (data: Buffer) => {
    let rest = data
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)])
      rest = rest.subarray(end + 1)
      parts = []
      length = 0
      if (line.length > limit() || !hearLine(line.toString('utf8'), hear)) {
        socket.destroy()
        return
      }
    }
    if (rest.length > 0) parts.push(rest)
    length += rest.length
    if (length > limit()) socket.destroy()
  })
}

/** Whether the line was a JSON object. */
function hearLine(line: string, hear: (message: object) => void): boolean {
  let message: unknown
  try {
    message = JSON.parse(line)
  } catch {
    return false
  }
  if (typeof message !== 'object' || message === null) return false
  hear(message)
  return true
}
