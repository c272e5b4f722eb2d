import type { Role } from './map.ts'
import { isNobody } from './people.ts'
import { type KnownReferences, readReference } from './references.ts'
import { statusMeaning } from './status-words.ts'
import { cellWords, type TrackerColumn, type TrackerTable } from './table.ts'

/** Proposes what each column of a tracker is for, by its heading and by what stands in it. */

export interface Recognised {
  /** What made the file, in words. */
  program: string
  roles: Readonly<Record<string, Role>>
}

/** Exports of programs, by headings that only they have together. */
const PROGRAMS: readonly {
  program: string
  needs: readonly string[]
  atLeast: number
  roles: Readonly<Record<string, Role>>
}[] = [
  {
    program: 'Planner (also in Teams)',
    needs: [
      'task id',
      'task name',
      'bucket name',
      'progress',
      'assigned to',
      'completed checklist items',
    ],
    atLeast: 4,
    roles: {
      'task name': 'wording',
      progress: 'status',
      'assigned to': 'owner',
      'due date': 'due',
      description: 'note',
      notes: 'note',
    },
  },
  {
    program: 'Project or Planner premium',
    needs: [
      'outline number',
      'finish',
      'duration',
      '% complete',
      'bucket',
      'effort',
      'predecessors',
      'depends on',
    ],
    atLeast: 4,
    roles: {
      name: 'wording',
      'task name': 'wording',
      '% complete': 'status',
      finish: 'due',
      'assigned to': 'owner',
      'resource names': 'owner',
      notes: 'note',
    },
  },
  {
    program: 'a SharePoint or Teams list',
    needs: [
      'modified',
      'modified by',
      'created',
      'created by',
      'item type',
      'path',
      'content type',
      'compliance asset id',
      'version',
    ],
    atLeast: 2,
    roles: { title: 'wording' },
  },
  {
    program: 'Smartsheet',
    needs: [
      'task name',
      'primary column',
      '% complete',
      'predecessors',
      'start date',
      'end date',
      'start',
      'finish',
      'duration',
      'allocation %',
      'latest comment',
      'row id',
      'assigned to',
    ],
    atLeast: 4,
    roles: {
      'task name': 'wording',
      'primary column': 'wording',
      'end date': 'due',
      finish: 'due',
      'assigned to': 'owner',
      'latest comment': 'note',
    },
  },
]

/** The program whose export this is; `undefined` for one that people made themselves. */
export function recogniseExport({
  columns,
}: Pick<TrackerTable, 'columns'>): Recognised | undefined {
  const headings = new Set(columns.map(({ heading }) => plain(heading)))
  return PROGRAMS.find(
    ({ needs, atLeast }) => needs.filter((each) => headings.has(each)).length >= atLeast,
  )
}

const NEVER =
  /\b(?:old|previous|prev|created?|modified|completed? (?:date|by|on|checklist)|date completed|start(?:ed)?(?: date)?|last updated|updated (?:by|on)|date of|id|task id|priority|late|recurring|checklist|labels|path|item type|content type|version|budget|cost|bucket|predecessors|duration)\b/
