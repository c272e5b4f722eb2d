import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { Grant } from '../record/grants.ts'
import { parseSegment, type StreamName } from '../record/stream.ts'
import { textRoomHash } from './text-room.ts'

/**
 * The wire between a client and the meeting point. It is the y-websocket protocol, one connection
 * for each room at `<server>/v1/rooms/<room>`, with four message types of our own on top. A client
 * that offers only `accord.v1` (a stock y-websocket provider) is never sent those.
 *
 * How a client of ours keeps a segment in step:
 * 1. It answers the server's sync step 1 with what the server lacks, in the order in which it has it
 *    itself, in updates of at most `LIMITS.messageBytes`, each resting only on those before. Where
 *    that holds entries of others (the server lost them), their receipts go ahead of each update.
 * 2. An entry is safe once `stored` covers its clock; until then it counts as waiting.
 * 3. A refused update is refused whole, and everything later under the same Yjs client number with
 *    it. The client sets the named entries aside for its person, and appends the rest anew, under a
 *    number not used before. After `client-taken` that alone is enough.
 * 4. Receipts come with what is stored while connected, but not for what reaches the room through
 *    another server: after syncing, and now and then, it asks with `receiptsWanted`.
 */
export const PROTOCOL_VERSION = 1

/** Subprotocols a client may offer, beside `bearer.<credential>` when it cannot set a header. */
export const SUBPROTOCOL = 'accord.v1'
/** The same, and the client understands `stored`, `refused` and `receipts`. */
export const SUBPROTOCOL_WITH_ACKS = 'accord.v1.acks'
/** The same, and it understands `compared`, and receipts that tell an entry's hash. */
export const SUBPROTOCOL_WITH_HASHES = 'accord.v1.hashes'
/** The same; and a server that speaks it takes nothing whose signature does not fit. */
export const SUBPROTOCOL_SIGNED = 'accord.v1.signed'
/** The most that both understand is spoken. */
export const SUBPROTOCOLS = [
  SUBPROTOCOL_SIGNED,
  SUBPROTOCOL_WITH_HASHES,
  SUBPROTOCOL_WITH_ACKS,
  SUBPROTOCOL,
] as const
export const BEARER_PREFIX = 'bearer.'

/** First number of every frame. The first four are y-websocket's own. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server to client: everything below these clocks is on the server's disk. */
  stored: 100,
  /** Server to client: nothing of the update was stored or relayed, and why. */
  refused: 101,
  /** Both ways: the server's proof that it once accepted these entries. */
  receipts: 102,
  /** Client to server: the clocks up to which it has receipts; the rest comes back. */
  receiptsWanted: 103,
  /** Client to server: `CompareMessage` (links.ts). Asked when everything seems to be exchanged. */
  compare: 104,
  /** Server to client: `ComparedMessage`, as it stood when all that was said before was done. */
  compared: 105,
} as const

/**
 * Why a connection ends. y-websocket's convention: 4400 to 4499 are decisions that coming back does
 * not change; every other code invites another attempt after a pause.
 */
export const CLOSE = {
  /** The client broke the protocol, again and again. */
  malformed: 4400,
  /** The credential was revoked, replaced or has expired. */
  credential: 4401,
  /** The member may no longer read here. */
  forbidden: 4403,
  /** A message larger than the server takes (RFC 6455). */
  tooBig: 1009,
  /** The server is closing down; come back in a moment (RFC 6455). */
  goingAway: 1001,
  /** The client does not take its messages fast enough; it can catch up on a new connection. */
  tooSlow: 4508,
  /** More messages than the server takes from one connection. */
  tooMany: 4529,
  /** The server could not write to its store; nothing unacknowledged is safe there. */
  storeFailed: 4500,
} as const

export const CLOSE_WORDS: Record<(typeof CLOSE)[keyof typeof CLOSE], string> = {
  4400: 'Too many messages that make no sense.',
  4401: 'Your access has ended. Ask an administrator for a new invitation.',
  4403: 'You no longer have access to this room.',
  1009: 'The message is larger than the server takes.',
  1001: 'The server is restarting. Try again in a moment.',
  4508: 'The connection is too slow. Connect again to catch up.',
  4529: 'Too many messages at once. Wait a moment and connect again.',
  4500: 'The server could not store your changes. They are safe on your machine; try again.',
}

/** What every frame of ours must fit into. A client with more to send splits it into updates. */
export const LIMITS = {
  /** Bytes of one message. */
  messageBytes: 4 * 1024 * 1024,
  /** Bytes of one document, as Yjs encodes all of it. */
  documentBytes: 24 * 1024 * 1024,
  /** Bytes of the JSON of what one person shows the others about themselves. */
  awarenessStateBytes: 4096,
  /** Receipts that the server keeps in mind for one connection; send them batch by batch. */
  receiptsHeld: 20_000,
  /** Receipts in one message. */
  receiptsPerMessage: 2000,
} as const

const DOCUMENT = /^document:([A-Za-z0-9_-]{1,64})$/

