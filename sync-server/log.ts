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
