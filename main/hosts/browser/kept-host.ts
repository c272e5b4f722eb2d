import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Where the browser host was, and which browsers it let in: so that a page that is still open finds
 * it again after a restart, and reloading it works. The keys are kept as digests, of which nobody can
 * make a key.
 */
const KeptHost = z.object({
  port: z.number().int().min(1).max(65535),
  keys: z.array(z.string().max(100)).max(100),
})
export type KeptHost = z.infer<typeof KeptHost>

const fileIn = (dataDir: string) => join(dataDir, 'browser-host.json')

/** `undefined` when the host has not run yet, or what it left cannot be read: then it starts afresh. */
export function readKeptHost(dataDir: string): KeptHost | undefined {
  try {
    return KeptHost.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Where it cannot be written, as on a full disk, the next start finds another port. */
export function keepHost(dataDir: string, host: KeptHost): void {
  const partial = `${fileIn(dataDir)}.part`
  try {
    writeFileSync(partial, JSON.stringify(host), { mode: 0o600 })
    renameSync(partial, fileIn(dataDir))
  } catch {}
}
