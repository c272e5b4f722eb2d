import pino from 'pino'

/**
 * Structured lines without personal data: members and devices by id, never names, credentials,
 * addresses or content.
 */
export type Log = pino.Logger

export function openLog(level = 'info'): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Whatever a careless line may carry.
    redact: {
      paths: ['req', 'headers', '*.authorization', '*.credential', '*.name', '*.email'],
      remove: true,
    },
    serializers: {
      err: ({ message, code, stack }: Error & { code?: string }) => ({ message, code, stack }),
    },
  }
  // Standard output is for what a command answers.
  return pino(options, pino.destination({ fd: 2, sync: true }))
}

/** Writes of one kind of event at most once a minute, with how often it came since the last line. */
export type Sparing = (kind: string, write: (log: Log, times: number) => void) => void

const MINUTE_MS = 60_000
/** Kinds kept in mind; beyond that the log says less, never more. */
const KINDS = 1000

/** A log for what others can make happen as often as they like. */
export function sparingly(log: Log, now: () => number): Sparing {
  const kinds = new Map<string, { at: number; times: number }>()
  return (kind, write) => {
    const known = kinds.get(kind)
    if (known && now() - known.at < MINUTE_MS) {
      known.times += 1
      return
    }
    if (!known && kinds.size >= KINDS) {
      for (const [name, { at }] of kinds) if (now() - at >= MINUTE_MS) kinds.delete(name)
      if (kinds.size >= KINDS) return
    }
    write(log, known ? known.times + 1 : 1)
    kinds.set(kind, { at: now(), times: 0 })
  }
}