export type Room =
  | { kind: 'segment'; name: string; stream: StreamName; year: string }
  | { kind: 'document'; name: string; id: string }
  /** A text that never changes; `hash` is its SHA-256 in hexadecimal. */
  | { kind: 'text'; name: string; hash: string }

/** Takes a room's name apart; `undefined` when it names none. */
export function parseRoom(name: string): Room | undefined {
  const segment = parseSegment(name)
  if (segment) return { kind: 'segment', name, ...segment }
  const hash = textRoomHash(name)
  if (hash !== undefined) return { kind: 'text', name, hash }
  const document = DOCUMENT.exec(name)
  return document ? { kind: 'document', name, id: document[1] as string } : undefined
}

const Clock = z.number().int().nonnegative()
/** Clock reached by each Yjs client, keyed by its number in decimal. */
export const Clocks = z.record(z.string().regex(/^\d{1,16}$/), Clock)
export type Clocks = z.infer<typeof Clocks>

/**
 * `[client, clock, proof, hash]`: the server accepted the entry at this place of this room. Kept by
 * every client beside the entry. A server whose store was lost, or put back from an older copy, takes
 * an entry with a good receipt from any member, whoever wrote it, and at whatever place. The proof is
 * 22 characters of base64url, and says nothing to anyone but the server; the hash is the entry's
 * (`contentHash`), so that a client sees whether the receipt is for what it holds. Only those who
 * speak of hashes are told it.
 */
const Short = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const Receipt = z.union([
  z.tuple([Clock, Clock, Short, Short]),
  z.tuple([Clock, Clock, Short]),
])
export type Receipt = z.infer<typeof Receipt>

export const StoredMessage = z.object({ clocks: Clocks })
export type StoredMessage = z.infer<typeof StoredMessage>

export const RefusedMessage = z.object({
  /** One of `RefusalReason` in `record/guard.ts`, or a reason only a newer server knows. */
  reason: z.string().max(40),
  /** One sentence for the person. */
  message: z.string().max(500),
  /** The entries the reason is about; empty when the update could not be read so far. */
  entries: z.array(z.string()).max(1000),
  /** Where the refused update began, by client: nothing from these clocks on was taken. */
  clocks: Clocks,
})
export type RefusedMessage = z.infer<typeof RefusedMessage>

export const ReceiptsMessage = z.array(Receipt).max(LIMITS.receiptsPerMessage)
export const ReceiptsWantedMessage = Clocks

/** A frame of ours: its type, then its body as JSON. */
export function encodeMessage(type: number, body: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(body))
  return encoding.toUint8Array(encoder)
}

/**
 * Body of a frame of ours, once its type was read.
 * @throws when it is not what the schema says
 */
export function decodeBody<T extends z.ZodType>(decoder: decoding.Decoder, schema: T): z.infer<T> {
  return schema.parse(JSON.parse(decoding.readVarString(decoder)))
}

// Over HTTP, all JSON. Credentials travel as `Authorization: Bearer <credential>`.

export const ENDPOINTS = {
  /** GET, open to all: `ServerInfo`. */
  server: '/v1/server',
  /** POST `LookRequest`, open to all who have a code: `InvitationInfo`. The code stays unused. */
  look: '/v1/invitation',
  /** POST `JoinRequest`, open to all who have a code: `Joined`. */
  join: '/v1/join',
  /** POST `SignOnRequest`, for members who joined with single sign-on before: `Joined`. */
  signOn: '/v1/sign-on',
  /** GET: `Me`. DELETE: this device leaves; its credential ends. */
  me: '/v1/me',
  /** POST: `Rotated`. The old credential works until the new one is first used. */
  rotate: '/v1/me/credential',
  /** GET: `MemberInfo[]`, every member's name and grants. */
  members: '/v1/members',
  /**
   * GET: `DeviceList`, one's own and those that wait for one; to administrators all that wait.
   * POST `DeviceDeed`: confirms or refuses one that waits, or ends one of one's own.
   */
  devices: '/v1/devices',
  /** GET: `AdministrationLine[]`, the latest first: to administrators all, to others what concerns them. */
  administration: '/v1/administration',
  /** POST `InviteRequest`, administrators only: `Invited`. */
  invitations: '/v1/invitations',
  /** GET: `RoomList`. WebSocket, with the room's name after it: the room. */
  rooms: '/v1/rooms',
} as const

export const MemberInfo = z.object({ id: z.uuid(), name: z.string(), grants: z.array(Grant) })
export type MemberInfo = z.infer<typeof MemberInfo>

export const ServerInfo = z.object({
  product: z.literal('accord'),
  version: z.string(),
  protocol: z.number().int(),
  /** The same for as long as the server keeps its key; another server answers another. */
  serverId: z.string(),
  /** The server's clock, in ms since 1970. */
  time: z.number(),
  signOn: z
    .object({ issuer: z.string(), clientId: z.string(), scope: z.string(), required: z.boolean() })
    .nullable(),
})
export type ServerInfo = z.infer<typeof ServerInfo>

export const LookRequest = z.strictObject({ code: z.string().max(40) })
export type LookRequest = z.infer<typeof LookRequest>

