import { answers, app, menu, permissions, seen, serviceProcess, windows } from './electron.ts'

/** What the test may do to the double, over the IPC channel of the process it runs in. */
const commands = {
  seen: () => seen,
  evaluate: (code: string) => windows[0]?.webContents.page.chromium?.evaluate(code),
  isOpen: () => windows[0]?.webContents.page.chromium !== undefined,
  savePath(path: string) {
    answers.savePath = path
  },
  buttons(pressed: number[]) {
    answers.buttons = pressed
  },
  crashPage: () => windows[0]?.webContents.page.crash(),
  windowEvent: (name: string) => windows[0]?.emit(name),
  /** Labels of the menu, each with those below it. */
  menu: () => menu.map(({ label, submenu }) => [label, submenu?.map((item) => item.label)]),
  press(label: string) {
    menu
      .flatMap(({ submenu }) => submenu ?? [])
      .find((item) => item.label === label)
      ?.click?.()
  },
  pageOrigin(origin: string) {
    windows[0]!.webContents.mainFrame.origin = origin
  },
  async permissions() {
    const check = permissions.check as (contents: null, name: string, origin: string) => boolean
    const device = permissions.device as () => boolean
    return {
      camera: check(null, 'media', 'app://accord/'),
      copy: check(null, 'clipboard-sanitized-write', 'app://accord/'),
      copyElsewhere: check(null, 'clipboard-sanitized-write', 'https://evil.example/'),
      device: device(),
    }
  },
  crashService: () => serviceProcess?.kill('SIGKILL'),
  startAgain: (args: string[] = []) => app.emit('second-instance', {}, args),
  contextMenu: (params: object) => windows[0]?.webContents.emit('context-menu', {}, params),
  closeWindow: () => {
    windows[0]?.emit('close')
    windows[0]?.emit('closed')
    app.emit('window-all-closed')
  },
} as const
export type Command = keyof typeof commands

process.on('message', async ({ id, command, value }: Asked) => {
  try {
    process.send?.({ id, value: await (commands[command] as (value: unknown) => unknown)(value) })
  } catch (error) {
    process.send?.({ id, error: String(error) })
  }
})

interface Asked {
  id: number
  command: Command
  value?: unknown
}
