/** Loaded before the service's process: gives it Electron's `process.parentPort`, over Node's IPC. */
Object.defineProperty(process, 'parentPort', {
  value: {
    postMessage: (message: unknown) => process.send?.(message),
    on: (_event: 'message', hear: (event: { data: unknown }) => void) =>
      process.on('message', (data) => hear({ data })),
  },
})
