import type { IncomingMessage, ServerResponse } from 'node:http'

/** A refusal, as an `Answer` with its sentence, so that the page can show it as it is. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(JSON.stringify(value))
}

export function refuse(response: ServerResponse, { status, message }: Refusal): void {
  sendJson(response, status, { ok: false, error: { code: 'failed', message } })
}

/**
 * Reads a JSON body.
 * @param limit most bytes to take
 * @throws Refusal when it is longer, or is no JSON
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > limit) throw new Refusal(413, 'That is more than Accord can take in at once.')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new Refusal(
      400,
      'Accord could not read what the page sent. Reload the page, then try again.',
    )
  }
}
