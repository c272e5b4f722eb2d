import { SECTION } from '../commission/reference.ts'
import { readDate } from '../read-date.ts'
import type { OutcomeKind } from '../record/workshop-words.ts'

/** What one line says, as far as it could be read. */
export interface Captured {
  kind: OutcomeKind
  text: string
  owner: string | null
  /** ODS code. */
  system: string | null
  due: string | null
  /** Reference of an action that is named in it. */
  action: string | null
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
/** What people put around a system's name: "the NHS Black Country ICB". */
const AROUND_SYSTEM = /^(?:the )?(?:nhs )?| (?:icb|ics|integrated care (?:board|system))$/g
const AND = /\s+(?:and|&)\s+/i
const LONGEST_NAME = 5
/** Words that begin a sentence or a date, not a name. */
const NO_NAME =
  /^(?:the|to|we|all|that|this|a|an|for|with|on|in|please|everyone|each|write|due|by|before|until)$/i

type System = { ods: string; name: string }
type Details = Pick<Captured, 'owner' | 'system' | 'due'>

/**
 * Reads a decision, an action or a commitment typed in one line while the session runs. It forgives:
 * nothing but the text must be there, and what cannot be read as an owner, a system or a date stays
 * in the text.
 *
 * - `decision: we pool the apprenticeship levy`
 * - `action: Asha, QK1, by 30 Jan: share the pathway`
 * - `action: share the pathway (Asha, Black Country, 30/1)`
 * - `commitment - open two clinics in Corby – Lincolnshire, by 1 March 2027`
 *
 * A line that does not say what it is is an action when it has an owner, a system or a date, and
 * otherwise a decision.
 * @param systems that may be named, by code or by name
 * @param today ISO date in UK time: dates without a year are the next such day
 */
export function captureLine(
  line: string,
  systems: readonly System[],
  today: string,
): Captured | undefined {
  const { kind, rest } = takeKind(line.trim().replace(/\s+/g, ' '))
  const { text, details } = takeHead(rest, systems, today) ??
    takeTail(rest, systems, today) ?? { text: rest, details: {} }
  const dated = details.due ? { text } : takeDate(text, today)
  const body = capitalised(dated.text.replace(/^[\s:,;–—-]+/, '').trim())
  if (body === '') return undefined
  const found = { owner: null, system: null, due: dated.due ?? null, ...details }
  const anybody = found.owner ?? found.system ?? found.due
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
function takeHead(line: string, systems: readonly System[], today: string) {
  const match = /^([^:]{1,160}):\s+(.+)$/.exec(line)
  const details = match ? readDetails(match[1] as string, systems, today) : undefined
  return details && { text: match?.[2] as string, details }
}

/** "Share the pathway (Asha, QK1, by 30 Jan)", or the same after a dash. */
function takeTail(line: string, systems: readonly System[], today: string) {
  const match =
    /^(.+?)\s*\(([^()]{1,160})\)\.?$/.exec(line) ?? /^(.+)\s[-–—]\s+([^()]{1,160}?)\.?$/.exec(line)
  const details = match ? readDetails(match[2] as string, systems, today) : undefined
  // A name alone in brackets or after a dash may as well be an aside.
  return details && (details.system || details.due)
    ? { text: match?.[1] as string, details }
    : undefined
}

/** "Share the pathway by 30 Jan". */
function takeDate(text: string, today: string): { text: string; due?: string } {
  const match = /^(.+?),?\s+((?:due|by|before|until)\s+[^,:;()]{2,30}?)\.?$/i.exec(text)
  const due = match ? dateIn(match[2] as string, today) : undefined
  return due ? { text: match?.[1] as string, due } : { text }
}

/**
 * Reads parts between commas; `undefined` when one of them is none of owner, system and date, or
 * when there are two systems or two dates, of which one would be lost.
 */
function readDetails(
  head: string,
  systems: readonly System[],
  today: string,
): Partial<Details> | undefined {
  const names: string[] = []
  const details: Partial<Details> = {}
  for (const part of withCodes(head, systems).split(BETWEEN)) {
    const said = part.trim()
    if (said === '') continue
    const due = dateIn(said, today)
    const system = systemIn(said, systems)
    if (due) {
      if (details.due) return undefined
      details.due = due
    } else if (system) {
      if (details.system) return undefined
      details.system = system
    } else if (isName(said, systems)) names.push(said)
    else return undefined
  }
  if (names.length > 0) details.owner = names.join(' and ')
  return details
}

function dateIn(part: string, today: string): string | undefined {
  return readDate(part.replace(DUE_WORD, ''), today)
}

/** With the codes of systems in place of those of their names that hold a comma themselves. */
function withCodes(head: string, systems: readonly System[]): string {
  return systems
    .filter(({ name }) => name.includes(','))
    .reduce((text, { ods, name }) => text.replace(anyCase(name), ods), head)
}

function anyCase(words: string): RegExp {
  const literally = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(literally.replaceAll(' and ', ' (?:and|&) '), 'i')
}

function systemIn(part: string, systems: readonly System[]): string | undefined {
  const said = part.toLowerCase().replaceAll(' & ', ' and ').replace(AROUND_SYSTEM, '')
  return systems.find(({ ods, name }) => ods.toLowerCase() === said || name.toLowerCase() === said)
    ?.ods
}

function referenceIn(text: string): string | null {
  const [hasty] = HASTY_REFERENCE.exec(text) ?? []
  return (
    REFERENCE.exec(text)?.[0] ??
    (hasty ? hasty.slice(0, 2).toUpperCase() + hasty.slice(2).toLowerCase() : null)
  )
}

/** A name, or several: "Asha and Ben"; "QUA and QK1" are no people. */
function isName(part: string, systems: readonly System[]): boolean {
  return part.split(AND).every((name) => {
    const words = name.split(' ')
    return (
      words.length <= LONGEST_NAME &&
      /\p{L}/u.test(name) &&
      !words.some((word) => NO_NAME.test(word)) &&
      !systemIn(name, systems) &&
      !REFERENCE.test(name)
    )
  })
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
