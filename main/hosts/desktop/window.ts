import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, type Session, session, type WebContents } from 'electron'
import { PROJECT_DIR } from '../places.ts'
import { offerContextMenu } from './context-menu.ts'
import { openOutside } from './outside.ts'
import { PAGE_ADDRESS, PAGE_ORIGIN } from './page.ts'
import { keepPlace, readPlace } from './window-place.ts'

/**
 * Opens the one window: a page without Node, in a sandbox, that speaks through the bridge alone.
 * @param placeFile where it is kept at which place it was last
 */
export function openWindow(placeFile: string, log: (text: string) => void): BrowserWindow {
  const place = readPlace(placeFile)
  const window = new BrowserWindow({
    title: 'Accord',
    width: 1440,
    height: 900,
    ...(place && { x: place.x, y: place.y, width: place.width, height: place.height }),
    minWidth: 360,
    minHeight: 400,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1f23' : '#ffffff',
    webPreferences: {
      preload: join(PROJECT_DIR, 'out', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // macOS checks spelling itself; elsewhere the dictionaries would come from a server of Google's.
      spellcheck: process.platform === 'darwin',
    },
  })
  window.once('ready-to-show', () => (place?.maximised ? window.maximize() : window.show()))
  keepPlace(window, placeFile)
  offerContextMenu(window.webContents)
  window.loadURL(PAGE_ADDRESS).catch((error: Error) => log(`no page: ${error.message}`))
  return window
}

/** Brings the window to the front, also when it is minimised. */
export function showWindow(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}

/** Closes every way out of the page that Electron has; to call before any window opens. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  guardSession(session.defaultSession)
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    // The page may reload itself, and go nowhere else.
    if (event.url.split('#')[0] !== PAGE_ADDRESS) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url)
    return { action: 'deny' }
  })
}

/** The page needs no device and no permission but to copy cells to the clipboard. */
function guardSession(pages: Session): void {
  const allowed = (permission: string, origin: string) =>
    permission === 'clipboard-sanitized-write' && origin.replace(/\/$/, '') === PAGE_ORIGIN
  pages.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  pages.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed(permission, contents.mainFrame.origin)),
  )
  pages.setDevicePermissionHandler(() => false)
}
