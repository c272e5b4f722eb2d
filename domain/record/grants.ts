import { z } from 'zod'
import { own } from '../own.ts'
import { eitherOf } from '../words.ts'
import { ODS_CODE, streamSystem } from './stream.ts'

interface GrantFacts {
  /** What it allows, after "You may". */
  may: string
  /** Whether it allows writing what the whole region shares. */
  writesRegion?: boolean
}

/** Grants that name no system. Beside them there is `lead:` with the code of the system led. */
const GRANTS = {
  chair: {
    may: 'prepare and run workshops, and lead joint strategies and impact reports',
    writesRegion: true,
  },
  regional: {
    may: 'change all that the whole region shares, its metrics and systems too',
    writesRegion: true,
  },
  viewer: { may: 'read everything' },
  admin: { may: 'invite people' },
} as const satisfies Record<string, GrantFacts>

/** Every grant as it is typed: `lead:<system>, chair, regional, viewer or admin`. */
export const GRANT_LIST = eitherOf(['lead:<system>', ...Object.keys(GRANTS)])

/** What a member may do; several each. `lead:QK1` writes that system's record. */
export const Grant = z
  .string()
  .regex(
    new RegExp(`^(lead:[A-Z0-9]{3}|${Object.keys(GRANTS).join('|')})$`),
    `A grant is ${GRANT_LIST}.`,
  )
export type Grant = z.infer<typeof Grant>

export interface Member {
  id: string
  name: string
  grants: Grant[]
}

export function leadOf(grants: readonly Grant[]): string[] {
  return grants.filter((grant) => grant.startsWith('lead:')).map((grant) => grant.slice(5))
}

/** Whether the grants allow adding entries to the stream. */
export function mayWrite(grants: readonly Grant[], stream: string): boolean {
  const ods = streamSystem(stream)
  if (ods !== undefined) return ODS_CODE.test(ods) && grants.includes(`lead:${ods}`)
  return stream === 'region' && grants.some(writesRegion)
}

function factsOf(grant: Grant): GrantFacts | undefined {
  return own<GrantFacts>(GRANTS, grant)
}

function writesRegion(grant: Grant): boolean {
  return factsOf(grant)?.writesRegion ?? false
}

/**
 * What is said in `region` about the systems, and what is measured: for regional staff alone.
 * Workshops, joint strategies and reports are the co-chairs' too.
 */
const REGIONAL: ReadonlySet<string> = new Set([
  'merger',
  'withdrawal',
  'system',
  'metric',
  'target',
  'observations',
])

/**
 * Whether the grants allow adding an entry about something to the stream.
 * @param about kind of the entry's subject, or of the entry where it has none: `session`, `merger`
 */
export function mayWriteAbout(grants: readonly Grant[], stream: string, about: string): boolean {
  if (!mayWrite(grants, stream)) return false
  return stream !== 'region' || !REGIONAL.has(about) || grants.includes('regional')
}

/** What an entry is about, of whatever kind it is. */
export function aboutOf({ kind, subject }: { kind: string; subject?: unknown }): string {
  return kind === 'change' && typeof subject === 'string' ? (subject.split(':')[0] ?? '') : kind
}

/** The reason to give a co-chair who wants to say what regional staff say. */
export function whyNotRegional(): string {
  return 'Only regional staff can change what is measured, and which systems there are.'
}

/** Whether the grants allow typing in the texts that all write together, such as minutes. */
export function mayWriteDocuments(grants: readonly Grant[]): boolean {
  return grants.some((grant) => writesRegion(grant) || leadOf([grant]).length > 0)
}

/** The reason to give somebody who may not. */
export function whyNotDocuments(): string {
  return 'Only leads, workshop co-chairs and regional staff can type here. Ask whoever invited you for more access.'
}

/** The reason to give somebody who may not write there, with the way out. */
export function whyNot(stream: string, systemName: (ods: string) => string): string {
  const ods = streamSystem(stream)
  return ods === undefined
    ? 'Only workshop co-chairs and regional staff can change what the whole region shares.'
    : `Only a lead of ${systemName(ods)} can change its record. Ask a lead there, or switch to a system you lead.`
}

/** The reason to give when the system is one that has closed. */
export function whyClosed(name: string): string {
  return `${name} has closed, and its record can no longer be changed. Write to the system that took over from it.`
}

/** What a grant allows, as it is told to the person who has it. */
export function grantWords(grant: Grant, systemName: (ods: string) => string): string {
  const [lead] = leadOf([grant])
  if (lead !== undefined) return `change the record of ${systemName(lead)}`
  return factsOf(grant)?.may ?? GRANTS.viewer.may
}
