import { describe, expect, test } from 'vitest'
import { LiveQuery } from '../../domain/documents/live.ts'
import { liveQueries } from '../../domain/documents/live-parts.ts'
import { parseDocument } from '../../domain/documents/parse.ts'
import { documentOutline, documentText } from '../../domain/documents/text.ts'
import type { DocumentNode } from '../../domain/documents/tree.ts'
import { STRATEGY_TEMPLATES } from '../../domain/record/strategy-words.ts'
import { templateDocument } from '../../domain/strategies/templates/index.ts'
import { templateSummary } from '../../domain/strategies/templates/summaries.ts'
import { readBaselineFigures, readMetrics } from '../../main/record/metric-resources.ts'
import { readCatalogue } from '../../main/record/resources.ts'
import { documentSchema } from '../../src/editor/schema/index.ts'

const STRATEGY = '01990000-0000-7000-8000-000000000001'

const catalogue = readCatalogue()
const references = new Set(
  catalogue.focusAreas.flatMap(({ recommendations }) =>
    recommendations.flatMap(({ actions }) => actions.map(({ reference }) => reference)),
  ),
)
const focusAreas = new Set(catalogue.focusAreas.map(({ reference }) => reference))

const all = (node: DocumentNode, type: string): DocumentNode[] => [
  ...(node.type === type ? [node] : []),
  ...(node.content ?? []).flatMap((child) => all(child, type)),
]

describe.each(STRATEGY_TEMPLATES)('the template %s', (template) => {
  const document = templateDocument(template, { strategy: STRATEGY })
  const queries = liveQueries(document).map((text) => LiveQuery.parse(JSON.parse(text)))

  test('is a document of the editor’s, with nothing to be put right', () => {
    expect(parseDocument(document)).toEqual(document)
    documentSchema.nodeFromJSON(document).check()
  })

  test('asks the record only for what there is', () => {
    const metrics = new Set(readMetrics().map(({ id }) => id))
    for (const query of queries) {
      if (query.kind === 'metric') expect(metrics).toContain(query.metric)
      if (query.kind !== 'actions' && query.kind !== 'systems') continue
      for (const reference of query.filter.references ?? []) expect(references).toContain(reference)
      for (const area of query.filter.focusArea ?? []) expect(focusAreas).toContain(area)
    }
  })

  test('shows the commitments of its own strategy, and names each live block apart', () => {
    expect(queries).toContainEqual({ kind: 'commitments', strategy: STRATEGY, ics: null })
    const ids = all(document, 'live').map(({ attrs }) => attrs?.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has headings that skip no level, and a title and a line for whoever chooses', () => {
    const levels = documentOutline(document).map(({ level }) => level)
    expect(levels[0]).toBe(1)
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
    expect(Object.values(templateSummary(template)).every((words) => words.length > 4)).toBe(true)
  })
})

test('the diabetes template has the figures of the report, as the resources have them', () => {
  const text = documentText(templateDocument('diabetes', { strategy: STRATEGY }))
  const figures = [...readBaselineFigures()].filter(
    ({ metric }) => metric === 'diabetes-prevalence',
  )
  expect(figures.length).toBeGreaterThan(5)
  for (const { value } of figures) expect(text).toContain(`${value}%`)
})

test('the diabetes template asks about every protected characteristic', () => {
  const text = documentText(templateDocument('diabetes', { strategy: STRATEGY }))
  for (const name of [
    'Age',
    'Disability',
    'Gender reassignment',
    'Marriage and civil partnership',
    'Pregnancy and maternity',
    'Race',
    'Religion or belief',
    'Sex',
    'Sexual orientation',
  ])
    expect(text.split('\n')).toContain(name)
})
