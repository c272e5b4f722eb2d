import { spawn } from 'node:child_process'

/** What our own links are made of: nothing that any program between could read as a command. */
const OWN_LINK = /^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+$/

/** Whether an address is a link that a browser host made. */
export function isOwnLink(address: string): boolean {
  return OWN_LINK.test(address)
}

/** Program and arguments that open an address in the user's browser. */
export function openCommand(
  address: string,
  platform: NodeJS.Platform = process.platform,
): [string, string[]] {
  if (!isOwnLink(address)) throw new TypeError('not a link of the browser host')
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', address]]
  return [platform === 'darwin' ? 'open' : 'xdg-open', [address]]
}

/** Opens the user's browser where there is one; the printed link serves where there is none. */
export function openAddress(address: string): void {
  const [program, args] = openCommand(address)
  const child = spawn(program, args, { detached: true, stdio: 'ignore', windowsHide: true })
  child.on('error', () => undefined)
  child.unref()
}