const HEADINGS: readonly (readonly [Role, RegExp])[] = [
  [
    'reference',
    /^(?:(?:action|rec\w*|report|commission|item|hs|accord) )?(?:ref(?:erence)?|no|number|code|#)s?\b|^ref\b/,
  ],
  [
    'nextStep',
    /\bnext (?:steps?|actions?|milestones?)\b|\bactions? (?:required|needed|to take)\b|\bplanned actions?\b|^what next/,
  ],
  ['confidence', /^confidence|\bdelivery confidence\b|^likelihood of delivery/],
  [
    'status',
    /^(?:current |overall |action |delivery |progress )?(?:status|b?rag(?: rating| status)?|state|stage|% ?complete|percent complete|progress(?: status| rating)?|complete\??)$|\bb?rag\b/,
  ],
  [
    'due',
    /\b(?:due|deadline|by when|target date|timescales?|time ?frame|end date|finish(?: date)?|completion date|delivery date|date for completion|complete by|when)\b/,
  ],
  [
    'owner',
    /\b(?:lead|leads|owner|owners|responsible|responsibility|assigned to|assignee|sro|accountable|who|named (?:person|lead)|contact)\b/,
  ],
  [
    'note',
    /\b(?:updates?|progress|comments?|notes?|narrative|commentary|latest|position|remarks?|description|evidence|achievements?|what have we done)\b/,
  ],
  [
    'wording',
    /\b(?:recommendations?|actions?|task(?: name)?|title|deliverable|objective|activity|initiative|wording|what|name|ask)\b/,
  ],
]

export interface ColumnFinds extends KnownReferences {
  /** Whether a text is surely the wording of an action. */
  isWording(text: string): boolean
}

const SAMPLES = 60

/**
 * A role for each column, by its letters: at most one column is each of the roles that speak of a
 * single value; hidden columns are left out unless nothing else names the actions.
 */
export function proposeColumns(table: TrackerTable, finds: ColumnFinds): Record<string, Role> {
  const recognised = recogniseExport(table)
  const samples = new Map(table.columns.map((column) => [column.letters, samplesOf(table, column)]))
  const roles: Record<string, Role> = {}
  const taken = new Set<Role>()
  const give = (letters: string, role: Role) => {
    const isFree = role === 'note' || role === 'leave' || !taken.has(role)
    if (roles[letters] !== undefined || !isFree) return
    roles[letters] = role
    taken.add(role)
  }
  const share = ({ letters }: TrackerColumn, test: (text: string) => boolean) => {
    const texts = samples.get(letters) ?? []
    return texts.length === 0 ? 0 : texts.filter(test).length / texts.length
  }
  const inSight = table.columns.filter(({ hidden }) => !hidden)
  for (const column of inSight) {
    const role = recognised?.roles[plain(column.heading)]
    if (role) give(column.letters, role)
  }
  giveByContent(table.columns, finds, share, give, roles)
  for (const [role, pattern] of HEADINGS) {
    const named = inSight.filter(
      ({ heading }) => pattern.test(plain(heading)) && !NEVER.test(plain(heading)),
    )
    for (const column of named) {
      if (role === 'status' && !isStatusColumn(column, share)) continue
      give(column.letters, role)
    }
  }
  // A second rating beside a status says how sure it is.
  const rating = inSight.find(
    (column) => /\bb?rag\b/.test(plain(column.heading)) && roles[column.letters] === undefined,
  )
  if (rating) give(rating.letters, 'confidence')
  for (const { letters } of table.columns) roles[letters] ??= 'leave'
  return preferStatusOverRating(table.columns, roles)
}

type Share = (column: TrackerColumn, test: (text: string) => boolean) => number

/** The column that names most actions, and the one that words most. */
function giveByContent(
  columns: readonly TrackerColumn[],
  finds: ColumnFinds,
  share: Share,
  give: (letters: string, role: Role) => void,
  roles: Readonly<Record<string, Role>>,
): void {
  const named = (text: string) => {
    const read = readReference(text, finds)
    return read !== undefined && (read.actions.length > 0 || read.recommendation !== undefined)
  }
  const alone = (text: string) => named(text) && readReference(text, finds)!.rest === ''
  const order = columns.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
  const byShare = (test: (text: string) => boolean, least: number) =>
    order
      .map((column) => ({ column, share: share(column, test) }))
      .filter((each) => each.share >= least && roles[each.column.letters] === undefined)
      .toSorted((a, b) => Number(a.column.hidden) - Number(b.column.hidden) || b.share - a.share)[0]
      ?.column.letters
  const reference = byShare(alone, 0.5)
  if (reference) give(reference, 'reference')
  const wording = byShare((text) => finds.isWording(readReference(text, finds)?.rest || text), 0.3)
  if (wording) give(wording, 'wording')
  const both = byShare(named, 0.5)
  if (both) give(both, 'wording')
}

function isStatusColumn(column: TrackerColumn, share: Share): boolean {
  const isWord = (text: string) => text.length < 40 && statusMeaning(text) !== undefined
  // "Progress" heads ratings in some trackers and whole paragraphs in others.
  return /progress/.test(plain(column.heading))
    ? share(column, isWord) >= 0.5
    : share(column, (text) => text.length < 60) >= 0.5 || share(column, () => true) === 0
}

/** Where one column is the status and another its rating, each is what it says. */
function preferStatusOverRating(
  columns: readonly TrackerColumn[],
  roles: Record<string, Role>,
): Record<string, Role> {
  const isRating = ({ heading }: TrackerColumn) => /\bb?rag\b/.test(plain(heading))
  const status = columns.find(({ letters }) => roles[letters] === 'status')
  if (!status || !isRating(status)) return roles
  const better = columns.find(
    (column) =>
      !isRating(column) &&
      /\bstatus\b|^state$|^stage$|^progress$/.test(plain(column.heading)) &&
      roles[column.letters] === 'leave' &&
      !column.hidden,
  )
  return better ? { ...roles, [status.letters]: 'confidence', [better.letters]: 'status' } : roles
}

function samplesOf({ rows }: TrackerTable, { at }: TrackerColumn): string[] {
  return rows
    .filter(({ aside }) => aside === undefined)
    .map(({ row }) => cellWords(row.cells[at]))
    .filter((text) => text !== '' && !isNobody(text))
    .slice(0, SAMPLES)
}

function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s*\(\d+\)$/, '')
    .replace(/[^\p{L}\p{N}%#]+/gu, ' ')
    .trim()
}