/** What an invitation is for, shown before it is taken up. */
export const InvitationInfo = z.object({
  name: z.string(),
  /** Empty: what the member could do before. */
  grants: z.array(Grant),
  expiresAt: z.number(),
})
export type InvitationInfo = z.infer<typeof InvitationInfo>

/**
 * The ID token, and the secret whose hash is the nonce in it (`nonceText`). The nonce itself stands
 * in addresses and in the token; only the program that asked for the token has the secret.
 */
const SignedOn = z.strictObject({
  idToken: z.string().max(16_384),
  secret: z.string().min(32).max(200),
})

/** What the nonce of a sign-on is the SHA-256 of, in base64url: a token is for one server alone. */
export const nonceText = (serverId: string, secret: string): string =>
  JSON.stringify(['accord sign-on', serverId, secret])

export const JoinRequest = z.strictObject({
  code: z.string().max(40),
  /** The id under which the client's record was written so far. */
  member: z.uuid(),
  /** From an earlier joining: shows that the id is this person's own. */
  proof: z.string().max(64).optional(),
  signOn: SignedOn.optional(),
})
export type JoinRequest = z.infer<typeof JoinRequest>

export const SignOnRequest = z.strictObject({ member: z.uuid(), signOn: SignedOn })
export type SignOnRequest = z.infer<typeof SignOnRequest>

export const Joined = z.object({
  member: MemberInfo,
  credential: z.string(),
  expiresAt: z.number(),
  /** To keep beside the credential, and to present when joining this server again; may be empty. */
  proof: z.string(),
  serverId: z.string(),
  /** The credential opens nothing until a device of the member's, or two administrators, say so. */
  waiting: z.boolean().optional(),
})
export type Joined = z.infer<typeof Joined>

/**
 * Rooms that hold something, with the clocks they have reached, and of a segment one hash of all that
 * is in it (`roomHash`).
 */
export const RoomList = z.array(
  z.object({ room: z.string(), clocks: Clocks, hash: Short.optional() }),
)
export type RoomList = z.infer<typeof RoomList>

export const Me = z.object({
  member: MemberInfo,
  expiresAt: z.number(),
  serverId: z.string(),
  /** The member's devices: another number means that one was added or ended. */
  devices: z.number().optional(),
  /** Devices that wait for this member's word. */
  waiting: z.number().optional(),
})
export type Me = z.infer<typeof Me>

export const Rotated = z.object({ credential: z.string(), expiresAt: z.number() })
export type Rotated = z.infer<typeof Rotated>

export const InviteRequest = z.strictObject({
  name: z.string().trim().min(1).max(120),
  grants: z.array(Grant).max(20),
  /** Another device for this member, or a member back after the store was lost. */
  member: z.uuid().optional(),
  /** The person never was a member here: matters only after the store was lost. */
  newcomer: z.boolean().optional(),
})
export type InviteRequest = z.infer<typeof InviteRequest>

export const DeviceList = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      /** ms since 1970, as all times here. */
      since: z.number(),
      expiresAt: z.number(),
      /** Whether it is the one that asks. */
      here: z.boolean(),
    }),
  ),
  waiting: z.array(
    z.object({
      id: z.string(),
      member: z.object({ id: z.uuid(), name: z.string() }),
      /** The administrator who made the code. */
      askedBy: z.string(),
      askedAt: z.number(),
      mayConfirm: z.boolean(),
    }),
  ),
})
export type DeviceList = z.infer<typeof DeviceList>

export const DeviceDeed = z.strictObject({
  device: z.string().max(64),
  deed: z.enum(['confirm', 'refuse', 'end']),
})
export type DeviceDeed = z.infer<typeof DeviceDeed>

export const ADMINISTRATION_DEEDS = [
  'invited',
  'joined',
  'signed-on',
  'device-asked',
  'device-confirmed',
  'device-refused',
  'device-ended',
  'device-left',
  'grants-set',
  'revoked',
  'account-unlinked',
] as const
export type AdministrationDeed = (typeof ADMINISTRATION_DEEDS)[number]

/** One line of the log of who was let in, by whom, and what they may do. */
export const AdministrationLine = z.object({
  seq: z.number(),
  at: z.number(),
  /** A member's id, or `operator`. */
  by: z.string(),
  deed: z.enum(ADMINISTRATION_DEEDS),
  /** Whom it concerns. */
  member: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type AdministrationLine = z.infer<typeof AdministrationLine>

export const Invited = z.object({ code: z.string(), expiresAt: z.number() })
export type Invited = z.infer<typeof Invited>

/** Body of every answer of 400 and above; `message` is a sentence for the person. */
export const Problem = z.object({ error: z.string(), message: z.string() })
export type Problem = z.infer<typeof Problem>

/** `error` of a `Problem`, where a client does something else for each. */
export const PROBLEMS = [
  'bad-request',
  'credential',
  'device-waiting',
  'forbidden',
  'not-found',
  'code-unknown',
  'code-expired',
  'code-used',
  'member-taken',
  'member-unproven',
  'sign-on-required',
  'sign-on-failed',
  'too-many',
  'too-old',
  'unavailable',
] as const
export type ProblemName = (typeof PROBLEMS)[number]
