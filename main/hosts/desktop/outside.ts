import { shell } from 'electron'

const ALLOWED = new Set(['https:', 'mailto:'])

/** Whether an address may be handed to the system: web pages and e-mail, no file, no program. */
export function mayOpenOutside(address: unknown): address is string {
  return (
    typeof address === 'string' && URL.canParse(address) && ALLOWED.has(new URL(address).protocol)
  )
}

/** Opens a web or e-mail address outside Accord; does nothing with any other. */
export async function openOutside(address: unknown): Promise<void> {
  if (mayOpenOutside(address)) await shell.openExternal(address)
}
