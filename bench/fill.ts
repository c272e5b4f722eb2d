import { randomUUID } from 'node:crypto'
import { makeStamp } from '../domain/record/clock.ts'
import { segmentName, systemStream } from '../domain/record/stream.ts'
import { STATUSES } from '../domain/record/words.ts'
import type { ServiceRecord } from '../main/record/record.ts'
import { readCatalogue, readSystems } from '../main/record/resources.ts'

/** Records of any size, made quickly: large batches, and not waiting for the disk. */

const WORDS =
  'clinic outreach screening housing language access training board review smoking maternity school data'.split(
    ' ',
  )
const BATCH = 2_000

export const systemCodes = readSystems().map(({ ods }) => ods)
export const references = readCatalogue().focusAreas.flatMap((area) =>
  area.recommendations.flatMap(({ actions }) => actions.map(({ reference }) => reference)),
)
const recommendations = [...new Set(references.map((reference) => reference.replace(/\d+$/, '')))]

interface Draft {
  ods: string
  subject: string
  set: Record<string, string>
  basedOn: Record<string, string[]>
}

/** Writes drafts as entries, spread evenly over one year. */
function writeQuickly(record: ServiceRecord, drafts: readonly Draft[]): void {
  const { member } = record.identity() ?? { member: { id: randomUUID() } }
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  const step = (320 * 86_400_000) / drafts.length
  record.db.pragma('synchronous = OFF')
  const latest = new Map<string, string>()
  for (let from = 0; from < drafts.length; from += BATCH) {
    const bySegment = new Map<string, object[]>()
    for (const [offset, { ods, subject, set, basedOn }] of drafts
      .slice(from, from + BATCH)
      .entries()) {
      const at = makeStamp(Math.floor(start + (from + offset) * step), offset, '0000beef')
      const id = randomUUID()
      const key = `${ods} ${subject}`
      const before = latest.get(key)
      latest.set(key, id)
      const seen = Object.fromEntries(
        Object.keys(set).map((field) => [field, before ? [before] : []]),
      )
      const doc = segmentName(systemStream(ods), at)
      const entry = {
        id,
        at,
        by: member.id,
        kind: 'change',
        subject,
        set,
        basedOn: { ...seen, ...basedOn },
      }
      bySegment.set(doc, [...(bySegment.get(doc) ?? []), entry])
    }
    record.log.append([...bySegment].map(([doc, entries]) => ({ doc, entries: entries as never })))
  }
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
  const drafts: Draft[] = []
  for (const ods of systemCodes) {
    const local = Array.from({ length: references.length * (times - 1) }, (_, n) => {
      const recommendation = recommendations[n % recommendations.length] ?? ''
      return {
        recommendation,
        reference: `${recommendation}.${ods}-${n.toString(36).padStart(6, '0')}`,
      }
    })
    for (const [n, { recommendation, reference }] of local.entries())
      drafts.push({
        ods,
        subject: `local-action:${reference}`,
        set: { recommendation, title: `Local action ${n}: ${WORDS[n % WORDS.length]}` },
        basedOn: {},
      })
    for (const [n, reference] of [...references, ...local.map((one) => one.reference)].entries())
      drafts.push({ ods, subject: `action:${reference}`, set: statement(n), basedOn: {} })
  }
  writeQuickly(record, drafts)
}

/** Writes so many updates of the commission's actions, all systems in turn. */
export function fillHistory(record: ServiceRecord, entries: number): void {
  writeQuickly(
    record,
    Array.from({ length: entries }, (_, n) => ({
      ods: systemCodes[n % systemCodes.length] ?? 'QK1',
      subject: `action:${references[Math.floor(n / systemCodes.length) % references.length]}`,
      set: statement(n),
      basedOn: {},
    })),
  )
}
