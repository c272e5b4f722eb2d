import { z } from 'zod'
import type { Catalogue } from '../domain/commission/catalogue.ts'
import { AnyActionReference, RecommendationReference } from '../domain/commission/reference.ts'
import { IsoDate } from '../domain/record/entry.ts'
import { Grant } from '../domain/record/grants.ts'
import { CONFIDENCES, STATUSES } from '../domain/record/statuses.ts'
import { ActionFields, EvidenceFields, OwnerFields } from '../domain/record/subjects.ts'
import { call, FileToken, Job, nothing, Ods, Seen } from './call.ts'
import { checklistContract } from './checklist-contract.ts'
import { draftsContract } from './drafts-contract.ts'
import { findingContract } from './finding-contract.ts'
import { metricsContract } from './metrics-contract.ts'
import { practiceContract } from './practice-contract.ts'
import { repliesContract } from './replies-contract.ts'
import { reportsContract } from './reports-contract.ts'
import { strategiesContract } from './strategies-contract.ts'
import { trackerContract } from './tracker-contract.ts'
import type * as T from './types.ts'
import { workshopsContract } from './workshops-contract.ts'

/**
 * The doorway: every call the interface, the command line and the tests may make of the service.
 * Input is parsed by the schema here, whichever host it came through; outputs are typed, not
 * checked, since the service is ours.
 */

/** Where a caret or selection is: two relative positions of Yjs as JSON texts. */
const Caret = z.strictObject({
  document: z.string().max(80),
  anchor: z.string().max(400),
  head: z.string().max(400),
})
const ServerAddress = z.string().trim().min(1).max(300)
const InvitationCode = z.string().trim().min(1).max(40)
export const RegisterFilter = z.strictObject({
  status: z.array(z.enum(STATUSES)).optional(),
  confidence: z.array(z.enum([...CONFIDENCES, 'none'])).optional(),
  /** Owner ids, or `none`. */
  owner: z.array(z.union([z.uuid(), z.literal('none')])).optional(),
  section: z.array(z.string()).optional(),
  focusArea: z.array(z.string()).optional(),
  recommendation: z.array(z.string()).optional(),
  source: z.array(z.enum(['community', 'policy', 'local'])).optional(),
  priority: z.array(z.number().int()).optional(),
  theme: z.array(z.string()).optional(),
  core20plus5: z.array(z.string()).optional(),
  determinant: z.array(z.string()).optional(),
  purpose: z.array(z.string()).optional(),
  attention: z
    .array(z.enum(['overdue', 'blocked', 'stale', 'no-owner', 'conflict', 'due-soon']))
    .optional(),
  /** Words looked for in reference, title, summary, notes, next step and the imported wording. */
  search: z.string().max(200).optional(),
})
export type RegisterFilter = z.infer<typeof RegisterFilter>

