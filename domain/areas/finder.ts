/** Finds the area that a cell names, by any code or name that the NHS and its publishers write. */

export interface NamedArea {
  name: string
  /** `icb`, `local-authority`, `district`, … */
  type?: string
  /** ODS code of the system it is, or belongs to. */
  system?: string | null
}

/** A code that ended and was carried on under another, or under several that its area was divided into. */
export interface EndedCode {
  code: string
  successors: readonly string[]
  /** Names that went with the ended code, or that a system also goes by. */
  names?: readonly string[]
}

export type AreaFound =
  /** `chosen` where only the column's other names tell which of several areas is meant. */
  | { code: string; carriedFrom?: string; chosen?: true }
  /** Codes of the areas that share the name. */
  | { several: string[] }
  /** Codes of the areas that it was divided into: its values are those of none of them. */
  | { divided: readonly string[] }
  | undefined

const ONS_CODE = /\b([EWSNK]\d{8})\b/i
const ODS_CODE = /^(Q[A-Z0-9]{2}|Y\d{2})$/
/** A name with its ODS code before or behind it, as NHS England prints them. */
const WITH_ODS =
  /^(?:\(?(Q[A-Z0-9]{2})\)?\s*[-:–]\s*)?(.*?)(?:\s*[-:–]\s*\(?(Q[A-Z0-9]{2})\)?|\s*\((Q[A-Z0-9]{2})\))?$/i

/** What a name says of the kind of area, and is no part of the name. */
const KINDS: readonly [pattern: RegExp, type: string][] = [
  [
    / (integrated care (board|system|partnership)|icb|ics|icp|stp|sustainability and transformation partnership|health and care (system|partnership))$/,
    'icb',
  ],
  [
    / ((metropolitan |london )?(borough|district|county|city|unitary) (council|authority)|council|unitary authority|ua|mcd|lad|utla|ltla|met district)$/,
    'council',
  ],
  [/ (nhs )?(commissioning )?region$/, 'region'],
]

/**
 * A finder among the areas. Names count without case, accents, punctuation, `&`, `NHS`, and the
 * words for the kind of body. Where a name is that of several areas, its own words for the kind
 * decide (`… County Council`), else `column`: the kind that the column's other names are of.
 */
export function areaFinder(
  areas: ReadonlyMap<string, NamedArea>,
  ended: readonly EndedCode[] = [],
): (text: string, column?: string) => AreaFound {
  const bySystem = new Map(
    [...areas].flatMap(([code, { type, system }]) =>
      type === 'icb' && system ? [[system, code] as const] : [],
    ),
  )
  const successorsOf = new Map(ended.map(({ code, successors }) => [code, successors]))
  const byName = Map.groupBy(
    [
      ...[...areas].map(([code, { name }]) => ({ code, key: nameKey(name).key })),
      ...ended.flatMap(({ successors, names = [] }) =>
        names.flatMap((name) => successors.map((code) => ({ code, key: nameKey(name).key }))),
      ),
    ],
    ({ key }) => key,
  )
  const known = (code: string): AreaFound => {
    if (areas.has(code)) return { code }
    const successors = (successorsOf.get(code) ?? []).filter((each) => areas.has(each))
    if (successors.length > 1) return { divided: successors }
    return successors[0] ? { code: successors[0], carriedFrom: code } : undefined
  }
  const ofSystem = (ods: string | undefined): AreaFound => {
    const code = ods && bySystem.get(ods.toUpperCase())
    return code ? { code } : undefined
  }

  return (text, column) => {
    const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
    if (plain === '') return undefined
    const code = ONS_CODE.exec(plain)?.[1]?.toUpperCase()
    // A code beside a name says more than the name, whichever of the two a publisher puts first.
    if (code) return known(code)
    if (ODS_CODE.test(plain.toUpperCase())) return ofSystem(plain)
    const [, before, name = '', behind, bracketed] = WITH_ODS.exec(plain) ?? []
    const byOds = ofSystem(before ?? behind ?? bracketed)
    if (byOds) return byOds
    const { key, type } = nameKey(before || behind || bracketed ? name : plain)
    // "Leicester City" is Leicester, where no area of its own goes by the longer name.
    const named = byName.get(key) ?? byName.get(key.replace(/(?<=.)city$/, '')) ?? []
    const codes = [...new Set(named.map((each) => each.code))]
    const told = narrowed(codes, areas, type)
    if (told || codes.length < 2) return told
    const chosen = column === undefined ? undefined : narrowed(codes, areas, column)
    return chosen ? { ...chosen, chosen: true } : { several: codes }
  }
}

/** The one area of the kind; of no kind the only one there is. */
function narrowed(
  codes: readonly string[],
  areas: ReadonlyMap<string, NamedArea>,
  type: string | undefined,
): { code: string } | undefined {
  const fitting = codes.filter((code) => type === undefined || isOfKind(areas.get(code), type))
  return fitting.length === 1
    ? { code: fitting[0]! }
    : codes.length === 1
      ? { code: codes[0]! }
      : undefined
}

function isOfKind(area: NamedArea | undefined, type: string): boolean {
  if (area?.type === undefined) return false
  if (type === 'council') return area.type === 'local-authority' || area.type === 'district'
  return type === 'region' ? area.type.endsWith('region') : area.type === type
}

/** What remains of a name that names the place, and the kind of area that it said. */
function nameKey(name: string): { key: string; type: string | undefined } {
  let plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[’'`.]/g, '')
    // ONS: "Herefordshire, County of".
    .replace(/,? (?:county|city) of$/, '')
    .replace(
      /\(?\b(?:ua|met county|met district|icb|ics)\b\)?$/,
      (kind) => ` ${kind.replace(/[()]/g, '')}`,
    )
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^(?:nhs|the) /, '')
  let type: string | undefined
  for (const [pattern, kind] of KINDS) {
    if (!pattern.test(plain)) continue
    type = kind
    plain = plain.replace(pattern, '').trim()
    break
  }
  plain = plain.replace(/^(?:nhs|the|county of|city of|royal borough of) /, '').replace(/^nhs /, '')
  return { key: plain.replace(/ and /g, ' ').replace(/ /g, ''), type }
}
