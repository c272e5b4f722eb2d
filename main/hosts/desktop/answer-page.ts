import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { app, type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { UserError } from '../../../domain/errors.ts'
import { CHANNELS } from '../../../preload/channels.ts'
import type { Answer } from '../../../preload/contract.ts'
import { copyWhole } from '../../exports/whole-file.ts'
import type { Inbox } from '../inbox.ts'
import { callForPage } from '../page-calls.ts'
import { plainMessage } from '../service-handle.ts'
import { openOutside } from './outside.ts'
import { PAGE_ORIGIN } from './page.ts'
import type { ServiceChild } from './service-child.ts'

/** Answers what the page asks through the bridge; nobody else is answered. */
export function answerPage(window: BrowserWindow, child: ServiceChild, inbox: Inbox): void {
  function handle<A extends unknown[]>(
    channel: string,
    answer: (...args: A) => Promise<Answer<unknown>>,
  ): void {
    ipcMain.handle(channel, (event, ...args) => {
      if (!isFromPage(event, window)) return refused(new UserError('Accord answers only its page.'))
      return answer(...(args as A)).catch(refused)
    })
  }

  handle(CHANNELS.call, async (procedure: string, input: unknown) => {
    const service = await child.service()
    return callForPage(service, procedure, input)
  })
  handle(CHANNELS.takeIn, async (name: unknown, content: unknown) => {
    if (typeof name !== 'string' || !(content instanceof Uint8Array))
      throw new UserError('Accord takes files as what they hold, never by where they lie.')
    const path = await inbox.store(Readable.from([content]), name)
    const service = await child.service()
    return done(await service.files.takeIn(path, basename(name)))
  })
  handle(CHANNELS.keep, async (token: string) => {
    const service = await child.service()
    const file = await service.files.out(token)
    if (!file) throw new UserError('This file is no longer there. Make it again.')
    return done(await keep(window, file))
  })
  handle(CHANNELS.openOutside, async (address: unknown) => done(await openOutside(address)))
}

/** Whether it is our own page that asks: the window's main frame, still at its own address. */
function isFromPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const { senderFrame } = event
  return (
    senderFrame !== null &&
    senderFrame === window.webContents.mainFrame &&
    senderFrame.origin === PAGE_ORIGIN
  )
}

/** Asks where to keep a file; `false` when the person thought better of it. */
async function keep(window: BrowserWindow, file: { path: string; name: string }): Promise<boolean> {
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), file.name),
  })
  if (!filePath) return false
  await copyWhole(file.path, filePath)
  return true
}

const done = (value: unknown): Answer<unknown> => ({ ok: true, value })
const refused = (error: unknown): Answer<unknown> => ({
  ok: false,
  error: { code: 'failed', message: plainMessage(error) },
})
