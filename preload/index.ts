import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import { CHANNELS } from './channels.ts'
import type { Answer, Bridge, ServiceEvent } from './contract.ts'

/**
 * Gives the page exactly the `Bridge`, and nothing of Electron: no channel of the page's choosing,
 * no event object, no path of a file that the person did not choose.
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
    const path = webUtils.getPathForFile(file)
    if (path === '') {
      throw new Error(
        'This file is not saved on this computer yet. Save it in a folder, then choose it there.',
      )
    }
    return valueIn(await ipcRenderer.invoke(CHANNELS.takeIn, path))
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
