import type { NamedOwner } from '../register/owners.ts'

/** Names of people, teams and organisations as they stand in one cell of a tracker. */

export interface NamedPerson {
  /** Under which the same name is known again, whatever its dots, spacing and titles. */
  key: string
  name: string
  type: 'person' | 'organisation'
  organisation: string | null
  email: string | null
}

const NOBODY =
  /^(?:tb[cda]|to be (?:confirmed|agreed|determined|decided|appointed|identified|advised)|n\/?a|none|nobody|no ?one|nil|vacan(?:t|cy)|vacant post|unassigned|not assigned|unallocated|unknown|not known|no (?:lead|owner)|awaiting (?:appointment|recruitment)|all|various|multiple|[-–—.?/*]+)\.?$/i
const TITLES = /^(?:(?:dr|mr|mrs|ms|miss|mx|prof|professor|cllr|councillor|sir|dame|rev)\b\.? ?)+/i
const ORGANISATION =
  /\b(?:team|board|council|trust|icb|icbs|ics|nhs|health|care|authority|partnership|service|services|university|group|network|directorate|department|dept|office|committee|hwb|pcn|pcns|vcse|vcs|voluntary|forum|alliance|collaborative|lead|leads|director|directors|manager|head|hr|communications|comms|finance|estates|workforce|strategy|inequalities|equality|edi|lpt|uhl|lcc|city|county|region|providers?|system|place|commissioning|public|primary|mental|digital|analytics|intelligence|education|school|schools|housing|police|hospital|hospitals|academy|hub|programme|project|sro|chair)\b/i
const EMAIL = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/
const PARTS = /\s*(?:;#\d*;?#?|;|\||\n|\+|\s\/\s|\/(?=\s*[A-Z])|\bwith\b|\bsupported by\b)\s*/
/** `Smith, Jo (LCC)`. */
const ADDRESS_BOOK = /^([\p{L}'’-]+), ?([\p{L}'’.-]+(?: [A-Z]\.?)?)( ?\([^)]*\))?$/u
/** What a person is there for, before the name. */
const PLACE = /^(?:lead|sro|owner|support|deputy|exec(?:utive)?|clinical lead)\s*[:–-]\s*/i

/** Whether a cell says that there is nobody yet. */
export function isNobody(text: string): boolean {
  return NOBODY.test(text.trim())
}

/**
 * The names in a cell, the first of them the one who answers for it.
 * @param isKnown whether a text is the name of one person or organisation already listed
 */
export function readPeople(text: string, isKnown: (name: string) => boolean): NamedPerson[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
  const parts = plain.split(PARTS).filter((part) => part !== '')
  // Outlook and SharePoint part people by semicolons, and write the surname first.
  const isAddressBook = /;/.test(plain) && parts.every((part) => ADDRESS_BOOK.test(part))
  const names = isKnown(plain)
    ? [plain]
    : isAddressBook
      ? parts.map((part) => part.replace(ADDRESS_BOOK, '$2 $1$3'))
      : parts.flatMap((part) => joined(part, isKnown))
  const people = names
    .map((name) => name.replace(PLACE, '').replace(/^[\s,:&-]+|[\s,:&-]+$/g, ''))
    .filter((name) => name !== '' && !isNobody(name) && !/^#?\d+$/.test(name))
    .map(personOf)
    .filter((person) => person !== undefined)
  return people.filter(({ key }, at) => people.findIndex((each) => each.key === key) === at)
}

/** Parts that `and`, `&` and commas join, where they join people and are no part of a name. */
function joined(text: string, isKnown: (name: string) => boolean): string[] {
  if (text === '' || isKnown(text)) return [text]
  const comma = surnameFirst(text)
  if (comma) return [comma]
  const outside = splitOutsideBrackets(text, /\s*,\s*/)
  if (outside.length > 1) return outside.flatMap((part) => joined(part, isKnown))
  const sides = splitOutsideBrackets(text, /\s+(?:and|&)\s+|(?<=[a-z])&(?=[A-Z])/)
  const areNames = sides.every((side) => isKnown(side) || looksLikePerson(side))
  return sides.length > 1 && areNames ? sides : [text]
}

/** `SMITH, Jo` and `Smith, Jo (LCC)`, as address books write one person. */
function surnameFirst(text: string): string | undefined {
  const found = ADDRESS_BOOK.exec(text)
  if (!found) return undefined
  const [, surname = '', first = '', behind = ''] = found
  const isShouted = surname.length > 2 && surname === surname.toUpperCase()
  if (!isShouted && behind === '') return undefined
  const written = isShouted ? surname[0] + surname.slice(1).toLowerCase() : surname
  return `${first} ${written}${behind}`
}

function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const hidden = text.replace(/\([^)]*\)/g, (inside) => '\u0001'.repeat(inside.length))
  const parts: string[] = []
  let from = 0
  for (const found of hidden.matchAll(new RegExp(separator, 'g'))) {
    parts.push(text.slice(from, found.index))
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)]
}

