import type { ZodError } from 'zod'
import { MetricDefinition } from '../../../domain/metrics/definitions.ts'
import type { MetricFields } from '../../../domain/record/metric-fields.ts'

/** A metric's definition while somebody fills it in: all as text. Pure. */
export interface DefinitionDraft {
  name: string
  explanation: string
  unit: string
  valueType: MetricDefinition['valueType']
  multiplier: string
  better: MetricDefinition['better']
  sourceName: string
  sourceUrl: string
  indicator: string
  denominator: string
  rhythm: MetricDefinition['rhythm']
  quadrant: MetricDefinition['quadrant']
}

export function draftOf(definition: MetricDefinition): DefinitionDraft {
  const { name, explanation, unit, valueType, better, rhythm, quadrant } = definition
  return {
    name,
    explanation,
    unit,
    valueType,
    better,
    rhythm,
    quadrant,
    multiplier: String(definition.multiplier),
    sourceName: definition.source.name,
    sourceUrl: definition.source.url ?? '',
    indicator: definition.source.indicator ?? '',
    denominator: definition.denominator ?? '',
  }
}

const MESSAGES: Partial<Record<keyof DefinitionDraft, string>> = {
  name: 'Give a name of 3 to 120 letters.',
  explanation: 'Say in 20 to 600 letters what it counts and why it matters.',
  unit: 'Say what the number is called, such as % or per 100,000.',
  multiplier: 'Give a number above 0, such as 100 for a percentage.',
  sourceName: 'Name the source.',
  sourceUrl: 'Give an address that starts with https://, or leave this empty.',
}
export type DraftProblems = Partial<Record<keyof DefinitionDraft, string>>

/** The definition that the draft says, or what keeps it from being one, field by field. */
export function readDraft(
  draft: DefinitionDraft,
  before: MetricDefinition,
):
  | { definition: MetricDefinition; problems: null }
  | { definition: null; problems: DraftProblems } {
  const { sourceName, sourceUrl, indicator, denominator, multiplier, ...rest } = draft
  const { denominator: _denominator, ...kept } = before
  const result = MetricDefinition.safeParse({
    ...kept,
    ...rest,
    multiplier: Number(multiplier),
    source: {
      name: sourceName,
      ...(sourceUrl.trim() === '' ? {} : { url: sourceUrl.trim() }),
      ...(indicator.trim() === '' ? {} : { indicator }),
    },
    ...(denominator.trim() === '' ? {} : { denominator }),
  })
  return result.success
    ? { definition: result.data, problems: null }
    : { definition: null, problems: problemsOf(result.error) }
}

function problemsOf(error: ZodError): DraftProblems {
  const names = error.issues.map(({ path }): keyof DefinitionDraft => {
    if (path[0] === 'source') return path[1] === 'url' ? 'sourceUrl' : 'sourceName'
    return path[0] as keyof DefinitionDraft
  })
  return Object.fromEntries(names.map((name) => [name, MESSAGES[name] ?? 'Look at this again.']))
}

/** Fields in which a definition differs from the one before, for an entry; emptied ones as `null`. */
export function changedFields(before: MetricDefinition, after: MetricDefinition): MetricFields {
  const { id: _id, ...fields } = after
  const changed = Object.entries({ ...fields, denominator: after.denominator ?? null }).filter(
    ([field, value]) =>
      JSON.stringify(value) !==
      JSON.stringify(
        before[field as keyof MetricDefinition] ?? (field === 'denominator' ? null : undefined),
      ),
  )
  return Object.fromEntries(changed)
}

/** A definition to start from for an indicator of a file that no metric names. */
export function blankDefinition(name: string, indicator: string, taken: readonly string[]) {
  return {
    id: freeId(name, taken),
    name,
    explanation: '',
    unit: '%',
    valueType: 'other',
    multiplier: 1,
    better: 'neither',
    source: { name: 'OHID Fingertips', indicator },
    rhythm: 'yearly',
    quadrant: 'outcomes',
    priorities: [],
    focusAreas: [],
    actions: [],
    tags: [],
  } satisfies MetricDefinition
}

/** The name in small letters, digits and hyphens, with a number where it is taken. */
function freeId(name: string, taken: readonly string[]): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 54)
      .replace(/^-+|-+$/g, '') || 'metric'
  if (!taken.includes(plain)) return plain
  let number = 2
  while (taken.includes(`${plain}-${number}`)) number += 1
  return `${plain}-${number}`
}
