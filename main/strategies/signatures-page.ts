import { formatDate } from '../../domain/dates.ts'
import { column, heading, paragraph, type Text, table } from '../../domain/publication/build.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { plural } from '../../domain/words.ts'
import type { StrategyVersion, SystemSignature } from '../../preload/strategies-types.ts'

/** So much of a hash as people compare by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

/**
 * The page on which the systems sign: who has, under exactly which text, and room for who has not.
 * @param version the one that is asked to be signed; null when none is on offer
 */
export function signaturesPage(
  signatures: readonly SystemSignature[],
  version: StrategyVersion | null,
): Block[] {
  const signed = signatures.filter((each) => hasSigned(each, version))
  const missing = signatures.filter((each) => !hasSigned(each, version))
  return [
    { kind: 'pageBreak' },
    heading(1, 'Signatures'),
    paragraph(
      version
        ? `The version to sign is “${version.name}”, hash ${shortHash(version.hash)}. ${signed.length} of ${plural(signatures.length, 'system has', 'systems have')} signed it.`
        : `No version is on offer to be signed yet. ${signed.length} of ${plural(signatures.length, 'system has', 'systems have')} signed.`,
    ),
    ...(signed.length > 0 ? [signedTable(signed)] : []),
    ...missingBlocks(missing),
    ...(version
      ? [
          paragraph(
            `The full hash of that text (SHA-256) is ${version.hash}. A text that differs by one letter has another.`,
          ),
        ]
      : []),
  ]
}

export function hasSigned(
  { standing, version: under }: SystemSignature,
  version: StrategyVersion | null,
): boolean {
  return standing !== 'none' && standing !== 'withdrawn' && under === (version?.id ?? null)
}

function signedTable(signed: readonly SystemSignature[]): Block {
  return table(
    [
      column('System', { width: 3 }),
      column('Signed for it by', { width: 3 }),
      column('Day', { width: 2 }),
      column('Version and hash', { width: 3 }),
      column('Reservations', { width: 4 }),
    ],
    signed.map(({ system, name, role, on, versionName, hash, reservations }): Text[] => [
      system,
      [name, role].filter((part) => part).join(', '),
      on ? formatDate(on) : '',
      [versionName ?? 'A version not here yet', hash ? shortHash(hash) : ''].join(' '),
      reservations ?? 'None',
    ]),
    { caption: 'Who has signed', rowHeaders: true },
  )
}

function missingBlocks(missing: readonly SystemSignature[]): Block[] {
  const remarks = missing.flatMap(({ system, standing, versionName, on, withdrawn }) => {
    if (standing === 'withdrawn') return [`${system} took its signature back: ${withdrawn}`]
    if (standing === 'none') return []
    const day = on ? ` on ${formatDate(on)}` : ''
    return [`${system} signed another version, “${versionName ?? 'not here yet'}”${day}.`]
  })
  if (missing.length === 0) return []
  return [
    heading(2, 'Still to sign'),
    { kind: 'signatures', signatories: missing.map(({ system }) => ({ name: system })) },
    ...remarks.map((remark) => paragraph(remark)),
  ]
}
