import { join } from 'node:path'
import { z } from 'zod'
import { type DeviceKey, newDeviceKey, signer } from '../../disk/signatures.ts'
import type { Signer } from '../record/signing.ts'
import { type Secrets, sealedFile } from './sealed-file.ts'

const Key = z.object({
  publicKey: z.string(),
  privateKey: z.string(),
}) satisfies z.ZodType<DeviceKey>

/** The key with which this device signs what its member writes. It stays when the record leaves. */
export interface DeviceKeys {
  /** At once, where it is not sealed. */
  now(): Signer | undefined
  /**
   * The key, made where there is none.
   * @param anew another in the place of one that can no longer be unsealed: the person joins anew
   * @returns `undefined` where only the host that sealed it can read it
   */
  ensure(anew?: boolean): Promise<Signer | undefined>
}

export function deviceKeys(dataDir: string, secrets?: Secrets): DeviceKeys {
  const file = sealedFile(join(dataDir, 'device-key.json'), Key, secrets)
  let making: Promise<Signer | undefined> | undefined

  const signerOf = (key: DeviceKey): Signer => ({ publicKey: key.publicKey, sign: signer(key) })

  async function make(anew: boolean): Promise<Signer | undefined> {
    const kept = await file.read()
    if (kept === 'sealed') return undefined
    if (kept) return signerOf(kept)
    // A keyring that is locked for the moment must not cost the key.
    if (file.exists() && !anew) return undefined
    const key = newDeviceKey()
    await file.write(key)
    return signerOf(key)
  }

  return {
    now() {
      const key = file.readOpen()
      return key && signerOf(key)
    },
    ensure(anew = false) {
      making ??= make(anew).finally(() => {
        making = undefined
      })
      return making
    },
  }
}
