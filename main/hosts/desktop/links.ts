import { app, type BrowserWindow } from 'electron'
import { routeOfLink } from '../../../domain/commission/page-address.ts'
import { PAGE_ADDRESS } from './page.ts'

const SCHEME = 'accord'

/** Makes Accord the program for its own links; a copy that runs from its source leaves them alone. */
export function claimLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME)
}

/** The link among the arguments that a start was given, if any. */
export function linkAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.startsWith(`${SCHEME}:`))
}

/**
 * Shows what a link names, in the page that is open: as if its address had been followed there, so
 * that nothing typed is lost. A link that is not one of ours changes nothing.
 * @returns whether it was one
 */
export function followLink(window: BrowserWindow, link: string | undefined): boolean {
  const route = link === undefined ? undefined : routeOfLink(link)
  if (route === undefined) return false
  // It fails only where another is followed meanwhile, or the window closes.
  window.loadURL(`${PAGE_ADDRESS}#${route}`).catch(() => undefined)
  return true
}
