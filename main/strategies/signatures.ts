import { UserError } from '../../domain/errors.ts'
import { leadOf, mayWrite } from '../../domain/record/grants.ts'
import type { SignatureFields } from '../../domain/record/strategy-fields.ts'
import { systemStream } from '../../domain/record/stream.ts'
import type { Input } from '../../preload/contract.ts'
import type { SystemSignature } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { listSystems } from '../record/systems.ts'
import { readVersions, requireVersion } from './founded-versions.ts'
import { readSignatures, requireStrategy, type Strategy } from './parts.ts'
import { versionText } from './version-text.ts'

/** Signatures: each system's own, under one exact text. */

/** How every system there is today stands to a strategy, in the order of names. */
export function systemSignatures(context: RecordContext, strategy: Strategy): SystemSignature[] {
  const versions = new Map(readVersions(context, strategy.id).map((each) => [each.id, each]))
  const signed = new Map(
    readSignatures(context, strategy.id).map(({ ics, fields }) => [ics, fields]),
  )
  return currentSystems(context).map(({ ods, name }) => {
    const fields = signed.get(ods)
    const version = versions.get(fields?.version ?? '')
    const isOffered =
      fields?.version === strategy.offered && version !== undefined && version.hash === fields.hash
    return {
      ics: ods,
      system: name,
      standing: standingOf(fields, isOffered),
      version: fields?.version ?? null,
      versionName: version?.name ?? null,
      hash: fields?.hash ?? null,
      name: fields?.name ?? null,
      role: fields?.role ?? null,
      on: fields?.on ?? null,
      reservations: fields?.reservations ?? null,
      withdrawn: fields?.withdrawn ?? null,
    }
  })
}

function standingOf(
  fields: SignatureFields | undefined,
  isOffered: boolean,
): SystemSignature['standing'] {
  if (!fields) return 'none'
  if (fields.withdrawn) return 'withdrawn'
  return isOffered ? 'current' : 'earlier'
}

/** How many systems have signed the version on offer, of all there are today. */
export function standings(
  context: RecordContext,
  strategy: Strategy,
): { signed: number; of: number } {
  const all = systemSignatures(context, strategy)
  return { signed: all.filter(({ standing }) => standing === 'current').length, of: all.length }
}

/** Systems of today for which the member may sign and commit. */
export function systemsToSignFor(context: RecordContext): string[] {
  const leads = leadOf(context.grants())
  return currentSystems(context).flatMap(({ ods }) => (leads.includes(ods) ? [ods] : []))
}

export function signStrategy(
  context: WritingContext,
  { id, ics, version: named, hash, name, role, reservations = null }: Input<'strategies.sign'>,
): Written {
  const strategy = requireStrategy(context, id)
  const stream = requireSigning(context, ics)
  const version = requireVersion(context, id, named)
  if (strategy.state === 'superseded')
    throw new UserError('Another strategy has taken the place of this one. Sign that one instead.')
  if (version.id !== strategy.offered)
    throw new UserError(
      `“${version.name}” is not the version on offer. Read the one that is, then sign it.`,
    )
  versionText(context.record, version)
  if (hash !== version.hash)
    throw new UserError(
      'The text you read is not the one on offer. Read the version on offer, then sign it.',
      'wrong-call',
    )
  const values = {
    ...{ version: version.id, hash, name, role, reservations },
    ...{ on: context.today(), withdrawn: null, removed: false },
  }
  const additions = changeOf(context, ics, `signature:${id}`, values)
  const said = `${context.names.system(ics)} signed “${strategy.title}”, ${version.name}`
  return writeDeed(context, stream, additions, said)
}

export function withdrawSignature(
  context: WritingContext,
  { id, ics, reason }: Input<'strategies.withdrawSignature'>,
): Written {
  const { title } = requireStrategy(context, id)
  const stream = requireSigning(context, ics)
  const signature = readSignatures(context, id).find((each) => each.ics === ics)
  if (!signature || signature.fields.withdrawn)
    throw new UserError(
      `${context.names.system(ics)} has no signature here to take back.`,
      'wrong-call',
    )
  const additions = changeOf(context, ics, `signature:${id}`, { withdrawn: reason })
  const said = `${context.names.system(ics)} took back its signature under “${title}”`
  return writeDeed(context, stream, additions, said)
}

/** @throws UserError unless the member leads the system, and it goes on today */
function requireSigning(context: RecordContext, ics: string) {
  const stream = requireSystem(context, ics)
  if (!mayWrite(context.grants(), systemStream(ics)))
    throw new UserError(
      `Only a lead of ${context.names.system(ics)} can sign for it. Ask a lead there.`,
    )
  requireWrite(context, stream)
  return stream
}

function currentSystems({ record, today }: RecordContext) {
  return listSystems(record.db, today())
    .filter(({ current }) => current)
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}
