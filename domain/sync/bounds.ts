import * as decoding from 'lib0/decoding'

/**
 * How much one update may hold, counted before anything of it is decoded. A client of ours stays far
 * below: it sends pieces of a quarter of a megabyte.
 */
export const UPDATE_BOUNDS = {
  /** Clients that wrote in it, or in which it deletes. */
  clients: 10_000,
  /** Yjs structs; the shortest takes a few bytes, so that a message could hold a million. */
  structs: 50_000,
  /** Ranges of deletions. */
  ranges: 50_000,
  /** Values of entries, with all that lies inside them. */
  values: 250_000,
  /** How deep values lie in each other. */
  depth: 32,
} as const

/** What an update holds: what it costs to look at. */
export interface UpdateSize {
  clients: number
  structs: number
  ranges: number
  values: number
}

export type TooMuch = 'unreadable' | 'too-large'

/**
 * Counts what an update (version 1) holds, in one pass over its bytes that keeps nothing and stops at
 * the first bound. What comes through may still be nonsense: that is for whoever decodes it.
 * @see https://github.com/yjs/yjs/blob/main/INTERNALS.md for the format
 */
export function sizeOfUpdate(bytes: Uint8Array): UpdateSize | TooMuch {
  const size: UpdateSize = { clients: 0, structs: 0, ranges: 0, values: 0 }
  const reader = decoding.createDecoder(bytes)
  try {
    for (let blocks = decoding.readVarUint(reader); blocks > 0; blocks--) {
      add(size, 'clients', 1)
      const structs = decoding.readVarUint(reader)
      add(size, 'structs', structs)
      skipNumbers(reader, 2)
      for (let n = 0; n < structs; n++) skipStruct(reader, size)
    }
    for (let clients = decoding.readVarUint(reader); clients > 0; clients--) {
      add(size, 'clients', 1)
      skipNumbers(reader, 1)
      const ranges = decoding.readVarUint(reader)
      add(size, 'ranges', ranges)
      skipNumbers(reader, 2 * ranges)
    }
    return size
  } catch (error) {
    // Everything else that can be thrown here says that the bytes end too early, or mean nothing.
    return error instanceof BeyondBounds ? 'too-large' : 'unreadable'
  }
}

/** A state vector of more clients than this is none of ours. */
const MOST_CLIENTS = 131_072

/** The clients that a state vector says it names; `undefined` when that is more than it can. */
export function clientsOfStateVector(bytes: Uint8Array): number | undefined {
  try {
    const clients = decoding.readVarUint(decoding.createDecoder(bytes))
    return clients > MOST_CLIENTS || 2 * clients > bytes.length ? undefined : clients
  } catch {
    return undefined
  }
}

class BeyondBounds extends Error {}

function add(size: UpdateSize, what: keyof UpdateSize, count: number): void {
  size[what] += count
  if (size[what] > UPDATE_BOUNDS[what]) throw new BeyondBounds()
}

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_KEY = 0x20
const CONTENT = 0x1f
/** Kinds of content, by number. */
const GC = 0
const DELETED = 1
const JSON_VALUES = 2
const BINARY = 3
const STRING = 4
const EMBED = 5
const FORMAT = 6
const TYPE = 7
const ANY = 8
const DOC = 9
const SKIP = 10
/** Types that carry a name: elements and hooks of XML. */
const NAMED_TYPES: readonly number[] = [3, 5]

function skipStruct(reader: decoding.Decoder, size: UpdateSize): void {
  const info = decoding.readUint8(reader)
  const content = info & CONTENT
  if (content === GC || info === SKIP) {
    skipNumbers(reader, 1)
    return
  }
  if (info & HAS_ORIGIN) skipNumbers(reader, 2)
  if (info & HAS_RIGHT_ORIGIN) skipNumbers(reader, 2)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (decoding.readVarUint(reader) === 1) skipBytes(reader)
    else skipNumbers(reader, 2)
    if (info & HAS_PARENT_KEY) skipBytes(reader)
  }
  skipContent(reader, content, size)
}

function skipContent(reader: decoding.Decoder, content: number, size: UpdateSize): void {
  switch (content) {
    case DELETED:
      skipNumbers(reader, 1)
      break
    case JSON_VALUES:
      for (let n = countOf(reader, size); n > 0; n--) skipJson(reader, size)
      break
    case BINARY:
    case STRING:
      skipBytes(reader)
      break
    case EMBED:
      skipJson(reader, size)
      break
    case FORMAT:
      skipBytes(reader)
      skipJson(reader, size)
      break
    case TYPE:
      if (NAMED_TYPES.includes(decoding.readVarUint(reader))) skipBytes(reader)
      return
    case ANY:
      skipAny(reader, countOf(reader, size), size)
      break
    case DOC:
      skipBytes(reader)
      skipAny(reader, 1, size)
      break
    default:
      throw new Error('No such content.')
  }
}

function countOf(reader: decoding.Decoder, size: UpdateSize): number {
  const count = decoding.readVarUint(reader)
  add(size, 'values', count)
  return count
}

/** Reads so many values without calling itself: however deep they lie, the stack stays as it is. */
function skipAny(reader: decoding.Decoder, count: number, size: UpdateSize): void {
  /** Values left to read at each depth, and whether each has a key before it. */
  const open = [{ left: count, keyed: false }]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (top.left === 0) {
      open.pop()
      continue
    }
    top.left -= 1
    if (top.keyed) skipBytes(reader)
    switch (decoding.readUint8(reader)) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        break
      case 125: // whole number
        decoding.readVarInt(reader)
        break
      case 124: // float
        forward(reader, 4)
        break
      case 123: // double
      case 122: // big whole number
        forward(reader, 8)
        break
      case 119: // text
      case 116: // bytes
        skipBytes(reader)
        break
      case 118: // object
        open.push({ left: countOf(reader, size), keyed: true })
        break
      case 117: // list
        open.push({ left: countOf(reader, size), keyed: false })
        break
      default:
        throw new Error('No such value.')
    }
    if (open.length > UPDATE_BOUNDS.depth) throw new BeyondBounds()
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPENING: readonly number[] = [0x5b, 0x7b]
const CLOSING: readonly number[] = [0x5d, 0x7d]

/** A text of JSON: counts what its brackets and commas say. */
function skipJson(reader: decoding.Decoder, size: UpdateSize): void {
  const length = decoding.readVarUint(reader)
  const start = reader.pos
  forward(reader, length)
  let depth = 0
  let quoted = false
  for (let at = start; at < reader.pos; at++) {
    const byte = reader.arr[at] as number
    if (quoted && byte === BACKSLASH) at += 1
    else if (byte === QUOTE) quoted = !quoted
    else if (quoted) continue
    else if (OPENING.includes(byte)) {
      depth += 1
      if (depth > UPDATE_BOUNDS.depth) throw new BeyondBounds()
      add(size, 'values', 1)
    } else if (CLOSING.includes(byte)) depth -= 1
    else if (byte === COMMA) add(size, 'values', 1)
  }
}

function skipBytes(reader: decoding.Decoder): void {
  forward(reader, decoding.readVarUint(reader))
}

function forward(reader: decoding.Decoder, bytes: number): void {
  if (bytes > reader.arr.length - reader.pos) throw new Error('The bytes end too early.')
  reader.pos += bytes
}

function skipNumbers(reader: decoding.Decoder, count: number): void {
  for (let n = 0; n < count; n++) decoding.readVarUint(reader)
}