export const contract = {
  // Starting
  'app.state': call<T.AppState>()(nothing),
  /** Says that the number which was just asked about is no NHS number. */
  'text.keepNumber': call<{ kept: boolean }>()(nothing),
  'record.create': call<T.AppState>()(
    z.strictObject({
      /** Left out by those who lead none: the system of a lead's grant, or else the first by name. */
      ics: Ods.optional(),
      name: z.string().trim().min(1).max(120),
      grants: z.array(Grant).optional(),
    }),
  ),
  /** @param inPlace makes the folder's own record the example, for scripts and tests */
  'record.createExample': call<T.AppState>()(
    z.strictObject({ job: Job, inPlace: z.boolean().optional() }).default({}),
  ),
  /** Moves between the person's own record and the example. */
  'record.switch': call<T.AppState>()(z.strictObject({ to: z.enum(['own', 'example']) })),
  'record.info': call<T.RecordInfo>()(nothing),
  'record.verify': call<T.VerifyReport>()(z.strictObject({ job: Job }).default({})),
  'record.backup': call<T.BackupFile>()(z.strictObject({ to: z.string().optional() }).default({})),
  'record.backups': call<T.BackupFile[]>()(nothing),
  'record.restore': call<T.AppState>()(z.strictObject({ from: z.string() })),
  'notice.dismiss': call<void>()(z.strictObject({ id: z.string() })),
  'job.cancel': call<void>()(z.strictObject({ job: z.uuid() })),

  // The commission
  'catalogue.get': call<Catalogue>()(nothing),
  'catalogue.previewReport': call<T.ReportPreview>()(z.strictObject({ file: FileToken, job: Job })),
  'catalogue.importReport': call<T.ReportImported>()(z.strictObject({ preview: z.uuid() })),
  'catalogue.reportStatus': call<T.ReportStatus>()(nothing),
  'catalogue.caseStudies': call<T.CaseStudy[]>()(
    z.strictObject({ search: z.string().max(200).optional() }).default({}),
  ),

  // Systems
  'systems.list': call<T.System[]>()(nothing),
  'systems.merge': call<T.Written>()(
    z.strictObject({
      from: z.array(Ods).min(1),
      into: z.strictObject({
        ods: Ods,
        ons: z.string().max(9),
        name: z.string().trim().min(1).max(120),
        subRegion: z.enum(['East', 'West']),
      }),
      on: IsoDate,
    }),
  ),
  /** Every merger that was recorded, those taken back among them, the latest first. */
  'systems.mergers': call<T.Merger[]>()(nothing),
  'systems.unmerge': call<T.Written>()(z.strictObject({ merger: z.uuid() })),

  // The register
  'register.list': call<T.ActionRow[]>()(
    z.strictObject({ ics: Ods, filter: RegisterFilter.optional() }),
  ),
  'register.attention': call<T.Attention>()(z.strictObject({ ics: Ods })),
  'register.matrix': call<T.Matrix>()(
    z.strictObject({ filter: RegisterFilter.optional() }).default({}),
  ),
  'register.summary': call<T.Summary>()(z.strictObject({ ics: Ods.optional() }).default({})),
  'action.get': call<T.ActionDetail>()(z.strictObject({ ics: Ods, reference: AnyActionReference })),
  'action.update': call<T.Written>()(
    z.strictObject({
      ics: Ods,
      reference: AnyActionReference,
      changes: ActionFields,
      seen: Seen.optional(),
    }),
  ),
  /**
   * The same change to several actions, as one deed. `shown` says what each held on the screen: a
   * value that has come in since stands beside the new one, as a disagreement.
   */
  'action.bulkUpdate': call<T.Written>()(
    z.strictObject({
      ics: Ods,
      references: z.array(AnyActionReference).min(1).max(5000),
      changes: ActionFields,
      shown: z.record(AnyActionReference, ActionFields).optional(),
    }),
  ),
  /** Different changes to several actions as one deed: cells pasted from a spreadsheet. */
  'action.updateRows': call<T.Written>()(
    z.strictObject({
      ics: Ods,
      rows: z
        .array(
          z.strictObject({
            reference: AnyActionReference,
            changes: ActionFields,
            shown: ActionFields.optional(),
          }),
        )
        .min(1)
        .max(5000),
    }),
  ),
  /** Takes over a neighbour's approach: names it, and copies its next step where ours is empty. */
  'action.adopt': call<T.Written>()(
    z.strictObject({ ics: Ods, reference: AnyActionReference, from: Ods }),
  ),
  'action.addLocal': call<T.Written & { reference: string }>()(
    z.strictObject({
      ics: Ods,
      recommendation: RecommendationReference,
      title: z.string().trim().min(3).max(160),
      summary: z.string().trim().max(1000).optional(),
    }),
  ),
  'action.editLocal': call<T.Written>()(
    z.strictObject({
      ics: Ods,
      reference: AnyActionReference,
      title: z.string().trim().min(3).max(160).optional(),
      summary: z.string().trim().max(1000).nullable().optional(),
      removed: z.boolean().optional(),
    }),
  ),
  'evidence.add': call<T.Written & { id: string }>()(
    z.strictObject({
      ics: Ods,
      reference: AnyActionReference,
      title: EvidenceFields.shape.title.unwrap(),
      location: EvidenceFields.shape.location.unwrap(),
    }),
  ),
  'evidence.remove': call<T.Written>()(z.strictObject({ ics: Ods, id: z.uuid() })),

  // Disagreements
  /** Of one system or all, and always of what the region shares. */
  'conflicts.list': call<T.Conflict[]>()(z.strictObject({ ics: Ods.optional() }).default({})),
  'conflicts.settle': call<T.Written>()(
    z.strictObject({
      ics: Ods.or(z.literal('region')),
      subject: z.string(),
      field: z.string(),
      value: z.json(),
    }),
  ),

  /** Keeps all that one entry wrote where another disagrees, in place of all that the other wrote. */
  'conflicts.settleTogether': call<T.Written>()(
    z.strictObject({ ics: Ods.or(z.literal('region')), subject: z.string(), entry: z.uuid() }),
  ),

  // Taking back
  /** What was removed in the last thirty days, the latest first. */
  'removed.list': call<T.Removed[]>()(nothing),
  'removed.bringBack': call<T.Written>()(
    z.strictObject({ ics: Ods.or(z.literal('region')), subject: z.string() }),
  ),
  /** @param sure whether the person was asked about what others have used since */
  'undo.last': call<T.Undone>()(z.strictObject({ sure: z.boolean().optional() }).default({})),
  'undo.redo': call<T.Undone>()(nothing),
  'undo.batch': call<T.Undone>()(z.strictObject({ batch: z.uuid(), sure: z.boolean().optional() })),
  'undo.state': call<T.UndoState>()(nothing),

  // Owners
  'owners.list': call<T.Owner[]>()(z.strictObject({ ics: Ods })),
  'owners.save': call<T.Written & { id: string }>()(
    z.strictObject({
      ics: Ods,
      id: z.uuid().optional(),
      fields: OwnerFields,
      seen: Seen.optional(),
    }),
  ),
  'owners.handOver': call<T.Written>()(
    z.strictObject({
      ics: Ods,
      from: z.uuid(),
      to: z.uuid(),
      references: z.array(AnyActionReference).optional(),
    }),
  ),
  'owners.chase': call<T.ChaseItem[]>()(z.strictObject({ ics: Ods })),
  ...repliesContract,

  // Finding
  search: call<T.Found[]>()(
    z.strictObject({
      ics: Ods.optional(),
      query: z.string().max(200),
      limit: z.number().int().max(100).optional(),
    }),
  ),
  ...findingContract,

  // What this person likes to see: never shared
  ...draftsContract,

  'settings.get': call<Record<string, unknown>>()(nothing),
  'settings.set': call<void>()(
    z.strictObject({ key: z.string().regex(/^[a-z][a-zA-Z0-9.:_-]{0,80}$/), value: z.json() }),
  ),
  'views.list': call<T.SavedView[]>()(nothing),
  'views.save': call<T.SavedView>()(
    z.strictObject({
      id: z.uuid().optional(),
      name: z.string().trim().min(1).max(80),
      state: z.json(),
    }),
  ),
  'views.remove': call<void>()(z.strictObject({ id: z.uuid() })),

  // Excel and CSV
  'exchange.export': call<T.OutFile>()(
    z.strictObject({
      ics: Ods,
      format: z.enum(['xlsx', 'csv']),
      /** Which actions go out; by default all. */
      filter: RegisterFilter.optional(),
      job: Job,
    }),
  ),
  'exchange.preview': call<T.ExchangePreview>()(
    z.strictObject({ ics: Ods, file: FileToken, job: Job }),
  ),
  'exchange.import': call<T.Written>()(
    z.strictObject({
      preview: z.uuid(),
      /** Keys of rows to leave out. */
      skip: z.array(z.string()).optional(),
      /** Conflicting cells of which the file's value is taken; by default ours stays. */
      takeTheirs: z.array(z.string()).optional(),
    }),
  ),

  ...trackerContract,

  // Metrics
  ...metricsContract,

  // Workshops
  ...workshopsContract,

  // Strategies, and what the systems learn from each other
  ...strategiesContract,
  ...practiceContract,

  // The impact report
  ...reportsContract,
  ...checklistContract,

  // Sharing one record
  'sync.status': call<T.SyncStatus>()(nothing),
  /** Who answers at an address, and what a code is for; nothing is used up. */
  'sync.preview': call<T.SyncPreview>()(
    z.strictObject({ url: ServerAddress, code: InvitationCode.optional() }),
  ),
  /**
   * Takes up an invitation. Where there is no record yet, it makes one; the first exchange is left
   * to `sync.once`.
   */
  'sync.join': call<T.SyncStatus>()(
    z.strictObject({
      url: ServerAddress,
      code: InvitationCode,
      name: z.string().trim().min(1).max(120).optional(),
      /** Sign in with the organisation's account as well, in the system's browser. */
      signOn: z.boolean().optional(),
    }),
  ),
  /** Exchanges everything now, and answers when that is done. */
  'sync.once': call<T.SyncStatus>()(z.strictObject({ job: Job }).default({})),
  'sync.leave': call<T.SyncStatus>()(nothing),
  'sync.refused': call<T.RefusedWork[]>()(nothing),
  /** Own devices, those that wait to come in, and what was done about members. */
  'sync.access': call<T.SharedAccess>()(nothing),
  /** Lets in a device that waits, refuses it, or ends one of one's own. */
  'sync.decideDevice': call<void>()(
    z.strictObject({ device: z.string().max(64), deed: z.enum(['confirm', 'refuse', 'end']) }),
  ),
  /** Says by this computer's signature that another, which signs in the member's name, is theirs. */
  'sync.confirmKey': call<void>()(z.strictObject({ publicKey: z.string().max(60) })),
  'sync.dismissRefused': call<void>()(z.strictObject({ ids: z.array(z.string().max(100)).min(1) })),
  /** What happened lately, for the people who support Accord. */
  'sync.log': call<{ text: string }>()(nothing),
  /** Says to others who are here what this person looks at. */
  'sync.here': call<void>()(z.strictObject({ ics: Ods.nullable(), page: z.string().max(60) })),
  /** Says to others where this person's caret is in a shared document; null when it is in none. */
  'sync.caret': call<void>()(z.strictObject({ caret: Caret.nullable() })),
} as const

