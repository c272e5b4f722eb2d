import { randomUUID } from 'node:crypto'
import { type Grant, leadOf, type Member, mayWrite } from '../../domain/record/grants.ts'
import { type StreamName, systemStream } from '../../domain/record/stream.ts'
import type { ServiceRecord } from './record.ts'

/**
 * Writes down what a member is called where they may write, unless it stands there: others know
 * them by it. Those who may write nowhere sign nothing, and need no name.
 */
export function nameMember(record: ServiceRecord, { id, name, grants }: Member): void {
  const subject = `member:${id}`
  const said = record.db
    .prepare('SELECT DISTINCT stream FROM entry WHERE subject = ?')
    .pluck()
    .all(subject) as string[]
  const stream = streamOf(grants)
  if (!stream || said.some((each) => mayWrite(grants, each))) return
  record.write(
    [{ stream, draft: { kind: 'change', subject, set: { name }, basedOn: {} } }],
    randomUUID(),
  )
}

/** The first place the grants let one write. */
export function streamOf(grants: readonly Grant[]): StreamName | undefined {
  const lead = leadOf(grants)[0]
  if (lead) return systemStream(lead)
  return mayWrite(grants, 'region') ? 'region' : undefined
}
