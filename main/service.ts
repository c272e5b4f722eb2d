import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDiskFull, noRoomSentence } from '../disk/no-room.ts'
import { dayOf } from '../domain/dates.ts'
import { UserError } from '../domain/errors.ts'
import { plainTexts } from '../domain/plain-text.ts'
import { parseSegment } from '../domain/record/stream.ts'
import {
  type Answer,
  contract,
  type Failure,
  type Input,
  type Output,
  type Procedure,
  type ServiceEvent,
} from '../preload/contract.ts'
import { takeBackHalfImports } from './across/half-imports.ts'
import { inventedDoor } from './exports/invented/door.ts'
import { procedures } from './procedures.ts'
import { recordContext } from './record/context.ts'
import type { LoggedUpdate } from './record/log.ts'
import type { LookOptions } from './record/look-through.ts'
import { resourcesDir } from './record/resources.ts'
import { requireNoNhsNumber } from './runtime/cleared-numbers.ts'
import { draftBook } from './runtime/drafts.ts'
import { fileShelf } from './runtime/files.ts'
import { jobs } from './runtime/jobs.ts'
import { notices } from './runtime/notices.ts'
import { type SyncOptions, syncDesk } from './sync/desk.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** What every host starts, and the only thing it starts. */
export interface Service {
  /** Answers any procedure of the contract; the input is parsed here, whoever sends it. Never throws. */
  call(procedure: string, input: unknown): Promise<Answer<unknown>>
  /** The same for callers in this process that know what they ask; throws `UserError`. */
  ask<P extends Procedure>(procedure: P, input: Input<P>): Promise<Output<P>>
  /** Hears events until the answer is called. */
  listen(hear: (event: ServiceEvent) => void): () => void
  files: {
    /** A file on this machine comes in, under a token to name it by in a call. */
    takeIn(path: string, name?: string): string
    /** A finished file that waits to go out; `undefined` when the token names none. */
    out(token: string): { path: string; name: string; type: string } | undefined
  }
  close(): Promise<void>
}

export interface ServiceOptions {
  /** Folder of the person's own record; the example has the folder `example` in it. */
  dataDir: string
  /** Called for what an engineer would want to read; never with personal data. */
  log?: (line: string) => void
  /** The machine's clock in ms since 1970; tests set it. */
  now?: () => number
  sync?: SyncOptions
  looks?: LookOptions
}

const BACKUP_CHECK_MS = 60 * 60 * 1000
/** Late enough to be out of the way of whoever just opened Accord. */
const FIRST_BACKUP_CHECK_MS = 60 * 1000

/**
 * Opens the service on a folder.
 * @throws RecordHeld when another process serves it
 * @throws UserError when the record cannot be opened
 */