export type Contract = typeof contract
export type Procedure = keyof Contract
export type Input<P extends Procedure> = z.input<Contract[P]['input']>
export type Output<P extends Procedure> = Exclude<Contract[P]['output'], undefined>

/**
 * What moved: what follows from the record's entries, what this person likes to see, or everything,
 * since another record may be open now or something may have gone unheard.
 */
export type Moved = 'record' | 'settings' | 'everything'

/** What the service announces without being asked. */
export type ServiceEvent =
  | { type: 'changed'; what: Moved; origin: 'local' | 'sync' }
  | { type: 'progress'; job: string; done: number; total: number; label: string }
  /** A long task is over, however it ended. */
  | { type: 'ended'; job: string }
  /** Whether there is a service to answer; a host says so when it goes, and when it is back. */
  | { type: 'link'; up: boolean }
  | { type: 'notice'; notice: T.Notice }
  | { type: 'sync'; status: T.SyncStatus }
  /** The person is to see this web page: that of their organisation, to sign in. */
  | { type: 'open'; address: string }
  /** A text that several people type changed; `update` is a Yjs update in base64. */
  | { type: 'document'; document: string; update: string; origin: 'local' | 'sync' }

export type Answer<O> = { ok: true; value: O } | { ok: false; error: Failure }

export interface Failure {
  /** `unsure-number`: only the person can tell whether a number is a patient's. */
  code: 'wrong-call' | 'failed' | 'cancelled' | 'unsure-number'
  message: string
}

/** What a host gives the page, as `window.accord` on the desktop and over loopback in a browser. */
export interface Bridge {
  host: 'desktop' | 'browser'
  call<P extends Procedure>(procedure: P, input: Input<P>): Promise<Answer<Output<P>>>
  /** Hears the service's events until the answer is called. */
  listen(hear: (event: ServiceEvent) => void): () => void
  /** Hands a file the person chose to the service. */
  takeIn(file: File): Promise<string>
  /** Lets the person keep a file the service made; `false` when they thought better of it. */
  keep(file: T.OutFile): Promise<boolean>
  /** Opens a web or e-mail address outside Accord. */
  openOutside(address: string): void
}
