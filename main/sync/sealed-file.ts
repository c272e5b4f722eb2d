import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/** Seals text so that only this person on this computer can read it; given by the host. */
export interface Secrets {
  encrypt(text: string): Promise<Buffer>
  /** `again`: by a key that is out of use, so it is to be sealed anew. */
  decrypt(sealed: Buffer): Promise<{ text: string; again: boolean }>
}

/** A secret in a file of its own beside the record, never in it, so that no backup holds it. */
export interface SealedFile<T> {
  exists(): boolean
  /** @returns `sealed` when only the host that sealed it can read it */
  read(): Promise<T | 'sealed' | undefined>
  /** The same at once, where it is not sealed. */
  readOpen(): T | undefined
  /** @returns whether the host could seal it, where there is one that seals */
  write(secret: T): Promise<boolean>
  remove(): void
}

const Sealed = z.object({ sealed: z.base64() })

/**
 * Sealed by the host where it can, else readable to this user alone (mode 0600; on Windows by the
 * rights of the user's own profile).
 */
export function sealedFile<T>(
  path: string,
  schema: z.ZodType<T>,
  secrets?: Secrets,
): SealedFile<T> {
  const Open = z.object({ open: schema })

  function readFile(): { sealed?: string; open?: T } | undefined {
    if (!existsSync(path)) return undefined
    const json = readJson(readFileSync(path, 'utf8'))
    return Sealed.safeParse(json).data ?? (Open.safeParse(json).data as { open: T } | undefined)
  }

  return {
    exists: () => existsSync(path),
    async read() {
      const file = readFile()
      if (file?.sealed === undefined) return file?.open
      if (!secrets) return 'sealed'
      // What cannot be unsealed is as good as gone: another takes its place.
      const opened = await secrets
        .decrypt(Buffer.from(file.sealed, 'base64'))
        .catch(() => undefined)
      const kept = schema.safeParse(readJson(opened?.text ?? '')).data
      if (kept !== undefined && opened?.again) await this.write(kept)
      return kept
    },
    readOpen: () => readFile()?.open,
    async write(secret) {
      // Where the system keeps no secrets (a Linux desktop without a keyring), the file is what is left.
      const sealed = await secrets?.encrypt(JSON.stringify(secret)).catch(() => undefined)
      const file = sealed ? { sealed: sealed.toString('base64') } : { open: secret }
      const partial = `${path}.part`
      writeFileSync(partial, JSON.stringify(file), { mode: 0o600 })
      renameSync(partial, path)
      return sealed !== undefined || secrets === undefined
    },
    remove: () => rmSync(path, { force: true }),
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
