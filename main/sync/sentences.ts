import { isDiskFull, noRoomSentence } from '../../disk/no-room.ts'
import { UserError } from '../../domain/errors.ts'
import type { RefusalReason } from '../../domain/record/guard.ts'
import type { ProblemName } from '../../domain/sync/protocol.ts'
import { plural } from '../../domain/words.ts'
import type { Adopted } from './adopt.ts'

/** Why synchronisation did not work, as the client tells the cases apart. */
export type SyncProblem =
  | ProblemName
  | 'wrong-address'
  | 'not-accord'
  | 'unreachable'
  | 'tls-name'
  | 'tls-untrusted'
  | 'tls-expired'
  | 'no-tls'
  | 'newer-server'
  | 'other-server'
  | 'server-failed'
  | 'own-fault'
  | 'differs'

/** A failure of synchronisation; the message is a sentence for the person. */
export class SyncError extends UserError {
  readonly problem: SyncProblem

  constructor(problem: SyncProblem, message: string) {
    super(message)
    this.name = 'SyncError'
    this.problem = problem
  }
}

export const WORDS = {
  unreachable: (host: string) =>
    `The server ${host} cannot be reached. Check your connection and the address. Your work is saved here and will be sent later.`,
  'wrong-address': (host: string) =>
    `There is no server named ${host}. Check the address in your invitation, letter by letter.`,
  'not-accord': (host: string) =>
    `${host} answers, but it is not an Accord server. Check the address in your invitation.`,
  'tls-name': (host: string) =>
    `The certificate of the server is not for the name ${host}, so Accord did not connect. Check the address; if it is right, tell the person who runs the server.`,
  'tls-untrusted': (host: string) =>
    `Nobody this computer trusts has signed the certificate of ${host}, so Accord did not connect. Tell the person who runs the server.`,
  'tls-expired': (host: string) =>
    `The certificate of ${host} has run out, so Accord did not connect. Check the date on this computer; if it is right, tell the person who runs the server.`,
  'no-tls': (host: string) =>
    `${host} does not speak the secure protocol at that address. Check the address in your invitation.`,
  'newer-server': () =>
    'The server is of a newer version than this Accord. Update Accord on this computer, then try again. Your work is saved here.',
  'other-server': (host: string) =>
    `Another server now answers at ${host} than the one you joined. Ask the person who runs it; to join the new one, leave first.`,
  'own-fault': (host: string) =>
    `Accord on this computer failed while it exchanged changes with ${host}. The connection works and your work is saved here. Accord tries again by itself; if this stays, send the support report to the people who look after Accord.`,
  'server-failed': (host: string) =>
    `The server ${host} cannot answer now. Accord tries again by itself.`,
} as const

export const ENDED =
  'Your access to the server has ended. Ask an administrator for a new invitation and join again. Your work is saved here.'

/** What Node calls a connection that is not there or broke off. */
const NETWORK =
  /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|EADDR|EINVAL|UND_ERR|HPE_|ERR_(SOCKET|STREAM|TLS|SSL|HTTP)|WS_ERR)/

const PROBLEM_OF_CODE = new Map<string, keyof typeof WORDS>(
  Object.entries({
    ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
    SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
    UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
    CERT_UNTRUSTED: 'tls-untrusted',
    CERT_HAS_EXPIRED: 'tls-expired',
    CERT_NOT_YET_VALID: 'tls-expired',
    EPROTO: 'no-tls',
    ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
    ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
    ENOTFOUND: 'wrong-address',
    HPE_INVALID_CONSTANT: 'not-accord',
  } as const),
)

/** The failure of a connection, in words. */
export function connectionProblem(error: unknown, host: string): SyncError {
  if (error instanceof SyncError) return error
  const { code = '', name = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException
  const known = PROBLEM_OF_CODE.get(code)
  if (known) return problem(known, host)
  const isNetwork =
    NETWORK.test(code) || NETWORK_ERROR.test(message) || /^(Abort|Timeout)Error$/.test(name)
  return isNetwork ? problem('unreachable', host) : fault(error, host)
}

/** What `ws` and Node say without a code when the other end, or the way to it, fails. */
const NETWORK_ERROR =
  /socket hang up|handshake|closed before|unexpected server response|network|too long/i

/**
 * A failure here, whatever the network does: a full disk is told as one, and a mistake of ours as
 * ours, so that nobody looks for it in their cables.
 */
export function fault(error: unknown, host: string): SyncError {
  if (error instanceof SyncError) return error
  if (isDiskFull(error)) return new SyncError('own-fault', noRoomSentence())
  if (error instanceof UserError) return new SyncError('own-fault', error.message)
  return problem('own-fault', host)
}

export function problem(name: keyof typeof WORDS, host: string): SyncError {
  return new SyncError(name as SyncProblem, WORDS[name](host))
}

export const unsound = (reason: RefusalReason): string =>
  reason === 'wrong-signature' ? FORGED : brokenRule(reason)

const FORGED =
  'The server sent something in the name of a member that they have not signed. Nothing of it was taken. Your copy is kept as it is. Tell an administrator.'

const brokenRule = (reason: RefusalReason): string =>
  `The server sent something that breaks the rules of the record (${reason}). Nothing of it was taken. Tell an administrator.`

export const DIFFERS =
  'What the server holds differs from what is here, and Accord could not put it right. Your copy is kept as it is. Tell an administrator.'

/** What was put right where the server had lost something, or had something else in its place. */
export function adoptedSentence(name: string, { restored, renamed, refused }: Adopted): string {
  const parts = [
    `${name}: the server had something else than this computer.`,
    restored > 0 ? `${plural(restored, 'entry', 'entries')} that it lacked were put back.` : '',
    renamed > 0
      ? `${plural(renamed, 'entry', 'entries')} of yours got a new name, since another entry has taken the old one.`
      : '',
    refused > 0
      ? `${plural(refused, 'entry', 'entries')} of others could not be put back and are kept in this list.`
      : '',
    'Tell an administrator: after a server is put back to an older copy somebody may have written in the place of others.',
  ]
  return parts.filter(Boolean).join(' ')
}
