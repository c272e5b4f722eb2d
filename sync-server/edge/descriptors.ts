import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'

/** Files that the server itself has open: store, log, threads; with room to spare. */
const OWN = 128

/** How many files this process may have open at once; `undefined` where the system has no limit. */
export function openFilesLimit(): number | undefined {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork: boolean }
  // Else it asks for the names of everybody connected.
  report.excludeNetwork = true
  const { userLimits } = report.getReport() as {
    userLimits?: { open_files?: { soft: number | 'unlimited' } }
  }
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : undefined
}

/**
 * Takes no more connections than the system gives us files for, and says so: a server without files
 * can neither take a connection nor write its store.
 */
export function withinFiles(limits: Limits, files: number | undefined, log: Log): Limits {
  if (files === undefined || files >= limits.connections + limits.strangers + OWN) return limits
  const usable = Math.max(16, files - OWN)
  const strangers = Math.min(limits.strangers, Math.ceil(usable / 4))
  const connections = Math.min(limits.connections, usable - strangers)
  log.warn(
    { files, connections, wanted: limits.connections + limits.strangers + OWN },
    'the system gives this process too few open files (ulimit -n); it takes fewer connections',
  )
  return { ...limits, strangers, connections }
}
