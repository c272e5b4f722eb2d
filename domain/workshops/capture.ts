import { SECTION } from '../commission/reference.ts'
import { readDate } from '../read-date.ts'
import type { OutcomeKind } from '../record/workshop-words.ts'
import { monthOf } from '../uk-date.ts'
import { type NamedSystem, type SystemFinder, systemFinder } from './short-names.ts'

/** What one line says, as far as it could be read. */
export interface Captured {
  kind: OutcomeKind
  text: string
  owner: string | null
  /** ODS codes, each once: it is written down for each of them. */
  systems: readonly string[]
  due: string | null
  /** Reference of an action that is named in it. */
  action: string | null
  /** What has to be put right before it can be written down, in a sentence. */
  problem: string | null
}

const KINDS: readonly (readonly [RegExp, OutcomeKind])[] = [
  [/^(?:decision|decided|agreed|d)$/i, 'decision'],
  [/^(?:action|actions|act|ap|a)$/i, 'action'],
  [/^(?:commitment|commit|committed|promise|promised|pledge|c)$/i, 'commitment'],
]
const REFERENCE = new RegExp(
  `\\b${SECTION}[1-9]\\.[a-z](?:[1-9]\\d*|\\.[A-Z0-9]{3}-[0-9a-z]{4,12})\\b`,
)
/** The same of an action of the commission, typed in haste. */
const HASTY_REFERENCE = new RegExp(`\\b${SECTION}[1-9]\\.[a-z][1-9]\\d*\\b`, 'i')
/** What may stand before a date: "by 30 Jan", "due on 30 Jan", "before 1 March". */
const DUE_WORD = /^(?:due|by|before|until)(?:\s+(?:on|the|by))*\s+/i
/** Between owner, system and date: "Asha, QK1", "Asha (QK1)", "QK1 by 30 Jan". */
const BETWEEN = /[,;()]|\s[-–—]\s|\s+(?=(?:due|by|before|until)\s)/i
const AND = /\s+(?:and|&)\s+/i
/** Before the last of a list: "QK1, QUA, and QJM". */
const AND_FIRST = /^(?:and|&)\s+/i
const LONGEST_NAME = 5
/** Words that begin a sentence or a date, not a name. */
const NO_NAME =
  /^(?:the|to|we|all|that|this|a|an|for|with|on|in|please|everyone|each|write|due|by|before|until)$/i

/** Made like a date: "31 Feb", "31/2", "30.02.2027", "2027-02-30". */
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]?([a-z]+|(?<=[/.-])\d{1,2})\.?(?:,?[ /.-](\d{4}|\d{2}))?$/i
const MONTH_FIRST = /^([a-z]+)\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?$/i
const YEAR_FIRST = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/
type Details = Pick<Captured, 'owner' | 'systems' | 'due' | 'problem'>

/**
 * Reads a decision, an action or a commitment typed in one line while the session runs. It forgives:
 * nothing but the text must be there, and what cannot be read as an owner, a system or a date stays
 * in the text.
 *
 * - `decision: we pool the apprenticeship levy`
 * - `action: Asha, QK1, by 30 Jan: share the pathway`
 * - `action: share the pathway (Asha, Black Country, 30/1)`
 * - `commitment - open two clinics in Corby – Lincolnshire, by 1 March 2027`
 * - `action: LLR, BSol and Notts, by 30 Jan: share the pathway`, `action: all systems: share it`
 *
 * A line that does not say what it is is an action when it has an owner, a system or a date, and
 * otherwise a decision.
 * A day that the calendar does not have is a problem: it is neither a person nor words to keep.
 * @param systems that may be named, by code or by name, full or short
 * @param today ISO date in UK time: dates without a year are the next such day
 */
export function captureLine(
  line: string,
  systems: readonly NamedSystem[],
  today: string,
): Captured | undefined {
  const finder = systemFinder(systems)
  const { kind, rest } = takeKind(line.trim().replace(/\s+/g, ' '))
  const { text, details } = takeHead(rest, finder, today) ??
    takeTail(rest, finder, today) ?? { text: rest, details: {} }
  const dated: { text: string; due?: string; problem?: string } =
    details.due || details.problem ? { text } : takeDate(text, today)
  const body = capitalised(dated.text.replace(/^[\s:,;–—-]+/, '').trim())
  if (body === '') return undefined
  const found = {
    ...{ owner: null, systems: [], due: dated.due ?? null, problem: dated.problem ?? null },
    ...details,
  }
  const anybody = found.owner ?? found.systems[0] ?? found.due ?? found.problem
  return {
    kind: kind ?? (anybody === null ? 'decision' : 'action'),
    text: body,
    ...found,
    action: referenceIn(rest),
  }
}