/** One to four words that begin as names do, or initials, and no word of an organisation. */
function looksLikePerson(text: string): boolean {
  const bare = text.replace(/\s*\([^)]*\)\s*$/, '').replace(TITLES, '')
  if (ORGANISATION.test(bare)) return false
  return /^(?:[\p{Lu}][\p{L}'’.-]*)(?: (?:[\p{Lu}][\p{L}'’.-]*|de|van|von|der|al|el|bin)){0,3}$/u.test(
    bare,
  )
}

function personOf(text: string): NamedPerson | undefined {
  const email = EMAIL.exec(text)?.[0].toLowerCase() ?? null
  const brackets = /\(([^)]*)\)\s*$/.exec(text.replace(EMAIL, ''))?.[1]?.trim()
  const bare = text
    .replace(EMAIL, '')
    .replace(/\(([^)]*)\)\s*$/, '')
    .replace(/[<>[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const name = bare === '' && email ? nameOfAddress(email) : bare
  if (name === '' || !/\p{L}/u.test(name)) return undefined
  const type = looksLikePerson(name) ? 'person' : 'organisation'
  return {
    key: personKey(name),
    name: name.slice(0, 120),
    type,
    organisation: brackets ? brackets.slice(0, 160) : null,
    email,
  }
}

function nameOfAddress(email: string): string {
  return email
    .split('@')[0]!
    .replace(/\d+$/, '')
    .split(/[._]/)
    .filter((part) => part !== '')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join(' ')
}

/** `J. Smith`, `J Smith` and `Dr J Smith` are one name. */
export function personKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(TITLES, '')
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim()
}

/**
 * Whether two names may be of one person: the same surname, and first names or initials that fit; a
 * surname alone (`Dr Kaur`); or initials alone (`JS`). Only ever a question to the person.
 */
export function mayBeSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => personKey(name).split(' '))
  if (!one || !other || one.join(' ') === other.join(' ')) return false
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length === 1 && long.length > 1) {
    const [word = ''] = short
    const initials = long.map((part) => part[0]).join('')
    return word === long.at(-1) || (word.length > 1 && word.length < 4 && word === initials)
  }
  if (short.length < 2 || short.at(-1) !== long.at(-1)) return false
  const [first = '', second = ''] = [short[0], long[0]]
  return first.length === 1 || second.length === 1
    ? first[0] === second[0]
    : first.startsWith(second) || second.startsWith(first)
}

/** Finds the owner already listed under a name or an address. */
export function listedOwner(
  person: Pick<NamedPerson, 'key' | 'email'>,
  owners: readonly NamedOwner[],
): NamedOwner | undefined {
  const present = owners.filter((owner) => !owner.removed)
  const byEmail = person.email
    ? present.filter((owner) => owner.email?.toLowerCase() === person.email)
    : []
  if (byEmail.length === 1) return byEmail[0]
  const byName = present.filter((owner) => personKey(owner.name) === person.key)
  return byName.length === 1 ? byName[0] : undefined
}
