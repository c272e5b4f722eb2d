import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from './respond.ts'

/** Most bytes of one file. More than any importer takes, so that it can say so in its own words. */
const FILE_LIMIT = 300 * 1024 * 1024

const tooLong = () =>
  new Refusal(
    413,
    'This file is larger than 300 MB, which is more than Accord can take in. Choose a smaller file.',
  )

/** Where files wait that came from the page, until the host closes. */
export interface Inbox {
  /** Stores the request's body; answers the file's path. */
  store(request: IncomingMessage, name: string): Promise<string>
  empty(): Promise<void>
}

export async function openInbox(limit: number = FILE_LIMIT): Promise<Inbox> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-files-'))
  return {
    async store(request, name) {
      if (Number(request.headers['content-length'] ?? 0) > limit) {
        // Read to its end all the same: a browser shows the answer only after it has sent it all.
        request.resume()
        throw tooLong()
      }
      const path = join(folder, randomUUID() + extname(basename(name)).slice(0, 10))
      try {
        await pipeline(request, upTo(limit), createWriteStream(path, { mode: 0o600 }))
        return path
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    empty: () => rm(folder, { recursive: true, force: true }),
  }
}

function upTo(limit: number): Transform {
  let length = 0
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      length += part.length
      if (length > limit) done(tooLong())
      else done(null, part)
    },
  })
}

/** Sends a file for the browser to keep under its name. */
export async function sendFile(
  response: ServerResponse,
  file: { path: string; name: string; type: string },
): Promise<void> {
  const { size } = await stat(file.path)
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': size,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(file.name)}`,
    'Cache-Control': 'no-store',
  })
  await pipeline(createReadStream(file.path), response)
}

/** RFC 8187: what `encodeURIComponent` leaves and the header's grammar does not. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
