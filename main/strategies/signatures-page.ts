import { formatDate } from '../../domain/dates.ts'
import {
  callout,
  column,
  heading,
  paragraph,
  type Text,
  table,
} from '../../domain/publication/build.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { plural, shortHash } from '../../domain/words.ts'
import type { StrategyVersion, SystemSignature } from '../../preload/strategies-types.ts'

/**
 * The page on which the systems sign: who has, under exactly which text, and room for who has not.
 * @param version the one that signatures are counted for; null when none is on offer
 * @param standing the version on offer, and whether the text before this page is that of `version`
 */
export function signaturesPage(
  signatures: readonly SystemSignature[],
  version: StrategyVersion | null,
  { offered, isAsSigned }: { offered: string | null; isAsSigned: boolean },
): Block[] {
  const signed = signatures.filter((each) => hasSigned(each, version))
  const missing = signatures.filter((each) => !hasSigned(each, version))
  const count = `${signed.length} of ${plural(signatures.length, 'system has', 'systems have')}`
  return [
    { kind: 'pageBreak' },
    heading(1, 'Signatures'),
    paragraph(
      version
        ? `${version.id === offered ? 'The version to sign is' : 'This is'} “${version.name}”, fingerprint ${shortHash(version.hash)}. ${count} signed it.`
        : `No version is on offer to be signed yet. ${count} signed.`,
    ),
    ...(isAsSigned
      ? []
      : [callout('warning', 'Not the text that was signed', [paragraph(CHANGED)])]),
    ...(signed.length > 0 ? [signedTable(signed)] : []),
    // Room to sign is for the version on offer alone, or for the one that will be.
    ...missingBlocks(missing, version === null || version.id === offered),
    ...(version
      ? [
          paragraph(
            `The full fingerprint of that text (SHA-256) is ${version.hash}. A text that differs by one letter has another.`,
          ),
        ]
      : []),
  ]
}

const CHANGED =
  'The text before this page has changed since that version was offered. The signatures stand for that version alone.'

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
      column('Version and fingerprint', { width: 3 }),
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

function missingBlocks(missing: readonly SystemSignature[], mayStillSign: boolean): Block[] {
  const remarks = missing.flatMap(({ system, standing, versionName, on, withdrawn }) => {
    if (standing === 'withdrawn') return [`${system} took its signature back: ${withdrawn}`]
    if (standing === 'none') return []
    const day = on ? ` on ${formatDate(on)}` : ''
    return [`${system} signed another version, “${versionName ?? 'not here yet'}”${day}.`]
  })
  if (missing.length === 0) return []
  const toSign: Block[] = [
    heading(2, 'Still to sign'),
    { kind: 'signatures', signatories: missing.map(({ system }) => ({ organisation: system })) },
  ]
  return [...(mayStillSign ? toSign : []), ...remarks.map((remark) => paragraph(remark))]
}
