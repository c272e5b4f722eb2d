import type { Evidence } from './evidence.ts'

/** Takes people out of what others typed, for a version that everybody may read. */

export type Redact = (text: string) => string

const E_MAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
/** Numbers in the United Kingdom, with the spaces and brackets that people put in them. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+44[\s(]*0?[\s)]*|\(?0)[1-9](?:[\s()-]*\d){8,9}(?!\d)/gu

/**
 * Says `[name withheld]` for each of these names, and takes out every e-mail address and telephone
 * number. A name of one word is left: it is as likely to be another word.
 */
export function redactor(names: Iterable<string>): Redact {
  const longestFirst = [...new Set([...names].map((name) => name.trim()))]
    .filter((name) => /\s/.test(name))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const people = longestFirst.map(asPattern).join('|')
  const pattern =
    people === '' ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${people})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => {
    const nameless = pattern ? text.replace(pattern, '[name withheld]') : text
    return nameless.replace(E_MAIL, '[e-mail withheld]').replace(PHONE, '[number withheld]')
  }
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

/** Any JSON with its texts changed. */
export function redactTexts(json: unknown, redact: Redact): unknown {
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
