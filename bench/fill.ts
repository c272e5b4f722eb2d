import { uuidv7 } from 'uuidv7'
import { makeStamp } from '../domain/record/clock.ts'
import type { AnyEntry } from '../domain/record/entry.ts'
import { STATUSES } from '../domain/record/statuses.ts'
import { segmentName, systemStream } from '../domain/record/stream.ts'
import type { ServiceRecord } from '../main/record/record.ts'
import { readCatalogue, readSystems } from '../main/record/resources.ts'
import { say } from './measure.ts'

/**
 * Records of any size, by the path that every change takes: into the log, and from there into the
 * tables. Quickly, since many entries share a transaction, and it does not wait for the disk.
 */

const WORDS =
  'clinic outreach screening housing language access training board review smoking maternity school data'.split(
    ' ',
  )
const BATCH = 50_000

const systemCodes = readSystems().map(({ ods }) => ods)
export const references = readCatalogue().focusAreas.flatMap((area) =>
  area.recommendations.flatMap(({ actions }) => actions.map(({ reference }) => reference)),
)
const recommendations = [...new Set(references.map((reference) => reference.replace(/\d+$/, '')))]

interface Draft {
  ods: string
  subject: string
  set: Record<string, string>
}

/** Writes drafts as entries, spread evenly over one year, each having seen those before it. */
function writeQuickly(record: ServiceRecord, count: number, drafts: Iterable<Draft>): void {
  const by = record.identity()?.member.id ?? uuidv7()
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  const step = (320 * 86_400_000) / count
  const latest = new Map<string, string>()
  const began = performance.now()
  let done = 0
  let waiting = new Map<string, AnyEntry[]>()
  const write = () => {
    record.log.append([...waiting].map(([doc, entries]) => ({ doc, entries })))
    waiting = new Map()
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    say(`${done.toLocaleString('en-GB')} of ${count.toLocaleString('en-GB')} entries, ${seconds} s`)
  }
  record.db.pragma('synchronous = OFF')
  for (const { ods, subject, set } of drafts) {
    const at = makeStamp(Math.floor(start + done * step), done % BATCH, '0000beef')
    const id = uuidv7()
    const key = `${ods} ${subject}`
    const before = latest.get(key)
    latest.set(key, id)
    const basedOn = Object.fromEntries(
      Object.keys(set).map((field) => [field, before ? [before] : []]),
    )
    const doc = segmentName(systemStream(ods), at)
    const entry = { id, at, by, kind: 'change', subject, set, basedOn }
    const entries = waiting.get(doc)
    if (entries) entries.push(entry)
    else waiting.set(doc, [entry])
    done += 1
    if (done % BATCH === 0) write()
  }
  if (waiting.size > 0) write()
  record.db.pragma('synchronous = FULL')
}

/** What a register says of its n-th row. */
function statement(n: number): Record<string, string> {
  const word = (k: number) => WORDS[(n * k) % WORDS.length] ?? ''
  return {
    status: STATUSES[n % 6] ?? 'planned',
    note: `Progress ${n}: ${word(3)} and ${word(5)} with ${word(7)}`,
    due: `2027-0${(n % 9) + 1}-15`,
  }
}

/**
 * Gives every system n times the commission's 246 actions, by local actions beyond the first 246,
 * with something said of each.
 */
export function fillRegister(record: ServiceRecord, times: number): void {
  const locals = references.length * (times - 1)
  const count = systemCodes.length * (references.length + 2 * locals)
  writeQuickly(record, count, registerDrafts(locals))
}

function* registerDrafts(locals: number): Generator<Draft> {
  for (const ods of systemCodes) {
    for (const [n, reference] of references.entries())
      yield { ods, subject: `action:${reference}`, set: statement(n) }
    for (let n = 0; n < locals; n += 1) {
      const recommendation = recommendations[n % recommendations.length] ?? ''
      const reference = `${recommendation}.${ods}-${n.toString(36).padStart(6, '0')}`
      const title = `Local action ${n}: ${WORDS[n % WORDS.length]}`
      yield { ods, subject: `local-action:${reference}`, set: { recommendation, title } }
      yield { ods, subject: `action:${reference}`, set: statement(references.length + n) }
    }
  }
}

/** Writes so many updates of the commission's actions, all systems in turn. */
export function fillHistory(record: ServiceRecord, entries: number): void {
  writeQuickly(record, entries, historyDrafts(entries))
}

function* historyDrafts(entries: number): Generator<Draft> {
  for (let n = 0; n < entries; n += 1) {
    const reference = references[Math.floor(n / systemCodes.length) % references.length]
    const ods = systemCodes[n % systemCodes.length] ?? 'QK1'
    yield { ods, subject: `action:${reference}`, set: statement(n) }
  }
}
