import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { CHANNELS } from './channels.ts'
import type { Answer, Bridge, ServiceEvent } from './contract.ts'
import { FILE_LIMIT, FILE_TOO_LARGE } from './file-limit.ts'

/**
 * Gives the page exactly the `Bridge`, and nothing of Electron: no channel of the page's choosing,
 * no event object, and no path: files go by what is in them, which a page in a sandbox has only of
 * those that the person chose or dropped on it.
 */
const bridge: Bridge = {
  host: 'desktop',
  call: (procedure, input) => ipcRenderer.invoke(CHANNELS.call, procedure, input),
  listen(hear) {
    const pass = (_event: IpcRendererEvent, event: ServiceEvent) => hear(event)
    ipcRenderer.on(CHANNELS.event, pass)
    return () => void ipcRenderer.off(CHANNELS.event, pass)
  },
  async takeIn(file) {
    if (file.size > FILE_LIMIT) throw new Error(FILE_TOO_LARGE)
    const content = new Uint8Array(await file.arrayBuffer())
    return valueIn(await ipcRenderer.invoke(CHANNELS.takeIn, file.name, content))
  },
  keep: async (file) => valueIn(await ipcRenderer.invoke(CHANNELS.keep, file.token)),
  openOutside: (address) => void ipcRenderer.invoke(CHANNELS.openOutside, address),
}

/** Errors travel as answers: what `invoke` makes of a thrown one is not fit to be read. */
function valueIn<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new Error(answer.error.message)
}

contextBridge.exposeInMainWorld('accord', bridge)
