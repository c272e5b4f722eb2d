import type { Stretch } from '../../domain/sync/same.ts'
import type { Struct } from '../../domain/sync/structs.ts'
import { decodeUpdate } from '../../domain/sync/update.ts'
import type { NewUpdate, UpdateStore } from '../store/store.ts'

type ByClient = Map<number, Struct[]>

/**
 * Reads what a room holds of a stretch, and perhaps of what lies around it. Each stored update is
 * read and taken apart once, however many stretches are asked for: one offer may tell again what a
 * thousand sessions wrote.
 * @param updates about to be stored with the same batch
 */
export function storedStructs(
  store: Pick<UpdateStore, 'heads' | 'read'>,
  room: string,
  updates: readonly NewUpdate[],
): (stretch: Stretch) => Promise<Struct[]> {
  let heads: ReturnType<typeof store.heads> | undefined
  const stored = new Map<number, ByClient>()
  let coming: ByClient[] | undefined

  async function structsOf(seq: number): Promise<ByClient> {
    const known = stored.get(seq)
    if (known) return known
    const [row] = await store.read(room, seq, seq)
    // Merged with others a moment ago; whoever offers comes again.
    if (!row) throw new Error(`Updates of ${room} have moved.`)
    const structs = structsIn(row.bytes)
    stored.set(seq, structs)
    return structs
  }

  return async ({ client, from, to }) => {
    heads ??= store.heads(room)
    const structs: Struct[] = []
    let reached = 0
    for (const { seq, ends } of await heads) {
      const end = ends.get(client) ?? 0
      if (end > from && reached < to) structs.push(...((await structsOf(seq)).get(client) ?? []))
      reached = Math.max(reached, end)
    }
    coming ??= updates.map(({ bytes }) => structsIn(bytes))
    for (const some of coming) structs.push(...(some.get(client) ?? []))
    return structs
  }
}

function structsIn(bytes: Uint8Array): ByClient {
  return Map.groupBy(decodeUpdate(bytes)?.structs ?? [], ({ id }) => id.client)
}
