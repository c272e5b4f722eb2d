import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { MetricDefinition, Observation } from '../../domain/metrics/definitions.ts'

export const metric: MetricDefinition = {
  id: 'smoking-at-delivery',
  name: 'Smoking at time of delivery',
  explanation: 'Of those who give birth, how many smoke at the time of delivery.',
  unit: '%',
  valueType: 'proportion',
  multiplier: 100,
  better: 'lower',
  source: { name: 'Fingertips', indicator: '93085' },
  denominator: 'People who gave birth',
  rhythm: 'yearly',
  quadrant: 'outcomes',
  priorities: [1],
  focusAreas: ['HS1'],
  tags: [],
  actions: ['HS1.e2'],
}

export const observation: Observation = {
  metric: metric.id,
  area: 'E06000015',
  period: '2022/23',
  sex: 'Female',
  age: 'All ages',
  category: null,
  value: 10,
  lower95: 8.9,
  upper95: 11.2,
  lower998: null,
  upper998: null,
  count: 300,
  denominator: 3000,
  note: null,
  provenance: { kind: 'import', source: 'smoking.csv', row: 2 },
}

const folder = mkdtempSync(join(tmpdir(), 'accord-metrics-'))
let files = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with this content, gone again after the tests; answers its path. */
export function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, content)
  return path
}
