/** What is known of a status. Each is written down here and nowhere else. */
export interface StatusFacts {
  words: string
  /** What the status means for who counts: still to begin, somebody's work, finished, or left out. */
  group: 'to-begin' | 'under-way' | 'done' | 'left-out'
  /** How far it has got, beside the others: those who have moved furthest can teach. */
  reach: number
  /** Stands for it where a column has room for one letter. */
  letter: string
  /** ARGB of the cell behind its word in a workbook; ink on it has a contrast of more than 10 to 1. */
  tint?: string
}

/** Status of an action in a system, in the order in which work moves. */
export const STATUS = {
  'not-started': { words: 'Not started', group: 'to-begin', reach: 1, letter: 'N' },
  planned: { words: 'Planned', group: 'under-way', reach: 3, letter: 'P', tint: 'FFE3EDF7' },
  'in-progress': {
    words: 'In progress',
    group: 'under-way',
    reach: 4,
    letter: 'I',
    tint: 'FFD1E5F7',
  },
  blocked: { words: 'Blocked', group: 'under-way', reach: 2, letter: 'B', tint: 'FFFBDDDA' },
  complete: { words: 'Complete', group: 'done', reach: 5, letter: 'C', tint: 'FFD9F0E1' },
  embedded: { words: 'Embedded', group: 'done', reach: 6, letter: 'E', tint: 'FFCDEBE4' },
  'not-applicable': {
    words: 'Not applicable',
    group: 'left-out',
    reach: 0,
    letter: '–',
    tint: 'FFE8EDEE',
  },
} as const satisfies Record<string, StatusFacts>

export type Status = keyof typeof STATUS
type Facts = (typeof STATUS)[Status]
/** The statuses of one group, as a type. */
export type StatusIn<Group extends Facts['group']> = {
  [S in Status]: (typeof STATUS)[S]['group'] extends Group ? S : never
}[Status]

export const STATUSES = Object.keys(STATUS) as [Status, ...Status[]]

/** The status of which nothing was said yet. */
export const FIRST_STATUS: Status = STATUSES[0]

export const STATUS_WORDS = wordsOf(STATUS)

/** The furthest first; those that do not apply come last. */
export const FURTHEST_FIRST: readonly Status[] = [...STATUSES].sort(
  (a, b) => STATUS[b].reach - STATUS[a].reach,
)

function inGroup<Group extends Facts['group']>(...groups: Group[]): readonly StatusIn<Group>[] {
  return STATUSES.filter((status): status is StatusIn<Group> =>
    (groups as string[]).includes(STATUS[status].group),
  )
}

/** Statuses in which an action has begun to be somebody's work. */
export const UNDER_WAY = inGroup('under-way')
/** Statuses that still ask something of somebody. */
export const OPEN = inGroup('to-begin', 'under-way')
export const DONE = inGroup('done')

export const isUnderWay = (status: Status): boolean => STATUS[status].group === 'under-way'
export const isOpen = (status: Status): boolean =>
  isUnderWay(status) || STATUS[status].group === 'to-begin'
/** Whether the day on which it was to be done has passed, and it is not done. One rule everywhere. */
export const isOverdue = (status: Status, due: string | null, today: string): boolean =>
  isOpen(status) && due !== null && due < today
export const isDone = (status: Status): boolean => STATUS[status].group === 'done'
/** Whether it counts among the actions that a system has to do. */
export const applies = (status: Status): boolean => STATUS[status].group !== 'left-out'

/** `3 complete, 12 in progress`, the furthest first; empty when there are none. */
export function statusCounts(rows: readonly { status: Status }[]): string {
  return FURTHEST_FIRST.map((status) => ({
    status,
    count: rows.filter((row) => row.status === status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(
      ({ status, count }) => `${count.toLocaleString('en-GB')} ${inSentence(STATUS_WORDS[status])}`,
    )
    .join(', ')
}

/** Confidence that an action will be delivered; another thing than its status. */
const CONFIDENCE = {
  'on-track': { words: 'On track' },
  'at-risk': { words: 'At risk' },
  'off-track': { words: 'Off track' },
} as const

export type Confidence = keyof typeof CONFIDENCE
export const CONFIDENCES = Object.keys(CONFIDENCE) as [Confidence, ...Confidence[]]
export const CONFIDENCE_WORDS = wordsOf(CONFIDENCE)

const OUR_WORDS: ReadonlySet<string> = new Set([
  ...Object.values(STATUS_WORDS),
  ...Object.values(CONFIDENCE_WORDS),
])

/** Words as they stand inside a sentence: ours in lower case; names and what people wrote keep theirs. */
export function inSentence(words: string): string {
  return OUR_WORDS.has(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
}

function wordsOf<Key extends string>(
  facts: Record<Key, { words: string }>,
): Readonly<Record<Key, string>> {
  return Object.fromEntries(
    Object.entries<{ words: string }>(facts).map(([key, { words }]) => [key, words]),
  ) as Record<Key, string>
}
