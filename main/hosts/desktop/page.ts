import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { SECURITY_HEADERS } from '../page-security.ts'
import { RENDERER_DIR } from '../places.ts'
import { findRendererFile } from '../renderer-files.ts'

/**
 * The interface has an origin of its own, `app://accord`: unlike `file:` it can be checked, and
 * headers apply to it.
 */
const SCHEME = 'app'
const HOST = 'accord'
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`

/** To call before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true } },
  ])
}

/** To call once Electron is ready. */
export function servePage(): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    const file =
      request.method === 'GET' && host === HOST
        ? await findRendererFile(RENDERER_DIR, pathname)
        : undefined
    if (!file) return new Response(null, { status: 404, headers: SECURITY_HEADERS })
    return new Response(await readFile(file.path), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': file.type },
    })
  })
}
