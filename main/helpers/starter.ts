/** A helper's end of `helper.ts`: whoever started it, by Electron or by Node. */
export interface Starter {
  /** Answers when the message is on its way. */
  tell(message: unknown): Promise<void>
  hear(receive: (message: unknown) => void): void
  /** It needs nothing more: a process with nothing left to do may end. */
  leave(): void
}

/** Electron gives its utility processes a port; under Node there is the channel to the parent. */
const port = process.parentPort as typeof process.parentPort | undefined

export const starter: Starter = port
  ? {
      async tell(message) {
        port.postMessage(message)
      },
      hear: (receive) => void port.on('message', ({ data }) => receive(data)),
      // Electron lets none end by itself: whoever started it does that.
      leave: () => undefined,
    }
  : {
      tell: (message) =>
        new Promise((resolve) => {
          if (process.send) process.send(message, () => resolve())
          else resolve()
        }),
      hear: (receive) => void process.on('message', receive),
      leave: () => process.disconnect?.(),
    }
