import type { DocumentNode } from '../documents/tree.ts'
import type { Evidence } from './evidence.ts'
import { spellingsOf } from './person-names.ts'

/** Takes people out of what others typed, for a version that everybody may read. */

export interface Redact {
  (text: string): string
  /**
   * The same for a text in pieces, such as a sentence of which some words are bold. What stands in
   * place of a name stands where the name began.
   */
  across(pieces: readonly string[]): string[]
}

const E_MAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
/** Numbers in the United Kingdom, with the spaces and brackets that people put in them. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+44[\s(]*0?[\s)]*|\(?0)[1-9](?:[\s()-]*\d){8,9}(?!\d)/gu

/**
 * Says `[name withheld]` for each of these names, and takes out every e-mail address and telephone
 * number, however the name is spelt. A name of one word is left: it is as likely to be another word.
 */
export function redactor(names: Iterable<string>): Redact {
  const longestFirst = [...new Set([...names].flatMap(spellingsOf))]
    .filter((name) => /\s/.test(name))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const people = longestFirst.map(asPattern).join('|')
  const pattern =
    people === '' ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${people})(?![\\p{L}\\p{N}])`, 'giu')
  const across = (pieces: readonly string[]) => {
    const nameless = pattern ? replaceAcross(pieces, pattern, '[name withheld]') : pieces
    const withoutMail = replaceAcross(nameless, E_MAIL, '[e-mail withheld]')
    return replaceAcross(withoutMail, PHONE, '[number withheld]')
  }
  return Object.assign((text: string) => across([text]).join(''), { across })
}

/** Takes out nothing. */
export const leaveAll: Redact = Object.assign((text: string) => text, {
  across: (pieces: readonly string[]) => [...pieces],
})

/** Replaces what a pattern finds in the whole text, piece by piece. */
function replaceAcross(pieces: readonly string[], pattern: RegExp, words: string): string[] {
  const text = pieces.join('')
  const found = [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
    from: index,
    to: index + match.length,
  }))
  if (found.length === 0) return [...pieces]
  let start = 0
  return pieces.map((piece) => {
    const [from, end] = [start, start + piece.length]
    start = end
    let made = ''
    let kept = from
    for (const match of found) {
      if (match.to <= from || match.from >= end) continue
      made += text.slice(kept, Math.max(kept, match.from))
      if (match.from >= from) made += words
      kept = Math.min(match.to, end)
    }
    return made + text.slice(kept, end)
  })
}

function asPattern(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/['’]/g, "['’]"))
    .join('\\s+')
}

/** Evidence with people taken out of all that was typed. Figures are what they were. */
export function redactEvidence(evidence: Evidence, redact: Redact): Evidence {
  const orNone = (text: string | null) => (text === null ? null : redact(text))
  return {
    ...evidence,
    actions: evidence.actions.map((fact) =>
      fact.nextStep.value === null
        ? fact
        : { ...fact, nextStep: { ...fact.nextStep, value: redact(fact.nextStep.value) } },
    ),
    local: evidence.local.map((fact) => ({ ...fact, title: redact(fact.title) })),
    sessions: evidence.sessions.map((fact) => ({ ...fact, title: redact(fact.title) })),
    outcomes: evidence.outcomes.map((fact) => ({
      ...fact,
      text: redact(fact.text),
      words: redact(fact.words),
    })),
    strategies: evidence.strategies.map((fact) => ({
      ...fact,
      title: redact(fact.title),
      commitments: fact.commitments.map((each) => ({ ...each, text: redact(each.text) })),
    })),
    joint: evidence.joint.map((fact) => ({ ...fact, title: redact(fact.title) })),
    checklists: evidence.checklists.map((fact) => ({
      ...fact,
      organisation: redact(fact.organisation),
    })),
    studies: evidence.studies.map((fact) => ({
      ...fact,
      title: redact(fact.title),
      told: fact.told.map(({ what, text }) => ({ what, text: redact(text) })),
      adoptions: fact.adoptions.map((each) => ({
        ...each,
        changed: orNone(each.changed),
        outcome: orNone(each.outcome),
      })),
    })),
    challenges: evidence.challenges.map((fact) => ({
      ...fact,
      answer: orNone(fact.answer),
      by: orNone(fact.by),
    })),
  }
}

/**
 * A document with its texts changed. A name is found though part of it is bold, or has a comment or
 * a footnote in its midst.
 */
export function redactDocument(node: DocumentNode, redact: Redact): DocumentNode {
  const { content, ...own } = node
  const changed = redactTexts(own, redact) as DocumentNode
  if (!content) return changed
  const words = content.map(wordsOf)
  const redacted = redact.across(words)
  return {
    ...changed,
    content: content.flatMap((child, i) => {
      const left = redacted[i] ?? ''
      // Gone with the name that it was part of.
      if (left === '' && words[i] !== '') return []
      const { text: _, ...rest } = child
      return child.type === 'text'
        ? [{ ...(redactTexts(rest, redact) as DocumentNode), text: left }]
        : [redactDocument(child, redact)]
    }),
  }
}

/** What a node is to the words around it: a footnote and a source are only marks beside them. */
function wordsOf({ type, text }: DocumentNode): string {
  if (type === 'text') return text ?? ''
  if (type === 'hardBreak') return '\n'
  return type === 'footnote' || type === 'citation' ? '' : OTHER
}

/** Stands for what is no text. */
const OTHER = '\ufffc'

/** Any JSON with its texts changed. */
function redactTexts(json: unknown, redact: Redact): unknown {
  if (typeof json === 'string') return redact(json)
  if (Array.isArray(json)) return json.map((part) => redactTexts(part, redact))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, part]) => [
      key,
      // A picture's address is no text, and may be long.
      key === 'src' ? part : redactTexts(part, redact),
    ]),
  )
}
