import { app, type BrowserWindow, dialog, shell } from 'electron'
import { CHANNELS } from '../../preload/channels.ts'
import { isOwnLink } from './browser/open-address.ts'
import { answerPage } from './desktop/answer-page.ts'
import type { ChildEnd } from './desktop/child-messages.ts'
import { registerPageScheme, servePage } from './desktop/page.ts'
import { startServiceChild } from './desktop/service-child.ts'
import { guardPages, openWindow, setMenu, showWindow } from './desktop/window.ts'
import { defaultDataDir } from './places.ts'

/** The desktop host: Electron's main process. It opens a window and passes messages, no more. */
let window: BrowserWindow | undefined

function start(): void {
  guardPages()
  servePage()
  setMenu()
  const child = startServiceChild(defaultDataDir(), {
    event: (event) => window?.webContents.send(CHANNELS.event, event),
    show: () => showWindow(window),
    crashed,
    ended,
  })
  window = openWindow()
  answerPage(window, child)
  window.on('closed', () => {
    window = undefined
  })
  app.on('second-instance', () => showWindow(window))
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', (event) => {
    // The record is closed first, and properly.
    event.preventDefault()
    void child.stop().then(() => app.exit())
  })
}

/** There is no service for this window, so the window goes; in its place the person gets the reason. */
function ended(why: ChildEnd): void {
  if (why.state === 'failed') {
    dialog.showErrorBox('Accord could not open your record', why.message)
  } else if (why.link && isOwnLink(why.link)) {
    // Accord runs in the user's browser: that is where it is shown.
    void shell.openExternal(why.link)
  }
  app.quit()
}

function crashed(again: boolean): void {
  if (!again) {
    dialog.showErrorBox(
      'Accord has to close',
      'The part of Accord that keeps your record stopped several times. What you saved is safe. Start Accord again; if this goes on, tell the people who support Accord.',
    )
    app.quit()
  } else if (window) {
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Part of Accord stopped and was started again',
      detail:
        'What you saved is safe. If you were changing something just now, check that it is there.',
    })
  }
}

app.setName('Accord')
app.enableSandbox()
registerPageScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()
