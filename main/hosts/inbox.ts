import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../../domain/errors.ts'
import { FILE_LIMIT, FILE_TOO_LARGE } from '../../preload/file-limit.ts'

export class FileTooLarge extends UserError {
  constructor() {
    super(FILE_TOO_LARGE)
  }
}

/**
 * Where files wait that came from the page, until the host closes. The page hands over what is in
 * them and never says where they lie: so it can only give what the person chose or dropped on it.
 */
export interface Inbox {
  /** Most bytes of a file. */
  limit: number
  /**
   * Stores what a file holds; answers its path.
   * @throws FileTooLarge
   */
  store(content: Readable, name: string): Promise<string>
  empty(): Promise<void>
}

export async function openInbox(limit: number = FILE_LIMIT): Promise<Inbox> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-files-'))
  return {
    limit,
    async store(content, name) {
      const path = join(folder, randomUUID() + extname(basename(name)).slice(0, 10))
      try {
        await pipeline(content, upTo(limit), createWriteStream(path, { mode: 0o600 }))
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
      if (length > limit) done(new FileTooLarge())
      else done(null, part)
    },
  })
}
