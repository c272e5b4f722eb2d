import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../domain/errors.ts'
import type { Grant } from '../domain/record/grants.ts'
import type { Notice } from '../preload/types.ts'
import {
  backupsDir,
  checkBackup,
  isExampleBackup,
  listBackups,
  putInPlace,
} from './record/backup.ts'
import { holdRecord, RecordHeld, recordPath } from './record/database.ts'
import { LOOKING, LOOKS, type LookOptions, lookThrough } from './record/look-through.ts'
import { nameMember } from './record/member-name.ts'
import { type Identity, openRecord, recordExists, type ServiceRecord } from './record/record.ts'
import type { JobTools } from './runtime/jobs.ts'
import { clearUnfinished, unfinishedFolder } from './runtime/unfinished.ts'

export type Which = 'own' | 'example'

export interface Workspace {
  /** The record that is open; `undefined` on the very first run. */
  readonly open: { which: Which; record: ServiceRecord } | undefined
  /** Why the record that is there could not be opened; a backup can still take its place. */
  readonly failure: UserError | undefined
  has(which: Which): boolean
  create(ics: string, name: string, grants?: readonly Grant[]): void
  /** The same for a member whom a server has named. */
  createFor(identity: Identity): ServiceRecord
  /** @param inPlace makes the folder's own record the example, for scripts and tests */
  createExample(tools: JobTools, inPlace: boolean): Promise<void>
  switchTo(which: Which): void
  restore(from: string): Promise<void>
  /** Makes a backup if the last one is a day old. */
  backUpIfDue(): Promise<void>
  close(): Promise<void>
}

export interface WorkspaceOptions {
  dataDir: string
  today(): string
  now(): number
  /** Tells the person something; what it answers takes it back. */
  notify(level: Notice['level'], text: string): () => void
  /** A record has been opened or closed: everything on show must be asked for again. */
  moved(record: ServiceRecord): void
  /** The open record is about to be closed: nobody may use it any more. */
  leaving(): void
  /** What is open could not be opened any more: whatever is on show must be asked for again. */
  lost(): void
  looks?: LookOptions | undefined
}

const DAY_MS = 86_400_000