export async function openService(options: ServiceOptions): Promise<Service> {
  const { dataDir, log = () => {}, now = Date.now } = options
  const hearers = new Set<(event: ServiceEvent) => void>()
  const announce = (event: ServiceEvent) => {
    for (const hear of hearers) hear(event)
  }
  const board = notices(announce)
  const shelf = fileShelf(
    dataDir,
    inventedDoor(() => workspace.open?.record.identity()?.example ?? false),
  )
  const drafts = draftBook()
  const running = jobs(announce)
  const today = () => dayOf(now())
  let stopHearing = () => {}
  /** What must be done before anything is asked of a record that was just opened. */
  let ready = Promise.resolve()

  const sync = syncDesk({
    ...options.sync,
    dataDir,
    now,
    today,
    announce,
    notify: board.post,
    hasRecord: () => workspace.has('own'),
    createRecord: (identity) => void workspace.createFor(identity),
  })

  const workspace: Workspace = openWorkspace({
    dataDir,
    today,
    now,
    looks: options.looks,
    notify(level, text) {
      const { id } = board.post(level, text)
      return () => {
        board.dismiss(id)
        announce({ type: 'changed', what: 'record', origin: 'local' })
      }
    },
    lost: () => announce({ type: 'changed', what: 'everything', origin: 'local' }),
    moved(record) {
      stopHearing()
      stopHearing = record.log.listen((update) => announce(eventOf(update)))
      announce({ type: 'changed', what: 'everything', origin: 'local' })
      sync.attach(record)
      ready = takeBackHalfImports(recordContext(record, today), (text) =>
        board.post('warning', text),
      ).catch((error: Error) => log(`A half import could not be taken back: ${error.stack}`))
    },
    leaving: sync.detach,
  })
  const answers = procedures({
    workspace,
    shelf,
    drafts,
    dataDir,
    running,
    board,
    sync,
    today,
    announce,
    version: readVersion(),
  })
  const timer = setInterval(() => void workspace.backUpIfDue(), BACKUP_CHECK_MS)
  const firstCheck = setTimeout(() => void workspace.backUpIfDue(), FIRST_BACKUP_CHECK_MS)
  timer.unref()
  firstCheck.unref()

  async function perform(procedure: string, input: unknown): Promise<unknown> {
    await ready
    if (!Object.hasOwn(contract, procedure))
      throw new UserError(`This version of Accord has no call named ${procedure}.`, 'wrong-call')
    const name = procedure as Procedure
    const parsed = contract[name].input.safeParse(
      HOLDS_NO_TEXT.has(name) ? input : plainTexts(input),
    )
    if (!parsed.success) throw new UserError(describeProblem(parsed.error.issues), 'wrong-call')
    if (!HOLDS_NO_TEXT.has(name)) refusePatients(parsed.data)
    return (answers[name] as (input: unknown) => unknown)(parsed.data)
  }

  async function call(procedure: string, input: unknown): Promise<Answer<unknown>> {
    try {
      return { ok: true, value: await perform(procedure, input) }
    } catch (error) {
      return { ok: false, error: forPeople(error, procedure, log) }
    }
  }

  return {
    call,
    async ask(procedure, input) {
      const answer = await call(procedure, input)
      if (answer.ok) return answer.value as never
      throw new UserError(
        answer.error.message,
        answer.error.code === 'wrong-call' ? 'wrong-call' : 'failed',
      )
    },
    listen(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    files: { takeIn: shelf.takeIn, out: shelf.out },
    async close() {
      clearInterval(timer)
      clearTimeout(firstCheck)
      running.cancelAll()
      await ready
      stopHearing()
      await sync.close()
      await workspace.close()
      drafts.close()
      shelf.close()
    },
  }
}

/** What an update of the log means to whoever looks at the record. */
function eventOf({ doc, bytes, origin: from }: LoggedUpdate): ServiceEvent {
  const origin = from === 'local' ? 'local' : 'sync'
  if (parseSegment(doc) === undefined)
    return {
      type: 'document',
      document: doc,
      update: Buffer.from(bytes).toString('base64'),
      origin,
    }
  return { type: 'changed', what: 'record', origin }
}

/** The first thing that does not fit, in one sentence. */
function describeProblem(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const issue = issues[0]
  const where = issue?.path.join(' ') ?? ''
  return where ? `${where}: ${issue?.message}` : (issue?.message ?? 'That request cannot be read.')
}

/**
 * Calls without text of their own: a path on this machine (`2026112110.sqlite` is no patient), or an
 * update whose text is looked at where it is unpacked.
 */
const HOLDS_NO_TEXT: ReadonlySet<Procedure> = new Set([
  'record.backup',
  'record.restore',
  'document.update',
])

/** No text that holds an NHS number gets past here, whichever field it was typed into. */
function refusePatients(input: unknown): void {
  if (typeof input === 'string') {
    requireNoNhsNumber(input)
  } else if (Array.isArray(input)) for (const item of input) refusePatients(item)
  else if (input !== null && typeof input === 'object')
    for (const [key, value] of Object.entries(input)) {
      refusePatients(key)
      refusePatients(value)
    }
}

function forPeople(error: unknown, procedure: string, log: (line: string) => void): Failure {
  if (error instanceof UserError) return { code: error.code, message: error.message }
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'cancelled', message: 'Cancelled. Nothing was changed.' }
  if (isDiskFull(error)) return { code: 'failed', message: noRoomSentence() }
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  log(`${procedure} failed: ${name}: ${message}\n${stack ?? ''}`)
  return {
    code: 'failed',
    message: `Something in Accord failed and nothing was changed. Please report this: ${procedure}, ${name}.`,
  }
}

function readVersion(): string {
  const json = readFileSync(join(resourcesDir(), '..', 'package.json'), 'utf8')
  return (JSON.parse(json) as { version: string }).version
}
