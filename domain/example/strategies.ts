import { canonicalDocument } from '../documents/canonical.ts'
import { wordCount } from '../documents/text.ts'
import { type CommentThread, type DocumentNode, strategyDocument } from '../documents/tree.ts'
import type { Random } from '../random.ts'
import { templateDocument } from '../strategies/templates/index.ts'
import { isoDate, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import {
  AGREED_AIM,
  COMMENT,
  COMMITMENTS,
  LATER_POINT,
  RESERVATIONS,
  ROLES,
  STRATEGY,
  WITHDRAWN,
} from './wording/strategy.ts'

/** A joint diabetes strategy under way: written together, offered, and signed by some of the systems. */

export interface StrategyCast {
  /** The member who chairs, and the ODS code of the system whose stream they write. */
  reader: { id: string; name: string; home: string }
  /** Systems in the order in which they sign; those that stopped reporting are left out. */
  systems: readonly { ods: string; leads: readonly { id: string; name: string }[] }[]
}

export interface ExampleStrategy {
  region: Deed[]
  /** Deeds by ODS code. */
  systems: Map<string, Deed[]>
  text: { document: string; body: DocumentNode; comments: Record<string, CommentThread> }
  /** Texts of the versions: canonical JSON. */
  versions: string[]
}

/** Days before the end. */
const BEGUN = 200
const FIRST_OFFERED = 95
const LAST_OFFERED = 45
const SIGNED = [12, 40] as const
const COMMITTED = [15, 90] as const
/** Systems that signed the version on offer, only the one before it, and signed but took it back. */
const CURRENT = 6
const EARLIER = 1
const WITHDREW = 1

/** @param hash SHA-256 of a text, in hexadecimal */
export function strategyYear(
  { reader, systems }: StrategyCast,
  today: string,
  hash: (text: string) => string,
  chance: Random,
): ExampleStrategy {
  const on = (daysAgo: number) => workingMoment(today, daysAgo, chance)
  const begun = on(BEGUN)
  const strategy = chance.uuid(begun)
  const told: ExampleStrategy = {
    region: [],
    systems: new Map(systems.map(({ ods }) => [ods, []])),
    text: { document: strategyDocument(strategy), ...currentText(strategy, reader, on(8), chance) },
    versions: [],
  }
  const tell = (set: Deed['set'], at: number) =>
    told.region.push({ at, by: reader.id, subject: `strategy:${strategy}`, set })
  const keep = (name: string, body: DocumentNode, at: number) => {
    const version = { id: chance.uuid(at), hash: hash(canonicalDocument(body)) }
    const set = { strategy, name, made: 'named', hash: version.hash, words: wordCount(body) }
    told.systems.get(reader.home)?.push({
      at,
      by: reader.id,
      subject: `version:${version.id}`,
      set: { ...set, restores: null },
    })
    told.versions.push(canonicalDocument(body))
    return version
  }

  tell({ ...STRATEGY, template: 'diabetes', state: 'draft' }, begun)
  const draft = document(strategy, [])
  const first = keep('Draft for the summer workshop', draft, on(FIRST_OFFERED + 1))
  tell({ offered: first.id, state: 'in-review' }, on(FIRST_OFFERED))
  const signing = document(strategy, [AGREED_AIM])
  const last = keep('For signing', signing, on(LAST_OFFERED + 1))
  tell({ offered: last.id, state: 'in-review' }, on(LAST_OFFERED))

  const signers = systems.slice(0, CURRENT + EARLIER + WITHDREW)
  for (const [place, { ods, leads }] of signers.entries()) {
    const isEarlier = place >= CURRENT && place < CURRENT + EARLIER
    const at = on(isEarlier ? FIRST_OFFERED - 20 : chance.int(...SIGNED))
    const { id: version, hash: signed } = isEarlier ? first : last
    const lead = chance.pick(leads)
    const subject = `signature:${strategy}`
    const set = {
      ...{ version, hash: signed, name: lead.name, role: chance.pick(ROLES), on: isoDate(at) },
      ...{ reservations: RESERVATIONS[place - 2] ?? null, withdrawn: null },
    }
    told.systems.get(ods)?.push({ at, by: lead.id, subject, set })
    if (place >= CURRENT + EARLIER)
      told.systems
        .get(ods)
        ?.push({ at: on(6), by: lead.id, subject, set: { withdrawn: WITHDRAWN } })
  }
  for (const [place, commitment] of COMMITMENTS.entries()) {
    const system = systems[place]
    if (!system) break
    const at = on(chance.int(...COMMITTED))
    told.systems.get(system.ods)?.push({
      ...{ at, by: chance.pick(system.leads).id, subject: `commitment:${chance.uuid(at)}` },
      set: { strategy, ...commitment },
    })
  }
  return told
}

/** The template without its advice to writers, and with paragraphs added after its first part. */
function document(strategy: string, added: readonly string[]): DocumentNode {
  const { content = [] } = templateDocument('diabetes', { strategy })
  const [opening, ...rest] = content.filter((node) => !isGuidance(node))
  const paragraphs = added.map((text): DocumentNode => paragraphOf({ type: 'text', text }))
  return { type: 'doc', content: [...(opening ? [opening] : []), ...paragraphs, ...rest] }
}

function paragraphOf(...content: DocumentNode[]): DocumentNode {
  return { type: 'paragraph', content }
}

function isGuidance({ type, content }: DocumentNode): boolean {
  return type === 'callout' && (content?.[0]?.content?.[0]?.text ?? '').startsWith('Guidance')
}

/** The text as it stands: a little further than the version for signing, with a comment in it. */
function currentText(
  strategy: string,
  { id, name }: StrategyCast['reader'],
  at: number,
  chance: Random,
): { body: DocumentNode; comments: Record<string, CommentThread> } {
  const thread = chance.uuid(at)
  const body = document(strategy, [AGREED_AIM, LATER_POINT])
  const marked = (body.content ?? []).map((node) =>
    node.content?.[0]?.text === AGREED_AIM
      ? paragraphOf(
          { type: 'text', text: AGREED_AIM.replace(COMMENT.quote, '') },
          {
            ...{ type: 'text', text: COMMENT.quote },
            marks: [{ type: 'comment', attrs: { thread } }],
          },
        )
      : node,
  )
  const said = { by: id, name, at: new Date(at).toISOString() }
  return {
    body: { type: 'doc', content: marked },
    comments: {
      [thread]: {
        ...{ quote: COMMENT.quote, text: COMMENT.text, ...said, resolved: null },
        replies: [{ id: chance.uuid(at + 1), text: COMMENT.reply, ...said }],
      },
    },
  }
}
