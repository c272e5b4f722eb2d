import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import type { Draft } from '../../preload/types.ts'
import { bridge } from '../bridge/bridge.ts'

/**
 * What was typed and not saved yet, of every form. A change is in the page's storage at once, so
 * that a crash of the page loses nothing, and with the service soon after, so that nothing depends
 * on this browser; what the service has goes from the page's storage. See docs/drafts.md.
 */

export type Kept = Omit<Draft, 'key'>

/** A draft that waits to reach the service; `null`: it was saved or thrown away. */
interface Waiting {
  at: string
  draft: Kept | null
}

/** Quick typing reaches the service together, this often at most, in ms. */
const SEND_EVERY_MS = 300
const RETRY_AFTER_MS = 3000

const known = new Map<string, Kept>()
const waiting = new Map<string, Waiting>()
const hearers = new Set<() => void>()
/** Other tabs of this browser show the same drafts. */
const tabs = new BroadcastChannel('accord-drafts')
/** Whose drafts these are: what the page's storage keeps apart. */
let owner = ''
let timer: ReturnType<typeof setTimeout> | undefined
let isSending = false

/**
 * Takes up the drafts of one record's member, left by another page or an earlier day.
 * @param of names record and member; the same again does nothing
 */
export async function openDrafts(of: string): Promise<void> {
  if (of === owner) return
  owner = of
  known.clear()
  waiting.clear()
  for (const [key, entry] of stored()) {
    waiting.set(key, entry)
    if (entry.draft) known.set(key, entry.draft)
  }
  tell()
  const answer = await bridge.call('drafts.list', {})
  const list = answer.ok ? answer.value : []
  if (of !== owner) return
  for (const { key, ...draft } of list) {
    const later = waiting.get(key)
    if (!later || later.at < draft.at) known.set(key, draft)
  }
  tell()
  sendSoon(0)
}

export function draftOf(key: string): Kept | undefined {
  return known.get(key)
}

export function keepDraft(key: string, draft: Kept): void {
  put(key, { at: draft.at, draft })
  tabs.postMessage({ owner, key, draft })
}

/** Forgets a draft, since it was saved or thrown away on purpose. */
export function forgetDraft(key: string): void {
  if (!known.has(key)) return
  put(key, { at: new Date().toISOString(), draft: null })
  tabs.postMessage({ owner, key, draft: null })
}

/** Hears that drafts have come or gone, until the answer is called. */
export function onDrafts(hear: () => void): () => void {
  hearers.add(hear)
  return () => hearers.delete(hear)
}

/**
 * Whether a draft may be written down. One that names a patient stays in this page's memory alone,
 * as nothing of a patient is kept anywhere in Accord.
 */
export function mayBeStored(values: unknown): boolean {
  if (typeof values === 'string') return !findNhsNumber(values)
  if (typeof values !== 'object' || values === null) return true
  return Object.values(values).every(mayBeStored)
}

function put(key: string, entry: Waiting): void {
  if (entry.draft) known.set(key, entry.draft)
  else known.delete(key)
  if (entry.draft && !mayBeStored(entry.draft.values)) {
    // An earlier wording, without the number, is not what the person means any more.
    entry = { at: entry.at, draft: null }
  }
  waiting.set(key, entry)
  store(key, entry)
  tell()
  sendSoon(SEND_EVERY_MS)
}

function tell(): void {
  for (const hear of hearers) hear()
}

const PREFIX = 'accord-draft'
const nameOf = (key: string) => `${PREFIX}/${owner}/${key}`

/** Without storage (a full disk, a browser that forbids it) the service alone keeps drafts. */
function store(key: string, entry: Waiting | null): void {
  try {
    if (entry) localStorage.setItem(nameOf(key), JSON.stringify(entry))
    else localStorage.removeItem(nameOf(key))
  } catch {}
}

function stored(): [string, Waiting][] {
  try {
    const prefix = nameOf('')
    return Object.entries(localStorage)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, text]) => [name.slice(prefix.length), JSON.parse(text) as Waiting])
  } catch {
    return []
  }
}

function sendSoon(after: number): void {
  if (timer !== undefined) return
  timer = setTimeout(() => {
    timer = undefined
    void send()
  }, after)
}

async function send(): Promise<void> {
  if (isSending || waiting.size === 0) return
  isSending = true
  let failed = false
  for (const [key, entry] of [...waiting]) {
    const of = owner
    // Past the questions that saving may ask: nobody is to be asked about what they still type.
    const answer = entry.draft
      ? await bridge.call('drafts.keep', { key, ...entry.draft } as never)
      : await bridge.call('drafts.remove', { key, at: entry.at })
    if (!answer.ok && answer.error.code === 'failed') {
      failed = true
      continue
    }
    // Typed on meanwhile, it waits again; of another record, it is no longer ours to strike.
    if (of !== owner || waiting.get(key) !== entry) continue
    waiting.delete(key)
    // What the service will not take stays with the page.
    if (answer.ok) store(key, null)
  }
  isSending = false
  if (waiting.size > 0) sendSoon(failed ? RETRY_AFTER_MS : SEND_EVERY_MS)
}

tabs.onmessage = ({ data }: MessageEvent<{ owner: string; key: string; draft: Kept | null }>) => {
  if (data.owner !== owner) return
  if (data.draft) known.set(data.key, data.draft)
  else known.delete(data.key)
  tell()
}
// Hidden is the last that a page on its way out hears for certain.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void send()
})
