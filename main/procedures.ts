import { randomUUID } from 'node:crypto'
import { UserError } from '../domain/errors.ts'
import type { Moved, ServiceEvent } from '../preload/contract.ts'
import type { AppState, Written } from '../preload/types.ts'
import { bringBack, listRemoved } from './across/bring-back.ts'
import { listConflicts } from './across/conflicts.ts'
import { documentProcedures } from './across/document-procedures.ts'
import { findEverywhere } from './across/everywhere.ts'
import { findAnything } from './across/search.ts'
import { settleConflict, settleTogether } from './across/settle.ts'
import { type UndoStack, undoStack } from './across/undo.ts'
import { listActions, matrix, summary } from './actions/rows.ts'
import { checklistProcedures } from './checklist/procedures.ts'
import { resolveLive } from './live/index.ts'
import { liveProcedures } from './live/procedures.ts'
import { metricsProcedures } from './metrics/procedures.ts'
import { caseStudies } from './practice/case-studies.ts'
import { practiceProcedures } from './practice/procedures.ts'
import type { AreaParts, Handlers } from './record/area.ts'
import { listBackups } from './record/backup.ts'
import {
  type RecordContext,
  recordContext,
  requireSystem,
  type WritingContext,
} from './record/context.ts'
import { readMeta } from './record/database.ts'
import { homeOf } from './record/home.ts'
import { MIGRATIONS } from './record/migrations.ts'
import { readCatalogue, readSystems } from './record/resources.ts'
import { listSystems } from './record/systems.ts'
import { verifyRecord } from './record/verify.ts'
import { bulkUpdate, updateRows } from './register/bulk.ts'
import { chaseList } from './register/chase.ts'
import { reportImporter, reportStatus } from './register/commission.ts'
import { actionDetail } from './register/detail.ts'
import { exchangeImporter, exportRegister } from './register/exchange.ts'
import { listMergers, withdrawMerger } from './register/mergers.ts'
import { systemAttention } from './register/my-system.ts'
import { listOwners } from './register/owners.ts'
import { preferences } from './register/preferences.ts'
import { repliesProcedures } from './register/replies/procedures.ts'
import { mergeSystems } from './register/systems.ts'
import { trackerDesk } from './register/tracker/desk.ts'
import * as writing from './register/writing.ts'
import { reportProcedures } from './reports/procedures.ts'
import { keepAskedNumber } from './runtime/cleared-numbers.ts'
import type { DraftBook } from './runtime/drafts.ts'
import type { FileShelf } from './runtime/files.ts'
import type { Jobs } from './runtime/jobs.ts'
import type { NoticeBoard } from './runtime/notices.ts'
import { strategyProcedures } from './strategies/procedures.ts'
import type { SyncDesk } from './sync/desk.ts'
import { workshopProcedures } from './workshops/procedures.ts'
import { recordBytes, type Workspace } from './workspace.ts'

export interface Parts {
  workspace: Workspace
  shelf: FileShelf
  drafts: DraftBook
  /** Folder of the person's own record. */
  dataDir: string
  running: Jobs
  board: NoticeBoard
  sync: SyncDesk
  today(): string
  announce(event: ServiceEvent): void
  version: string
}

const SEARCH_RESULTS = 30