function takeKind(line: string): { kind?: OutcomeKind; rest: string } {
  const match = /^([a-z]+)\s*(?::|[-–—](?=\s))\s*(.*)$/i.exec(line)
  const kind = KINDS.find(([words]) => words.test(match?.[1] ?? ''))?.[1]
  return kind ? { kind, rest: match?.[2] ?? '' } : { rest: line }
}

/** "Asha, QK1, by 30 Jan: share the pathway". */
function takeHead(line: string, systems: SystemFinder, today: string) {
  const match = /^([^:]{1,600}):\s+(.+)$/.exec(line)
  const details = match ? readDetails(match[1] as string, systems, today) : undefined
  return details && { text: match?.[2] as string, details }
}

/** "Share the pathway (Asha, QK1, by 30 Jan)", or the same after a dash. */
function takeTail(line: string, systems: SystemFinder, today: string) {
  const match =
    /^(.+?)\s*\(([^()]{1,600})\)\.?$/.exec(line) ?? /^(.+)\s[-–—]\s+([^()]{1,600}?)\.?$/.exec(line)
  const details = match ? readDetails(match[2] as string, systems, today) : undefined
  // A name alone in brackets or after a dash may as well be an aside.
  return details && (details.systems || details.due || details.problem)
    ? { text: match?.[1] as string, details }
    : undefined
}

/** "Share the pathway by 30 Jan". */
function takeDate(text: string, today: string): { text: string; due?: string; problem?: string } {
  const match = /^(.+?),?\s+((?:due|by|before|until)\s+[^,:;()]{2,30}?)\.?$/i.exec(text)
  const due = match ? dateIn(match[2] as string, today) : undefined
  if (due) return { text: match?.[1] as string, due }
  const problem = noSuchDay(match?.[2] ?? '')
  return problem ? { text, problem } : { text }
}

/**
 * Reads parts between commas; `undefined` when one of them is none of owner, system and date, or
 * when there are two dates, of which one would be lost.
 */
function readDetails(
  head: string,
  systems: SystemFinder,
  today: string,
): Partial<Details> | undefined {
  const people: string[] = []
  const named = new Set<string>()
  const details: Partial<Details> = {}
  for (const part of systems.withCodes(head).split(BETWEEN)) {
    const said = part.trim()
    if (said === '') continue
    const due = dateIn(said, today)
    const problem = due ? undefined : noSuchDay(said)
    if (problem) details.problem = problem
    else if (due) {
      if (details.due) return undefined
      details.due = due
    }
    // "QK1 and QUA", "Asha and Ben".
    else
      for (const one of said.replace(AND_FIRST, '').split(AND)) {
        const found = systems.named(one)
        for (const ods of found) named.add(ods)
        if (found.length > 0) continue
        if (!isName(one)) return undefined
        people.push(one)
      }
  }
  if (people.length > 0) details.owner = people.join(' and ')
  if (named.size > 0) details.systems = [...named]
  return details
}

/** Why a part that is made like a date is none. */
function noSuchDay(part: string): string | undefined {
  const said = part.replace(DUE_WORD, '').trim()
  const [, , month = ''] = DAY_FIRST.exec(said) ?? []
  const [, named = ''] = MONTH_FIRST.exec(said) ?? []
  const isLikeDate =
    monthOf(month.toLowerCase()) > 0 ||
    /^\d/.test(month) ||
    monthOf(named.toLowerCase()) > 0 ||
    YEAR_FIRST.test(said)
  return isLikeDate
    ? `“${said}” is no day of the calendar. Put the date right, or leave it out.`
    : undefined
}

function dateIn(part: string, today: string): string | undefined {
  return readDate(part.replace(DUE_WORD, ''), today)
}

function referenceIn(text: string): string | null {
  const [hasty] = HASTY_REFERENCE.exec(text) ?? []
  return (
    REFERENCE.exec(text)?.[0] ??
    (hasty ? hasty.slice(0, 2).toUpperCase() + hasty.slice(2).toLowerCase() : null)
  )
}

function isName(name: string): boolean {
  const words = name.split(' ')
  return (
    words.length <= LONGEST_NAME &&
    /\p{L}/u.test(name) &&
    !words.some((word) => NO_NAME.test(word)) &&
    !REFERENCE.test(name)
  )
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
