import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Bus, Ears } from './bus.ts'

const PREFIX = 'accord:room:'

/**
 * The bus through Redis. Carries numbers and presence, never content: what was stored is read from
 * the store, so a message that is lost costs a moment.
 */
export async function redisBus(url: string): Promise<Bus> {
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: false }
  const talking = new Redis(url, options)
  const listening = new Redis(url, { ...options, enableOfflineQueue: true, autoResubscribe: true })
  // Both come back by themselves; until then nodes compare notes through the store.
  talking.on('error', () => {})
  listening.on('error', () => {})
  await Promise.all([talking.connect(), listening.connect()])

  const me = randomUUID()
  const rooms = new Map<string, Ears>()
  listening.on('message', (channel: string, text: string) => {
    const ears = rooms.get(channel.slice(PREFIX.length))
    const message = ears && readMessage(text)
    if (!message || message.from === me) return
    if (message.kind === 'update') ears.update(message.seq)
    else if (message.kind === 'who') ears.who()
    else ears.presence(Buffer.from(message.states, 'base64'))
  })

  return {
    publish(room: string, kind: Message['kind'], value?: number | Uint8Array) {
      const body =
        kind === 'update'
          ? { seq: value }
          : kind === 'presence'
            ? { states: Buffer.from(value as Uint8Array).toString('base64') }
            : {}
      talking.publish(PREFIX + room, JSON.stringify({ from: me, kind, ...body })).catch(() => {})
    },
    listen(room, ears) {
      rooms.set(room, ears)
      listening.subscribe(PREFIX + room).catch(() => {})
      return () => {
        rooms.delete(room)
        listening.unsubscribe(PREFIX + room).catch(() => {})
      }
    },
    healthy: () => talking.status === 'ready' && listening.status === 'ready',
    async close() {
      talking.disconnect()
      listening.disconnect()
    },
  }
}

type Message = { from: string } & (
  | { kind: 'update'; seq: number }
  | { kind: 'presence'; states: string }
  | { kind: 'who' }
)

function readMessage(text: string): Message | undefined {
  try {
    return JSON.parse(text) as Message
  } catch {
    return undefined
  }
}
