import { join } from 'node:path'
import { app, type BrowserWindow, crashReporter, dialog, shell } from 'electron'
import { CHANNELS } from '../../preload/channels.ts'
import { isOwnLink } from './browser/open-address.ts'
import { answerPage } from './desktop/answer-page.ts'
import type { ChildEnd } from './desktop/child-messages.ts'
import { claimLinks, followLink, linkAmong } from './desktop/links.ts'
import { setMenu } from './desktop/menu.ts'
import { registerPageScheme, servePage } from './desktop/page.ts'
import { type ServiceChild, startServiceChild } from './desktop/service-child.ts'
import { watchPage } from './desktop/watch-page.ts'
import { guardPages, openWindow, showWindow } from './desktop/window.ts'
import { openHostLog } from './host-log.ts'
import { openInbox } from './inbox.ts'
import { defaultDataDir, logDir, windowDir } from './places.ts'

/** The desktop host: Electron's main process. It opens a window and passes messages, no more. */
const log = openHostLog(logDir(), 'desktop')
const dumps = join(logDir(), 'crashes')
const showLog = () => void shell.openPath(log.path)
let window: BrowserWindow | undefined
let toFront = () => showWindow(window)
/** A link that came before there was a window. */
let waitingLink = linkAmong(process.argv)

async function start(): Promise<void> {
  log.write(`Accord ${app.getVersion()} on ${process.platform} ${process.arch} begins`)
  guardPages()
  servePage()
  setMenu({ showLog, dumps })
  const inbox = await openInbox()
  const child = startServiceChild(defaultDataDir(), {
    event: (event) => window?.webContents.send(CHANNELS.event, event),
    show: () => toFront(),
    said: log.write,
    crashed,
    ended,
  })
  window = openWindow(join(windowDir(), 'window.json'), log.write)
  answerPage(window, child, inbox)
  watchPage(window, {
    log: log.write,
    showLog,
    toBrowser: () => void goOnInBrowser(child),
    quit: () => app.quit(),
  })
  window.on('closed', () => {
    window = undefined
  })
  claimLinks()
  follow(waitingLink)
  app.on('second-instance', (_event, args) => {
    toFront()
    follow(linkAmong(args))
  })
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', (event) => {
    // The record is closed first, and properly.
    event.preventDefault()
    void Promise.all([child.stop(), inbox.empty()]).finally(() => app.exit())
  })
}

/** Shows what a link names. Anybody can make a link, so what it may do is looked at first. */
function follow(link: string | undefined): void {
  if (link === undefined || !window || followLink(window, link)) return
  void dialog.showMessageBox(window, {
    type: 'warning',
    message: 'This link is none that Accord knows',
    detail: 'Nothing was opened. Ask whoever sent it for a new one.',
  })
}

/** There is no service for this window, so the window goes; in its place the person gets the reason. */
function ended(why: ChildEnd): void {
  if (why.state === 'failed') {
    dialog.showErrorBox(
      'Accord could not open your record',
      `${why.message}\n\nWhat led to it stands in the log: ${log.path}`,
    )
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
      `The part of Accord that keeps your record stopped several times. What you saved is safe. Start Accord again; if this goes on, send the people who support Accord the log: ${log.path}`,
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

/** The page works in the browser; a box stays in the window's place, to close Accord by. */
async function goOnInBrowser(child: ServiceChild): Promise<void> {
  const open = async () => {
    const link = await child.link().catch(() => null)
    if (link === null || !isOwnLink(link)) return app.quit()
    await shell.openExternal(link)
  }
  toFront = () => void open()
  await open()
  window?.hide()
  await dialog.showMessageBox({
    type: 'info',
    message: 'Accord is open in your browser',
    detail: 'It works there for as long as this box is open.',
    buttons: ['Close Accord'],
    noLink: true,
  })
  app.quit()
}

app.on('open-url', (event, link) => {
  event.preventDefault()
  if (window) follow(link)
  else waitingLink = link
})
app.setName('Accord')
app.enableSandbox()
app.setPath('userData', windowDir())
// Dumps of crashes stay on this computer: they hold what was in memory.
app.setPath('crashDumps', dumps)
crashReporter.start({ uploadToServer: false })
registerPageScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()
