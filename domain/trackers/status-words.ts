import type { Confidence, Status } from '../record/statuses.ts'

/** What people's own words for a status mean, and their ratings in red, amber and green. */

/** What a word says; `null` where it says nothing of it. */
export interface StatusMeaning {
  status: Status | null
  confidence: Confidence | null
}

const WORDS: readonly (readonly [Status, Confidence | null, string])[] = [
  [
    'not-started',
    null,
    'not started|not yet started|yet to start|not begun|not commenced|to do|todo|to start|not yet due|not due|new|backlog|no progress|not yet begun|grey|gray|white|unstarted',
  ],
  [
    'planned',
    null,
    'planned|planning|in planning|scheduled|scoping|in scoping|scoped|upcoming|agreed|proposed|approved|future|in design|being planned|plan in place',
  ],
  [
    'in-progress',
    null,
    'in progress|on going|ongoing|started|under way|underway|in train|wip|work in progress|in development|in delivery|active|progressing|continuing|partially complete|part complete|partly complete|partly done|partially met|commenced|working on it|doing|in hand|being delivered|in review',
  ],
  [
    'in-progress',
    'on-track',
    'green|g|on track|on target|on schedule|on plan|progressing well|in progress on track',
  ],
  [
    'in-progress',
    'at-risk',
    'amber|a|yellow|y|orange|at risk|some risk|minor delay|minor delays|slightly behind|some concerns|in progress at risk|some delay|slippage',
  ],
  [
    'in-progress',
    'off-track',
    'red|r|off track|off target|behind|behind schedule|overdue|late|delayed|major delay|significant risk|in progress off track|not on track|high risk',
  ],
  [
    'blocked',
    null,
    'blocked|on hold|onhold|paused|stalled|stuck|waiting|awaiting|deferred|suspended|waiting on someone else|awaiting decision|awaiting funding|waiting for funding|parked',
  ],
  [
    'complete',
    null,
    'complete|completed|done|finished|closed|achieved|delivered|blue|b|implemented|fully complete|action complete|action closed|actioned|complete closed|met|fully met|c',
  ],
  [
    'embedded',
    null,
    'embedded|business as usual|bau|sustained|mainstreamed|complete and embedded|completed and embedded|complete embedded|now bau|moved to bau|embedded in bau',
  ],
  [
    'not-applicable',
    null,
    'n a|na|not applicable|not relevant|out of scope|no longer required|no longer needed|no longer applicable|withdrawn|cancelled|canceled|not taken forward|not being taken forward|stood down|not for us|discontinued',
  ],
]

const MEANINGS = new Map<string, StatusMeaning>(
  WORDS.flatMap(([status, confidence, words]) =>
    words.split('|').map((word): [string, StatusMeaning] => [word, { status, confidence }]),
  ),
)
const CLOSED: readonly (Status | null)[] = ['complete', 'embedded', 'not-applicable']

/** Words are told apart without regard to case, marks and spacing: `On-going`, `ON GOING`. */
export function wordKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
}

/** What the text proposes; `undefined` where nobody can tell, so that the person is to be asked. */
export function statusMeaning(text: string): StatusMeaning | undefined {
  const key = wordKey(text)
  const direct = MEANINGS.get(key)
  if (direct) return direct
  const share = /^(\d{1,3}(?: \d+)?) ?(?:%|per ?cent)(?: complete[d]?| done)?$/.exec(key)
  if (share) return shareMeaning(Number(share[1]!.replace(' ', '.')))
  // "Amber – awaiting funding", "In progress (on track)", "1 - Not started", "Status: Green".
  const parts = text
    .split(/\s+[-–—]\s*|[–—:;,()[\]/\n]|\.\s/)
    .map((part) => wordKey(part))
    .map((key) => (key.length > 1 ? MEANINGS.get(key) : undefined))
    .filter((part) => part !== undefined)
  const [first, ...others] = parts
  return first && others.reduce<StatusMeaning | undefined>(together, first)
}

/** Two words in one cell, where they agree. */
function together(a: StatusMeaning | undefined, b: StatusMeaning): StatusMeaning | undefined {
  if (!a) return undefined
  const confidence = a.confidence ?? b.confidence
  const disagree = a.confidence && b.confidence && a.confidence !== b.confidence
  // A rating beside a word for the status says how sure it is, and nothing of the status itself.
  if (disagree) return undefined
  if (a.status === b.status || b.confidence) return withColour({ ...a }, { ...b, confidence })
  if (a.confidence) return withColour({ ...b }, { ...a, confidence })
  return undefined
}

/** A word with the colour behind it: the word says the status, the colour how sure. */
export function withColour(
  word: StatusMeaning,
  colour: StatusMeaning | undefined | null,
): StatusMeaning {
  if (CLOSED.includes(word.status)) return { ...word, confidence: null }
  return { status: word.status, confidence: word.confidence ?? colour?.confidence ?? null }
}

function shareMeaning(percent: number): StatusMeaning | undefined {
  if (percent > 100) return undefined
  const status = percent === 0 ? 'not-started' : percent === 100 ? 'complete' : 'in-progress'
  return { status, confidence: null }
}