/** Every call of the contract, answered from the record that is open. */
export function procedures(parts: Parts): Handlers {
  const { workspace, shelf, drafts, running, board, sync, today, announce, version } = parts
  const reports = reportImporter()
  const exchanges = exchangeImporter()
  const tracker = trackerDesk()
  const desks = new WeakMap<object, { context: WritingContext; undo: UndoStack }>()

  /** The open record's context and undo stack, made once for each opening. */
  function desk(): { context: WritingContext; undo: UndoStack } {
    const open = workspace.open
    if (workspace.failure) throw workspace.failure
    if (!open)
      throw new UserError(
        'There is no record here yet. Choose a system and a name first, or run “accord record init”.',
      )
    let found = desks.get(open.record)
    if (!found) {
      const context = recordContext(open.record, today)
      found = { context, undo: undoStack(context) }
      desks.set(open.record, found)
    }
    return found
  }
  const context = () => desk().context

  /** A deed that undo can take back. */
  function deed<W extends Written>(act: (context: WritingContext) => W): W {
    const written = act(context())
    done(written)
    return written
  }

  function done({ batch, entries, said }: Written): void {
    if (entries > 0) desk().undo.did({ batch, said })
  }

  function state(): AppState {
    if (workspace.failure) throw workspace.failure
    const identity = workspace.open?.record.identity()
    return {
      record: !identity ? 'none' : identity.example ? 'example' : 'own',
      has: { own: workspace.has('own'), example: workspace.has('example') },
      member: identity?.member ?? null,
      ics: identity?.ics ?? null,
      today: today(),
      version,
      notices: board.list(),
    }
  }

  const changed = (what: Moved) => announce({ type: 'changed', what, origin: 'local' })

  /** Where the drafts of whatever is open lie; before there is a record, beside where it will be. */
  const folder = () => workspace.open?.record.dataDir ?? parts.dataDir

  const area: AreaParts = {
    context,
    deed,
    shelf,
    running,
    follow: sync.follow,
    live: resolveLive,
  }

  return {
    'app.state': state,
    'text.keepNumber': () => ({ kept: keepAskedNumber() }),
    'record.create': ({ ics, name, grants }) => {
      workspace.create(homeOf(readSystems(), ics, grants), name, grants)
      return state()
    },
    'record.createExample': async ({ job, inPlace }) => {
      await running.run(job, (tools) => workspace.createExample(tools, inPlace ?? false))
      return state()
    },
    'record.switch': ({ to }) => {
      workspace.switchTo(to)
      return state()
    },
    'record.info': () => {
      const { record } = context()
      const one = (sql: string) => record.db.prepare(sql).pluck().get() as number
      return {
        path: record.dataDir,
        example: record.identity()?.example ?? false,
        bytes: recordBytes(record.dataDir),
        entries: one('SELECT count(*) FROM entry'),
        streams: one('SELECT count(DISTINCT stream) FROM entry'),
        createdAt: readMeta(record.db, 'createdAt') ?? '',
        lastBackupAt: listBackups(record.dataDir)[0]?.at ?? null,
        schemaVersion: MIGRATIONS.length,
      }
    },
    'record.verify': ({ job }) =>
      running.run(job, ({ signal, progress }) => {
        const { record } = context()
        return verifyRecord(
          record.db,
          (done, total) => progress(done, total, 'Checking the record'),
          signal,
        )
      }),
    'record.backup': async ({ to }) => {
      const made = await context().record.backup(to)
      changed('record')
      return made
    },
    'record.backups': () => listBackups(context().record.dataDir),
    'record.restore': async ({ from }) => {
      await workspace.restore(from)
      return state()
    },
    'notice.dismiss': ({ id }) => {
      board.dismiss(id)
      changed('record')
    },
    'job.cancel': ({ job }) => running.cancel(job),

    'catalogue.get': readCatalogue,
    'catalogue.previewReport': ({ file, job }) =>
      running.run(job, async (tools) =>
        reports.preview(context().record, await shelf.incoming(file), tools),
      ),
    'catalogue.importReport': ({ preview }) => {
      const imported = reports.apply(context().record, preview)
      changed('record')
      return imported
    },
    'catalogue.reportStatus': () => reportStatus(context().record),
    'catalogue.caseStudies': ({ search }) => caseStudies(context(), search),

    // Before there is a record, a person must be able to choose among the systems.
    'systems.list': () =>
      workspace.open
        ? listSystems(workspace.open.record.db, today())
        : readSystems().map((system) => ({ ...system, to: null, predecessors: [], current: true })),
    'systems.merge': (merger) => deed((c) => mergeSystems(c, merger)),
    'systems.mergers': () => listMergers(context()),
    'systems.unmerge': ({ merger }) => deed((c) => withdrawMerger(c, merger)),

    'register.list': ({ ics, filter }) => listFor(context(), ics, filter ?? {}),
    'register.attention': ({ ics }) => systemAttention(context(), ics),
    'register.matrix': ({ filter }) =>
      matrix(context().record.db, currentSystems(), filter ?? {}, today()),
    'register.summary': ({ ics }) =>
      summary(
        context().record.db,
        listSystems(context().record.db, today()).filter((system) => system.current),
        ics,
      ),
    'action.get': ({ ics, reference }) => actionDetail(context(), ics, reference),
    'action.update': ({ ics, reference, changes, seen }) =>
      deed((c) => writing.updateAction(c, ics, reference, changes, seen)),
    'action.bulkUpdate': ({ ics, references, changes, shown }) =>
      deed((c) => bulkUpdate(c, ics, references, changes, shown)),
    'action.updateRows': ({ ics, rows }) => deed((c) => updateRows(c, ics, rows)),
    'action.adopt': ({ ics, reference, from }) =>
      deed((c) => writing.adoptApproach(c, ics, reference, from)),
    'action.addLocal': ({ ics, recommendation, title, summary: text }) =>
      deed((c) => writing.addLocalAction(c, ics, recommendation, { title, summary: text ?? null })),
    'action.editLocal': ({ ics, reference, ...fields }) =>
      deed((c) => writing.editLocalAction(c, ics, reference, fields)),
    'evidence.add': ({ ics, reference, title, location }) =>
      deed((c) => writing.addEvidence(c, ics, reference, { title, location })),
    'evidence.remove': ({ ics, id }) => deed((c) => writing.removeEvidence(c, ics, id)),

    'conflicts.list': ({ ics }) => listConflicts(context(), ics),
    'conflicts.settle': ({ ics, subject, field, value }) =>
      deed((c) => settleConflict(c, ics, subject, field, value)),
    'conflicts.settleTogether': ({ ics, subject, entry }) =>
      deed((c) => settleTogether(c, ics, subject, entry)),

    'undo.last': ({ sure }) => desk().undo.undo(sure),
    'undo.redo': () => desk().undo.redo(),
    'undo.batch': ({ batch, sure }) => desk().undo.undoBatch(batch, sure),
    'removed.list': () => listRemoved(context()),
    'removed.bringBack': ({ ics, subject }) => deed((c) => bringBack(c, ics, subject)),
    'undo.state': () => desk().undo.state(),

    'owners.list': ({ ics }) => listOwners(context(), ics),
    'owners.save': ({ ics, id, fields, seen }) =>
      deed((c) => writing.saveOwner(c, ics, id, fields, seen)),
    'owners.handOver': ({ ics, from, to, references }) =>
      deed((c) => writing.handOver(c, ics, from, to, references)),
    'owners.chase': ({ ics }) => chaseList(context(), ics),
    ...repliesProcedures(area),

    search: ({ ics, query, limit }) => findAnything(context(), query, ics, limit ?? SEARCH_RESULTS),
    'search.everywhere': (question) => findEverywhere(context(), question),

    'drafts.list': () => drafts.list(folder()),
    'drafts.keep': (draft) => drafts.keep(folder(), draft),
    'drafts.remove': ({ key, at }) => drafts.remove(folder(), key, at),

    'settings.get': () => (workspace.open ? preferences(workspace.open.record.db).settings() : {}),
    'settings.set': ({ key, value }) => {
      preferences(context().record.db).set(key, value)
      changed('settings')
    },
    'views.list': () => preferences(context().record.db).views(),
    'views.save': ({ id, name, state: shown }) => {
      const view = { id: id ?? randomUUID(), name, state: shown }
      preferences(context().record.db).saveView(view)
      changed('settings')
      return view
    },
    'views.remove': ({ id }) => {
      preferences(context().record.db).removeView(id)
      changed('settings')
    },

    'exchange.export': ({ job, ...what }) =>
      running.run(job, (tools) => exportRegister(context(), shelf, what, tools)),
    'exchange.preview': ({ ics, file, job }) =>
      running.run(job, async (tools) =>
        exchanges.preview(context(), ics, await shelf.incoming(file), tools),
      ),
    'exchange.import': ({ preview, skip, takeTheirs }) =>
      deed((c) => exchanges.apply(c, preview, skip ?? [], takeTheirs ?? [])),
    'tracker.read': ({ ics, file, map, job }) =>
      running.run(job, async (tools) =>
        tracker.read(context(), ics, await shelf.incoming(file), map, tools),
      ),
    'tracker.plan': ({ look, map }) => tracker.plan(context(), look, map),
    'tracker.bringIn': ({ look, map, skip }) =>
      deed((c) => tracker.bringIn(c, look, map, skip ?? [])),

    ...metricsProcedures({ context, deed, done, shelf, running }),
    ...workshopProcedures(area),
    ...strategyProcedures(area),
    ...liveProcedures(area),
    ...documentProcedures(area),
    ...practiceProcedures(area),
    ...reportProcedures(area),
    ...checklistProcedures(area),

    'sync.status': sync.status,
    'sync.preview': sync.preview,
    'sync.join': sync.join,
    'sync.once': ({ job }) => running.run(job, sync.once),
    'sync.leave': sync.leave,
    'sync.refused': sync.refused,
    'sync.dismissRefused': ({ ids }) => sync.dismissRefused(ids),
    'sync.access': sync.access,
    'sync.decideDevice': sync.decideDevice,
    'sync.confirmKey': ({ publicKey }) => sync.confirmKey(publicKey),
    'sync.log': sync.log,
    'sync.here': sync.here,
    'sync.caret': ({ caret }) => sync.caret(caret),
  }

  function currentSystems(): string[] {
    return listSystems(context().record.db, today())
      .filter((system) => system.current)
      .map((system) => system.ods)
  }
}

function listFor(
  context: RecordContext,
  ics: string,
  filter: Parameters<typeof listActions>[2],
): ReturnType<typeof listActions> {
  requireSystem(context, ics)
  return listActions(context.record.db, ics, filter, context.today())
}
