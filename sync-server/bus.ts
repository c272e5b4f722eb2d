/** What nodes that share a store tell each other. Losing a message costs time, never content. */
export interface Bus {
  publish(room: string, kind: 'update', seq: number): void
  publish(room: string, kind: 'presence', states: Uint8Array): void
  publish(room: string, kind: 'who'): void
  /** Hears the room's messages from other nodes until the answer is called. */
  listen(room: string, ears: Ears): () => void
  /** Whether other nodes can be heard. */
  healthy(): boolean
  close(): Promise<void>
}

export interface Ears {
  /** Another node stored the update of this number. */
  update(seq: number): void
  presence(states: Uint8Array): void
  /** Another node asks who is here. */
  who(): void
}

/** The bus of a server that is alone. */
export function noBus(): Bus {
  return {
    publish: () => {},
    listen: () => () => {},
    healthy: () => true,
    close: async () => {},
  }
}
