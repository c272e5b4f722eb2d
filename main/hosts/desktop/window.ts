import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  Menu,
  type MenuItemConstructorOptions,
  nativeTheme,
  type Session,
  session,
  type WebContents,
} from 'electron'
import { PROJECT_DIR } from '../places.ts'
import { openOutside } from './outside.ts'
import { PAGE_ADDRESS, PAGE_ORIGIN } from './page.ts'

/** Opens the one window: a page without Node, in a sandbox, that speaks through the bridge alone. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Accord',
    width: 1440,
    height: 900,
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
      // Its dictionaries would come from a server of Google's.
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE_ADDRESS)
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

/** Editing and zooming by keyboard; no developer tools, nothing that would reload the page. */
export function setMenu(): void {
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      { role: 'fileMenu' },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  )
}
