import { minutesDocumentName, strategyDocument } from '../../domain/documents/tree.ts'
import { parseRoom } from '../../domain/sync/protocol.ts'
import { readParts } from '../record/parts.ts'
import type { ServiceRecord } from '../record/record.ts'

/** What a room is to people, as the subject of a sentence. */
export function roomWords({ db }: Pick<ServiceRecord, 'db'>, room: string): string {
  const parsed = parseRoom(room)
  if (parsed?.kind === 'segment') {
    const whose =
      parsed.stream === 'region'
        ? 'The shared record'
        : `The record of ${parsed.stream.slice('ics:'.length)}`
    return `${whose} for ${parsed.year}`
  }
  if (parsed?.kind === 'text') return 'The text of a version'
  const strategy = strategyDocument('')
  if (room.startsWith(strategy)) {
    const [part] = readParts(db, 'strategy', { view: 'region', id: room.slice(strategy.length) })
    return part?.fields.title ? `The strategy “${part.fields.title}”` : 'The text of a strategy'
  }
  return room.startsWith(minutesDocumentName('')) ? 'The minutes of a session' : 'A shared text'
}
