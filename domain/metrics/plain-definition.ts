import type { MetricDefinition } from './definitions.ts'

/** First definitions for indicators of a file that no metric names; people say the rest later. */

export interface NamedIndicator {
  /** The file's own number or name for it. */
  indicator: string
  name: string
}

/** A definition for each, under ids that are free. @param taken ids of metrics there are */
export function plainDefinitions<I extends NamedIndicator>(
  indicators: readonly I[],
  taken: readonly string[],
): { indicator: string; define: MetricDefinition }[] {
  const used = new Set(taken)
  return indicators.map(({ indicator, name }) => {
    const id = freeId(`indicator-${indicator}`, used)
    used.add(id)
    return { indicator, define: plainDefinition(id, indicator, name) }
  })
}

function plainDefinition(id: string, indicator: string, name: string): MetricDefinition {
  const plain = name.replace(/\s+/g, ' ').trim()
  return {
    id,
    name: plain.length < 3 ? `Indicator ${plain}` : plain.slice(0, 120),
    explanation: `Imported as it was published: ${plain}.`.slice(0, 600),
    unit: 'as published',
    ...{ valueType: 'other', multiplier: 1, better: 'neither' },
    source: { name: 'Imported file', indicator: indicator.slice(0, 40) },
    ...{ rhythm: 'yearly', quadrant: 'outcomes' },
    ...{ priorities: [], focusAreas: [], actions: [], tags: [] },
  }
}

function freeId(name: string, used: ReadonlySet<string>): string {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 54)
    .replace(/-+$/, '')
  let id = key
  for (let number = 2; used.has(id); number += 1) id = `${key}-${number}`
  return id
}
