import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { own } from '../../domain/own.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

export interface RendererFile {
  path: string
  type: string
  bytes: number
}

/**
 * The file of the built interface at this address; `undefined` for whatever is not one, also for
 * every way of pointing outside the folder.
 * @param pathname the address's path, still percent-encoded; `/` means the page itself
 */
export async function findRendererFile(
  folder: string,
  pathname: string,
): Promise<RendererFile | undefined> {
  const name = decode(pathname === '/' ? '/index.html' : pathname)
  const type = name && own(TYPES, extname(name))
  if (!name || !type || /[\\:\0]/.test(name) || name.split('/').includes('..')) return undefined
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, name))
    const found = await stat(path)
    if (!path.startsWith(root + sep) || !found.isFile()) return undefined
    return { path, type, bytes: found.size }
  } catch {
    return undefined
  }
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
