import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'

/** Seals text so that only this person on this computer can read it; given by the host. */
export interface Secrets {
  encrypt(text: string): Promise<Buffer>
  /** `again`: by a key that is out of use, so it is to be sealed anew. */
  decrypt(sealed: Buffer): Promise<{ text: string; again: boolean }>
}

const Kept = z.object({
  /** Which server it opens. */
  serverId: z.string(),
  credential: z.string().optional(),
  /** Shows that the member's id is this person's own; of use only beside an invitation. */
  proof: z.string(),
})
export type Kept = z.infer<typeof Kept>

/** Where the device's credential lies: beside the record, never in it, so that no backup holds it. */
export interface CredentialStore {
  read(): Promise<Kept | undefined>
  write(kept: Kept): Promise<void>
  /** Ends it here: nothing is left that opens the server. */
  wipe(): Promise<void>
}

const File = z.union([z.object({ sealed: z.base64() }), z.object({ open: Kept })])

/**
 * One file in the record's folder: sealed by the host where it can, else readable to this user
 * alone (mode 0600; on Windows by the rights of the user's own profile).
 * @param sayOpen told when the host could not seal it
 */
export function credentialStore(
  dataDir: string,
  secrets?: Secrets,
  sayOpen: () => void = () => undefined,
): CredentialStore {
  const path = join(dataDir, 'sync-credential.json')

  function readFile(): z.infer<typeof File> | undefined {
    if (!existsSync(path)) return undefined
    return File.safeParse(readJson(readFileSync(path, 'utf8'))).data
  }

  async function read(): Promise<Kept | undefined> {
    const file = readFile()
    if (!file) return undefined
    if ('open' in file) return file.open
    if (!secrets)
      throw new UserError(
        'Access to the server is sealed for the Accord window. Open Accord there to synchronise.',
      )
    // What cannot be unsealed is as good as gone: the person joins again.
    const opened = await secrets.decrypt(Buffer.from(file.sealed, 'base64')).catch(() => undefined)
    const kept = Kept.safeParse(readJson(opened?.text ?? '')).data
    if (kept && opened?.again) await write(kept)
    return kept
  }

  async function write(kept: Kept): Promise<void> {
    // Where the system keeps no secrets (a Linux desktop without a keyring), the file is what is left.
    const sealed = await secrets?.encrypt(JSON.stringify(kept)).catch(() => undefined)
    if (secrets && !sealed && kept.credential !== undefined) sayOpen()
    const file = sealed ? { sealed: sealed.toString('base64') } : { open: kept }
    const partial = `${path}.part`
    writeFileSync(partial, JSON.stringify(file), { mode: 0o600 })
    renameSync(partial, path)
  }

  return {
    read,
    write,
    async wipe() {
      const kept = await read().catch(() => undefined)
      // Written over with what may stay, not only unlinked.
      if (kept) await write({ serverId: kept.serverId, proof: kept.proof })
      else rmSync(path, { force: true })
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
