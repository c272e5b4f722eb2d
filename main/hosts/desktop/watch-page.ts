import { type BrowserWindow, dialog } from 'electron'

/** What happens to a page whose process dies, or does not answer any more. */

/** At the so-manyeth death within the window of time (in ms) it is not opened again by itself. */
const MANY = 3
const WINDOW = 60_000

export interface PageHelp {
  log(text: string): void
  showLog(): void
  /** Shows Accord in the person's browser instead. */
  toBrowser(): void
  quit(): void
}

/** Opens the page again when its process is gone, and says so; offers other ways when it keeps dying. */
export function watchPage(window: BrowserWindow, help: PageHelp): void {
  let deaths: number[] = []
  const { webContents } = window

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    help.log(`the page's process is gone: ${reason}, code ${exitCode}`)
    const now = Date.now()
    deaths = [...deaths.filter((moment) => now - moment < WINDOW), now]
    if (deaths.length < MANY) {
      webContents.reload()
      void sayReopened(window)
    } else {
      void offerWays()
    }
  })
  askWhileSilent(window, help)

  async function offerWays(): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The page of Accord stopped several times',
      detail:
        'What you saved is safe, and what you typed is kept as a draft. You can go on in your browser, or show the log to the people who support Accord.',
      buttons: ['Go on in the browser', 'Show the log', 'Try again', 'Close Accord'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
    })
    if (response === 0) help.toBrowser()
    else if (response === 1) {
      help.showLog()
      await offerWays()
    } else if (response === 2) {
      deaths = []
      webContents.reload()
    } else help.quit()
  }
}

function sayReopened(window: BrowserWindow): Promise<unknown> {
  return dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The page stopped and was opened again',
    detail: 'What you saved is safe. What you had typed and not saved is kept as a draft.',
  })
}

/** Asks whether to wait, for as long as the page does not answer. */
function askWhileSilent(window: BrowserWindow, { log }: PageHelp): void {
  let asking: AbortController | undefined

  window.on('unresponsive', async () => {
    if (asking) return
    asking = new AbortController()
    const { signal } = asking
    log('the page does not answer')
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The page does not answer',
      detail:
        'It may be busy. You can wait, or open it again: what you saved is safe, and what you typed is kept as a draft.',
      buttons: ['Wait', 'Open it again'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    })
    asking = undefined
    // It is opened again like one that died by itself.
    if (response === 1 && !signal.aborted) window.webContents.forcefullyCrashRenderer()
  })
  window.on('responsive', () => asking?.abort())
}
