/** How people's names stand in a record, and how else they may stand in a text. */

const TITLE =
  /^(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|lord|lady|baroness|cllr|councillor|rev|revd|the|rt|hon)\.?\s+/iu
const LETTERS = /\s+(?:[A-Z]{2,}[a-z]?|PhD|MSc|BSc|MPhil|DPhil)$/u

/**
 * A name and the ways in which a text may have it: without a title, letters after it, what stands in
 * brackets or after a comma, and in the usual order where the record has the surname first.
 */
export function spellingsOf(name: string): string[] {
  const whole = name.trim()
  const bare = whole.replace(/\s*[([].*$/u, '').trim()
  const [first = '', ...rest] = bare.split(/\s*,\s*/u)
  const after = rest[0] ?? ''
  const isSurnameFirst = !/\s/u.test(first) && isCapitalised(after)
  const ordered = isSurnameFirst ? `${withoutTitle(after)} ${first}` : first
  return [...new Set([whole, bare, ordered, withoutLetters(withoutTitle(ordered))])].filter(Boolean)
}

function withoutTitle(name: string): string {
  const rest = name.replace(TITLE, '')
  return rest === name ? name : withoutTitle(rest)
}

/** What stays must still be a name: “JO BELL” has no letters after it. */
function withoutLetters(name: string): string {
  const rest = name.replace(LETTERS, '')
  return rest === name || !/\s/u.test(rest) ? name : withoutLetters(rest)
}

const CAPITALISED = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u
const PARTICLE = /^(?:al|bin|da|de|del|den|der|di|du|la|le|van|von|y)$/u

function isCapitalised(words: string): boolean {
  const each = words.split(/\s+/u)
  return (
    CAPITALISED.test(each[0] ?? '') &&
    each.every((word) => CAPITALISED.test(word) || PARTICLE.test(word))
  )
}

/** Words that stand in names of bodies and places, and hardly ever in those of people. */
const NO_PERSON = new Set(
  'all action alliance authority board care centre chair chairs charity city college commission committee communities community council country county department directorate director district england everybody everyone executive faculty foundation government group health healthcare hospital housing icb ics inequalities institute integrated lead leads manager midlands ministry national network nhs office officer organisation partners partnership police primary public region regional school service services society staff system systems team the trust union university voluntary working'.split(
    ' ',
  ),
)

/** What parts people, and the bodies they are of, from each other; a hyphen within a name does not. */
const BETWEEN = /\s*[,;:/|()[\]<>\n]\s*|\s+(?:[-–—]|and|or|at|of|in|from|via|&)\s+/u
const ASKING = /^(?:(?:and|or|please|ask|contact|call|e-?mail|ring|speak|talk|write|for|to)\s+)+/iu

/**
 * The people of whom a text tells that may name bodies before or after them, such as “Public Health
 * Team, Jo Bell”. A text that names no body is taken whole too, since it may be a name however it is
 * written.
 */
export function peopleIn(typed: string): string[] {
  const parts = typed.split(BETWEEN).map((part) => part.replace(ASKING, ''))
  const people = parts.filter(isPersonName)
  // Surnames come first where no part is a name: “Bell, Jo (Public Health Team)”.
  const isName = !namesBody(typed) || (people.length === 0 && isPersonName(typed))
  return [...new Set(isName ? [typed, ...people] : people)]
}

/** Whether somebody typed a person's name where they might have named a body just as well. */
export function isPersonName(typed: string): boolean {
  const names = spellingsOf(typed)
  const name = names.at(-1) ?? ''
  const words = name.split(/\s+/u)
  return words.length >= 2 && words.length <= 5 && isCapitalised(name) && !namesBody(name)
}

function namesBody(words: string): boolean {
  return words.split(/[\s,;:/()[\]]+/u).some((word) => NO_PERSON.has(word.toLowerCase()))
}