/**
 * A person's own record and the example beside it, of which one is open at a time. The folder is
 * held from the first moment to the last, so that no second service can start on it.
 * @throws RecordHeld
 */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { dataDir, today, now, notify, moved, leaving, lost } = options
  const { behindFrom, afterMs } = { ...LOOKS, ...options.looks }
  const exampleDir = join(dataDir, 'example')
  const holds = [hold(dataDir)]
  let open: { which: Which; record: ServiceRecord } | undefined
  let failure: UserError | undefined
  /** Ends the look that goes on behind; answers once nobody reads the file any more. */
  let endLook = () => Promise.resolve()
  let backingUp: Promise<unknown> = Promise.resolve()
  /** The example that is being made. */
  let filling: Promise<void> | undefined
  const closing = new AbortController()

  const folder = (which: Which) => (which === 'own' ? dataDir : exampleDir)
  const has = (which: Which) => recordExists(folder(which))

  function closeOpen(): void {
    if (!open) return
    void endLook()
    leaving()
    open.record.close()
    open = undefined
  }

  function holdExample(): void {
    if (holds.length === 1) holds.push(hold(exampleDir))
  }

  function openIn(which: Which, uncheckedFrom = behindFrom): ServiceRecord {
    closeOpen()
    if (which === 'example') holdExample()
    const record = openRecord(folder(which), notify, now, uncheckedFrom)
    open = { which, record }
    failure = undefined
    moved(record)
    if (record.isUnchecked()) void lookBehind(which, record)
    return record
  }

  /** Has an open record looked through; what is damaged is opened anew, as it would have been. */
  async function lookBehind(which: Which, record: ServiceRecord): Promise<void> {
    const look = lookThrough(record.dataDir, afterMs)
    const takeBack = notify('information', LOOKING)
    endLook = () => {
      takeBack()
      endLook = () => Promise.resolve()
      return look.stop()
    }
    const found = await look.found
    // A backup reads the file that is about to be put aside.
    await backingUp
    if (open?.record !== record) return
    void endLook()
    if (found === 'sound') record.checked()
    if (found !== 'damaged') return
    try {
      openIn(which, Number.POSITIVE_INFINITY)
    } catch (error) {
      failure =
        error instanceof UserError
          ? error
          : new UserError(
              `The record in ${record.dataDir} is damaged and could not be opened. Close Accord and open it again.`,
              'failed',
              { cause: error },
            )
      lost()
    }
  }

  /**
   * Fills the example where nobody can open it, and puts it in place when it is whole: a record that
   * is half filled is read by nothing, and one that was cut short is never met again.
   */
  async function fillElsewhere(which: Which, { signal, progress }: JobTools): Promise<void> {
    const aside = unfinishedFolder(dataDir)
    try {
      const record = openRecord(aside, notify, now)
      try {
        const { fillExample } = await import('./example.ts')
        await fillExample(record, today(), {
          signal,
          onProgress: (done, total) => progress(done, total, 'Making the example'),
        })
        signal.throwIfAborted()
      } finally {
        record.close()
      }
      if (has(which)) throw new UserError('There is a record here already. Open it instead.')
      if (which === 'example') holdExample()
      renameSync(recordPath(aside), recordPath(folder(which)))
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }

  try {
    if (has('own')) openIn('own')
    else if (has('example')) openIn('example')
  } catch (error) {
    if (error instanceof UserError && !(error instanceof RecordHeld)) failure = error
    else {
      for (const hold of holds) hold.release()
      throw error
    }
  }

  return {
    get open() {
      return open
    },
    get failure() {
      return failure
    },
    has,
    create(ics, name, grants) {
      const member = { id: randomUUID(), name, grants: [...(grants ?? [`lead:${ics}` as Grant])] }
      this.createFor({ member, ics, example: false })
    },
    createFor(identity) {
      // One without a member was left by a first run that was cut short: it is taken up again.
      const unfinished = open?.which === 'own' && !open.record.identity() ? open.record : undefined
      if (has('own') && !unfinished)
        throw new UserError('There is a record here already. Open it instead.')
      const record = unfinished ?? openIn('own')
      record.identify(identity)
      nameMember(record, identity.member)
      moved(record)
      return record
    },
    async createExample(tools, inPlace) {
      const which = inPlace ? 'own' : 'example'
      if (has(which)) {
        if (inPlace) throw new UserError('There is a record here already. Choose another folder.')
        openIn('example')
        return
      }
      if (filling) throw new UserError('The example is being made already. Wait until it is there.')
      const signal = AbortSignal.any([tools.signal, closing.signal])
      filling = fillElsewhere(which, { ...tools, signal })
      try {
        await filling
      } finally {
        filling = undefined
      }
      openIn(which)
    },
    switchTo(which) {
      if (!has(which))
        throw new UserError(
          which === 'own'
            ? 'You have no record of your own yet. Choose a system and a name first.'
            : 'There is no example here yet. Make one first.',
        )
      const before = open?.which
      if (before === which) return
      try {
        openIn(which)
      } catch (error) {
        if (before) openIn(before)
        throw error
      }
    },
    async restore(from) {
      checkBackup(from)
      const which = open?.which ?? 'own'
      // A record's own backups are of its own kind, even where it cannot be opened to say which.
      const isOwn = resolve(dirname(from)) === resolve(backupsDir(folder(which)))
      if (!isOwn && !open?.record.identity()?.example && isExampleBackup(from))
        throw new UserError(
          `${from} is a backup of the example, whose data is invented. Choose a backup of your own record.`,
        )
      await endLook()
      closeOpen()
      try {
        const kept = putInPlace(from, folder(which), 'replaced')
        if (kept)
          notify(
            'information',
            `The backup has been restored. What it replaced is kept at ${kept}.`,
          )
      } finally {
        if (has(which)) openIn(which)
      }
    },
    backUpIfDue() {
      const last = open && listBackups(open.record.dataDir)[0]
      if (!open || (last && now() - Date.parse(last.at) < DAY_MS)) return Promise.resolve()
      const { record } = open
      const work = record.backup().then(
        () => {},
        (error: Error) => void notify('warning', error.message),
      )
      backingUp = work
      return work
    },
    async close() {
      closing.abort()
      await filling?.catch(() => undefined)
      await backingUp
      // Many open Accord for minutes at a time: the hourly look alone would never come to them.
      await this.backUpIfDue()
      await endLook()
      closeOpen()
      for (const hold of holds) hold.release()
    },
  }
}

/** @throws RecordHeld */
function hold(dataDir: string): ReturnType<typeof holdRecord> {
  const held = holdRecord(dataDir)
  clearUnfinished(dataDir)
  return held
}

/** Size of a record on the disk, in bytes. */
export function recordBytes(dataDir: string): number {
  return ['', '-wal']
    .map((suffix) => recordPath(dataDir) + suffix)
    .reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)
}
