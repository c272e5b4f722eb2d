import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makePrivateFolder } from '../disk/private-files.ts'
import { UserError } from '../domain/errors.ts'
import { canonicalJson } from '../domain/record/canonical-json.ts'
import { contentHash } from '../domain/sync/links.ts'
import { sha256 } from './hash.ts'

/**
 * The server's secret, kept outside the store: whoever copies the store alone can neither guess
 * invitation codes nor forge receipts, and a new store can tell what the lost one had accepted.
 */
export interface ServerKeys {
  /** Public name of this server, the same for as long as it keeps its key. */
  serverId: string
  /** Whether the key was there before this start: an empty store then means that one was lost. */
  existed: boolean
  /** 22 characters that show that this server accepted an entry of this hash in this room. */
  receipt(room: string, hash: string): string
  /** Receipts given before entries had hashes are good at the place they were given for. */
  isReceipt(proof: string, room: string, client: number, clock: number, entry: unknown): boolean
  /** What only the person who first joined under the id was given. */
  memberProof(member: string): string
  isMemberProof(proof: string, member: string): boolean
  codeHash(code: string): string
}

const KEY_BYTES = 32

export function keyFile(dataDir: string): string {
  return join(dataDir, 'server.key')
}

/**
 * Reads the key from `ACCORD_SERVER_KEY` (base64, for several nodes) or from the data folder, where
 * it is made at the first start.
 */
export function loadKeys(dataDir: string, fromEnvironment?: string): ServerKeys {
  if (fromEnvironment) {
    const key = Buffer.from(fromEnvironment, 'base64')
    if (key.length !== KEY_BYTES) {
      throw new UserError(`ACCORD_SERVER_KEY must be ${KEY_BYTES} bytes in base64.`)
    }
    // Whether it was used before cannot be seen from here.
    return keysFrom(key, false)
  }
  const file = keyFile(dataDir)
  const existed = existsSync(file)
  if (!existed) {
    makePrivateFolder(dirname(file))
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== KEY_BYTES) {
    throw new UserError(`The server's key in ${file} is damaged. Put back your copy of it.`)
  }
  return keysFrom(key, existed)
}

export function keysFrom(key: Buffer, existed: boolean): ServerKeys {
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `accord ${use}`, KEY_BYTES))
  const receiptKey = derive('receipt')
  const proofKey = derive('member proof')
  const codeKey = derive('invitation code')
  const hashKey = derive('receipt of a hash')
  const receipt = (room: string, hash: string) => mac(hashKey, [room, hash], 16)
  const olderReceipt = (room: string, client: number, clock: number, entry: unknown) =>
    mac(receiptKey, [room, client, clock, canonicalJson(entry)], 16)
  const memberProof = (member: string) => mac(proofKey, [member], 32)
  return {
    serverId: derive('server id').subarray(0, 9).toString('base64url'),
    existed,
    receipt,
    isReceipt: (proof, room, client, clock, entry) =>
      sameText(proof, receipt(room, contentHash(entry, sha256))) ||
      sameText(proof, olderReceipt(room, client, clock, entry)),
    memberProof,
    isMemberProof: (proof, member) => sameText(proof, memberProof(member)),
    codeHash: (code) => mac(codeKey, [code], 32),
  }
}

function mac(key: Buffer, parts: unknown[], bytes: number): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(parts))
    .digest()
    .subarray(0, bytes)
    .toString('base64url')
}

/** Compares in a time that says nothing about where the two differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
