import type { Sha256 } from './links.ts'
import type { SignatureProblem } from './room-signatures.ts'

/** What is wrong, in one sentence. @param name of the member it is about */
export function signatureWords({ problem, room, entry }: SignatureProblem, name: string): string {
  switch (problem) {
    case 'forged':
      return `Entry ${entry} in ${room} says that ${name} wrote it, but it does not carry their signature.`
    case 'missing':
      return `An entry that ${name} wrote in ${room} is missing: the one before ${entry}.`
    case 'not-as-stated':
      return `What ${name} wrote in ${room} before Accord signed is not what they stated by their signature (entry ${entry}): something was changed, removed or added.`
    case 'not-signed':
      return `Entry ${entry} in ${room} says that ${name} wrote it. ${name} signs what they write there, but this entry is not signed.`
  }
}

/** Groups of the mark, and hexadecimal digits in each. */
const [GROUPS, DIGITS] = [5, 4]

/** A key as people compare it: read aloud from one screen, seen on the other. */
export function keyMark(publicKey: string, sha256: Sha256): string {
  const hex = [...sha256(`accord mark ${publicKey}`)].map((byte) =>
    byte.toString(16).padStart(2, '0').toUpperCase(),
  )
  const text = hex.join('')
  const group = (i: number) => text.slice(i * DIGITS, (i + 1) * DIGITS)
  return Array.from({ length: GROUPS }, (_, i) => group(i)).join(' ')
}

/** What to know of a key that none of the member's own computers has confirmed. */
export const unconfirmedWords = (name: string, mark: string): string =>
  `${name} writes with a computer (${mark}) that none of their other computers has confirmed. Ask them whether it is theirs.`
