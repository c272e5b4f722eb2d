import { randomUUID } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../domain/errors.ts'
import { type Grant, leadOf } from '../domain/record/grants.ts'
import { type StreamName, systemStream } from '../domain/record/stream.ts'
import type { Notice } from '../preload/types.ts'
import type { JobTools } from './jobs.ts'
import { listBackups } from './record/backup.ts'
import { holdRecord, recordPath } from './record/database.ts'
import { openRecord, recordExists, restoreRecord, type ServiceRecord } from './record/record.ts'

export type Which = 'own' | 'example'

export interface Workspace {
  /** The record that is open; `undefined` on the very first run. */
  readonly open: { which: Which; record: ServiceRecord } | undefined
  has(which: Which): boolean
  create(ics: string, name: string, grants?: readonly Grant[]): void
  /** @param inPlace makes the folder's own record the example, for scripts and tests */
  createExample(tools: JobTools, inPlace: boolean): Promise<void>
  switchTo(which: Which): void
  restore(from: string): void
  /** Makes a backup if the last one is a day old. */
  backUpIfDue(): Promise<void>
  close(): Promise<void>
}

export interface WorkspaceOptions {
  dataDir: string
  today(): string
  now(): number
  notify(level: Notice['level'], text: string): void
  /** A record has been opened or closed: everything on show must be asked for again. */
  moved(record: ServiceRecord): void
}

const DAY_MS = 86_400_000

/**
 * A person's own record and the example beside it, of which one is open at a time. The folder is
 * held from the first moment to the last, so that no second service can start on it.
 * @throws RecordHeld
 */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { dataDir, today, now, notify, moved } = options
  const exampleDir = join(dataDir, 'example')
  const holds = [holdRecord(dataDir)]
  let open: { which: Which; record: ServiceRecord } | undefined
  let backingUp: Promise<unknown> = Promise.resolve()

  const folder = (which: Which) => (which === 'own' ? dataDir : exampleDir)
  const has = (which: Which) => recordExists(folder(which))

  function openIn(which: Which): ServiceRecord {
    open?.record.close()
    open = undefined
    if (which === 'example' && holds.length === 1) holds.push(holdRecord(exampleDir))
    const record = openRecord(folder(which), notify, now)
    open = { which, record }
    moved(record)
    return record
  }

  function discard(which: Which): void {
    open?.record.close()
    open = undefined
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(recordPath(folder(which)) + suffix, { force: true })
  }

  try {
    if (has('own')) openIn('own')
    else if (has('example')) openIn('example')
  } catch (error) {
    for (const hold of holds) hold.release()
    throw error
  }

  return {
    get open() {
      return open
    },
    has,
    create(ics, name, grants) {
      if (has('own')) throw new UserError('There is a record here already. Open it instead.')
      const record = openIn('own')
      const member = { id: randomUUID(), name, grants: [...(grants ?? [`lead:${ics}` as Grant])] }
      record.identify({ member, ics, example: false })
      const stream = streamOf(member.grants)
      if (stream)
        record.write(
          [
            {
              stream,
              draft: { kind: 'change', subject: `member:${member.id}`, set: { name }, basedOn: {} },
            },
          ],
          randomUUID(),
        )
      moved(record)
    },
    async createExample(tools, inPlace) {
      const which = inPlace ? 'own' : 'example'
      if (has(which)) {
        if (inPlace) throw new UserError('There is a record here already. Choose another folder.')
        openIn('example')
        return
      }
      const before = open?.which
      const record = openIn(which)
      try {
        const { fillExample } = await import('./example.ts')
        await fillExample(record, today(), {
          signal: tools.signal,
          onProgress: (done, total) => tools.progress(done, total, 'Making the example'),
        })
      } catch (error) {
        // A half-made example is worse than none.
        discard(which)
        if (before) openIn(before)
        throw error
      }
      moved(record)
    },
    switchTo(which) {
      if (!has(which))
        throw new UserError(
          which === 'own'
            ? 'You have no record of your own yet. Choose a system and a name first.'
            : 'There is no example here yet. Make one first.',
        )
      if (open?.which !== which) openIn(which)
    },
    restore(from) {
      const which = open?.which ?? 'own'
      open?.record.close()
      open = undefined
      try {
        const kept = restoreRecord(folder(which), from)
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
      if (!open || (last && Date.now() - Date.parse(last.at) < DAY_MS)) return Promise.resolve()
      const { record } = open
      const work = record.backup().then(
        () => {},
        (error: Error) => notify('warning', error.message),
      )
      backingUp = work
      return work
    },
    async close() {
      await backingUp
      open?.record.close()
      open = undefined
      for (const hold of holds) hold.release()
    },
  }
}

/** Where a member's own name is written: the first place they may write. */
function streamOf(grants: readonly Grant[]): StreamName | undefined {
  const lead = leadOf(grants)[0]
  if (lead) return systemStream(lead)
  return grants.includes('regional') || grants.includes('chair') ? 'region' : undefined
}

/** Size of a record on the disk, in bytes. */
export function recordBytes(dataDir: string): number {
  return ['', '-wal']
    .map((suffix) => recordPath(dataDir) + suffix)
    .reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)
}
