import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { LINK_LIFE } from './sessions.ts'

/** What our own links are made of: nothing that any program between could read as a command. */
const OWN_LINK = /^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+$/

/** Whether an address is a link that a browser host made. */
export function isOwnLink(address: string): boolean {
  return OWN_LINK.test(address)
}

const FOLDER = 'Accord-opens-'
/** By then a browser has read the page, also where this process has nothing more to do. */
const BROWSER_START_MS = 15_000

/**
 * Program and arguments that open a link in the user's browser. Elsewhere than on Windows everybody
 * on the computer can read what a program is called with, and could take the session with the link:
 * it stands in a page that only the user can read, and the page leads on.
 * @param folder where that page is put
 */
export function openCommand(
  link: string,
  folder: () => string,
  platform: NodeJS.Platform = process.platform,
): [string, string[]] {
  if (!isOwnLink(link)) throw new TypeError('not a link of the browser host')
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', link]]
  const page = join(folder(), 'open.html')
  writeFileSync(page, pageLeadingTo(link), { mode: 0o600, flag: 'wx' })
  return [platform === 'darwin' ? 'open' : 'xdg-open', [page]]
}

function pageLeadingTo(link: string): string {
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<title>Accord</title><script>location.replace(${JSON.stringify(link)})</script>
<p><a href="${link}">Open Accord</a></p>
`
}

/** Opens the user's browser where there is one; the printed link serves where there is none. */
export function openAddress(link: string): void {
  const [program, args] = openCommand(link, newFolder)
  const child = spawn(program, args, { detached: true, stdio: 'ignore', windowsHide: true })
  child.on('error', () => undefined)
  child.unref()
}

/** A folder that goes once the link in it is of no more use, or when the next one is made. */
function newFolder(): string {
  for (const place of [homedir(), tmpdir()]) {
    try {
      clearOld(place)
      // In the home: browsers that are kept in a box of their own see no other place.
      const folder = mkdtempSync(join(place, FOLDER))
      const remove = () => rmSync(folder, { recursive: true, force: true })
      setTimeout(remove, LINK_LIFE).unref()
      const made = Date.now()
      process.once('exit', () => {
        if (Date.now() - made > BROWSER_START_MS) remove()
      })
      return folder
    } catch {
      // Not to be written in: the next place.
    }
  }
  throw new Error('No folder can be made for the page that opens the browser.')
}

function clearOld(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(FOLDER)) continue
    const folder = join(place, name)
    if (Date.now() - statSync(folder).mtimeMs > LINK_LIFE)
      rmSync(folder, { recursive: true, force: true })
  }
}
