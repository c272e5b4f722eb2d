import { UserError } from '../errors.ts'

/** What a person needs to join: where, and the one-time code. */
export interface Invitation {
  /** Origin of the server: `https://sync.example.nhs.uk`. */
  url: string
  code: string
}

const CODE = /\b[0-9A-Z]{5}[- ]?[0-9A-Z]{5}\b/gi
const ADDRESS = /\b(?:https?|wss?):\/\/[^\s<>"'`,;]+/i
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * Finds the address and the code in whatever was pasted: a whole e-mail, a line, either alone.
 * What is not in it is an empty text.
 */
export function readInvitation(pasted: string): Invitation {
  const address = ADDRESS.exec(pasted)?.[0] ?? ''
  const rest = pasted.replace(address, ' ')
  // A code has a digit or a hyphen; two words of five letters are just words.
  const code = (rest.match(CODE) ?? []).find((text) => /[\d-]/.test(text)) ?? ''
  return { url: address.replace(/[.)\]]+$/, ''), code }
}

/**
 * The origin of a server as somebody typed it.
 * @throws UserError when it is no address, or would send credentials in the clear
 */
export function serverOrigin(typed: string): string {
  const text = typed.trim().replace(/^ws(s?):/i, 'http$1:')
  const complete = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(complete) || text === '') throw notAnAddress(typed)
  const { protocol, hostname, origin } = new URL(complete)
  if (protocol === 'http:' && !LOOPBACK.test(hostname))
    throw new UserError(
      'That address starts with http, so what you send could be read on the way. Use the address that starts with https.',
      'wrong-call',
    )
  if (protocol !== 'https:' && protocol !== 'http:') throw notAnAddress(typed)
  return origin
}

function notAnAddress(typed: string): UserError {
  return new UserError(
    `“${typed.trim().slice(0, 80)}” is not the address of a server. One looks like https://accord.example.nhs.uk.`,
    'wrong-call',
  )
}
