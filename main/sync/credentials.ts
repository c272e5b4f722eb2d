import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { type Secrets, sealedFile } from './sealed-file.ts'

const Kept = z.object({
  /** Which server it opens. */
  serverId: z.string(),
  credential: z.string().optional(),
  /** Shows that the member's id is this person's own; of use only beside an invitation. */
  proof: z.string(),
})
export type Kept = z.infer<typeof Kept>

/** Where the device's credential lies. */
export interface CredentialStore {
  read(): Promise<Kept | undefined>
  write(kept: Kept): Promise<void>
  /** Ends it here: nothing is left that opens the server. */
  wipe(): Promise<void>
}

/**
 * One file in the record's folder.
 * @param sayOpen told when the host could not seal it
 */
export function credentialStore(
  dataDir: string,
  secrets?: Secrets,
  sayOpen: () => void = () => undefined,
): CredentialStore {
  const file = sealedFile(join(dataDir, 'sync-credential.json'), Kept, secrets)

  async function read(): Promise<Kept | undefined> {
    const kept = await file.read()
    if (kept === 'sealed')
      throw new UserError(
        'Access to the server is sealed for the Accord window. Open Accord there to synchronise.',
      )
    // What cannot be unsealed is as good as gone: the person joins again.
    return kept
  }

  async function write(kept: Kept): Promise<void> {
    const sealed = await file.write(kept)
    if (!sealed && kept.credential !== undefined) sayOpen()
  }

  return {
    read,
    write,
    async wipe() {
      const kept = await read().catch(() => undefined)
      // Written over with what may stay, not only unlinked.
      if (kept) await write({ serverId: kept.serverId, proof: kept.proof })
      else file.remove()
    },
  }
}
