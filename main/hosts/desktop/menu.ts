import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import { BOUNDARIES_NOTICE } from '../../../domain/areas/notice.ts'
import { PROJECT_DIR } from '../places.ts'

/** What the menu reaches beyond its window. */
export interface MenuHelp {
  showLog(): void
  /** Folder of crash dumps. */
  dumps: string
}

/** The window's menu: no developer tools, and nothing that would lose what is on show. */
export function setMenu(help: MenuHelp): void {
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu()] : []),
      {
        label: '&File',
        submenu: [
          { label: '&Print…', accelerator: 'CmdOrCtrl+P', click: printPage },
          { type: 'separator' },
          isMac ? { role: 'close' } : { role: 'quit', label: 'Close Accord' },
        ],
      },
      { role: 'editMenu', label: '&Edit' },
      {
        label: '&View',
        submenu: [
          { role: 'resetZoom', label: 'Usual size' },
          { role: 'zoomIn', label: 'Larger' },
          { role: 'zoomOut', label: 'Smaller' },
          { type: 'separator' },
          { role: 'togglefullscreen', label: 'Full screen' },
        ],
      },
      { role: 'windowMenu', label: '&Window' },
      {
        role: 'help',
        label: '&Help',
        submenu: [
          { label: 'Show the log', click: help.showLog },
          { label: 'Show crash reports', click: () => void shell.openPath(help.dumps) },
          ...(isMac ? [] : [{ type: 'separator' } as const, about()]),
        ],
      },
    ]),
  )
}

function appMenu(): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      about(),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}

function about(): MenuItemConstructorOptions {
  return { label: 'About Accord', click: () => void sayAbout() }
}

function sayAbout(): Promise<unknown> {
  const window = BrowserWindow.getFocusedWindow()
  const box = {
    type: 'info' as const,
    message: `Accord ${app.getVersion()}`,
    detail: [
      'What the Midlands’ integrated care systems do about health inequalities.',
      'Licence: MIT. Licences of the parts it is made of lie beside the program.',
      `Boundaries. ${BOUNDARIES_NOTICE}`,
      'Indicator data: Office for Health Improvement and Disparities (Fingertips), Open Government Licence v3.0.',
      origin(),
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
  return window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box)
}

/** Whether somebody stands for this copy: packing writes into it whether it was signed. */
function origin(): string {
  if (!app.isPackaged) return 'This copy runs from its source.'
  const { signed } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8'))
  return signed === true ? '' : 'This copy is not signed: nothing proves who packed it.'
}

/** Prints what is on show; a page's own print styles leave the frame round it away. */
function printPage(): void {
  const window = BrowserWindow.getFocusedWindow()
  window?.webContents.print({ printBackground: false }, (printed, why) => {
    if (!printed && why !== 'Print job canceled')
      void dialog.showMessageBox(window, {
        type: 'warning',
        message: 'The page could not be printed',
        detail: 'Check that this computer has a printer. A document can also be kept as a PDF.',
      })
  })
}
