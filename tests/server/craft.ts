import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Updates that Yjs would read and never write. */

export interface Block {
  client: number
  clock: number
  structs: { write(encoder: Y.UpdateEncoderV1, offset: number): void }[]
}
export type Deletes = [client: number, ranges: [clock: number, length: number][]][]

/** The blocks and deletions as they are given, whatever they come to. */
export function craft(blocks: readonly Block[], deletes: Deletes = []): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const rest = encoder.restEncoder
  encoding.writeVarUint(rest, blocks.length)
  for (const { client, clock, structs } of blocks) {
    encoding.writeVarUint(rest, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(rest, clock)
    for (const struct of structs) struct.write(encoder, 0)
  }
  encoding.writeVarUint(rest, deletes.length)
  for (const [client, ranges] of deletes) {
    encoding.writeVarUint(rest, client)
    encoding.writeVarUint(rest, ranges.length)
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(rest, clock)
      encoding.writeVarUint(rest, length)
    }
  }
  return encoder.toUint8Array()
}

export type Content = Y.Item['content']

interface Place {
  origin?: Y.ID | null
  right?: Y.ID | null
  parent?: string | Y.ID | null
  sub?: string | null
}

/** An item; its parent is told only where it has no neighbour. */
export function item(
  client: number,
  clock: number,
  content: Content,
  { origin = null, right = null, parent, sub = null }: Place = {},
): Y.Item {
  const told = origin || right ? null : (parent ?? 'entries')
  const id = Y.createID(client, clock)
  return new Y.Item(id, null, origin, null, right, told as never, sub, content)
}

/** One block of one client that holds these values, after its own earlier ones. */
export function valuesBlock(client: number, clock: number, values: unknown[]): Block {
  const origin = clock > 0 ? Y.createID(client, clock - 1) : null
  return { client, clock, structs: [item(client, clock, new Y.ContentAny(values), { origin })] }
}
