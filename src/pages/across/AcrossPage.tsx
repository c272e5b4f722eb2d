import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Catalogue } from '../../../domain/commission/catalogue.ts'
import { STATUS_WORDS } from '../../../domain/record/statuses.ts'
import type { Matrix, StatusCounts, Summary } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { keepPlace, MatrixGrid, TOP } from './MatrixGrid.tsx'
import { DIMENSIONS, type Dimension, filterRows, type MatrixFilter } from './matrix.ts'
import { SummaryTable } from './SummaryTable.tsx'
import '../shared/pages.css'
import './across.css'

const DIMENSION_WORDS: Record<Dimension, { one: string; by: string }> = {
  section: { one: 'Section', by: 'By section' },
  focusArea: { one: 'Focus area', by: 'By focus area' },
  priority: { one: 'Priority for change', by: 'By priority' },
}

const ALL: MatrixFilter = {
  dimension: 'section',
  part: null,
  status: null,
  system: null,
  words: '',
}

/** Every action in every system: counts by status above, the matrix they count below. */
export function AcrossPage() {
  const matrix = useAsk('register.matrix', {})
  const catalogue = useAsk('catalogue.get', {})
  const waiting = (query: UseQueryResult<unknown, Error>) => (
    <Waiting title="Across systems" label="Opening all systems" query={query} />
  )
  if (matrix.data === undefined) return waiting(matrix)
  if (catalogue.data === undefined) return waiting(catalogue)
  return <Across matrix={matrix.data} catalogue={catalogue.data} />
}

function Across({ matrix, catalogue }: { matrix: Matrix; catalogue: Catalogue }) {
  const { systems, systemName, ics } = useApp()
  const navigate = useNavigate()
  const [filter, setFilter] = useKept('across.filter', ALL)
  const [showsCounts, setShowsCounts] = useKept('across.counts', true)
  const summary = useAsk('register.summary', filter.system === null ? {} : { ics: filter.system }, {
    placeholderData: (before) => before,
  })

  const narrow = (changes: Partial<MatrixFilter>) => {
    setFilter({ ...filter, ...changes })
    keepPlace(TOP)
  }
  const showAll = () => narrow({ ...ALL, dimension: filter.dimension })
  const rows = useMemo(() => filterRows(matrix, filter), [matrix, filter])
  const columns = useMemo(
    () => matrix.systems.map((ods) => ({ ods, name: systemName(ods) })),
    [matrix, systemName],
  )
  const open = useCallback(
    (reference: string, system: string | null) =>
      void navigate({
        to: '/action/$reference',
        params: { reference },
        search: { ics: system ?? ics },
      }),
    [navigate, ics],
  )

  return (
    <Page
      title="Across systems"
      subtitle={`${plural(matrix.rows.length, 'action')} in ${plural(systems.length, 'system')}`}
      fill
      actions={
        <>
          <Link className="button button-standard" to="/strategies/mapping" search={{ ics }}>
            Mapping of priorities
          </Link>
          <Button aria-expanded={showsCounts} onPress={() => setShowsCounts(!showsCounts)}>
            {showsCounts ? 'Hide the counts' : 'Show the counts'}
          </Button>
        </>
      }
    >
      <div className="across-controls">
        <Choices
          label="Count"
          choices={DIMENSIONS.map((id) => ({ id, text: DIMENSION_WORDS[id].by }))}
          value={filter.dimension}
          onChange={(dimension) => narrow({ dimension, part: null, status: null })}
        />
        <Select
          label="Systems"
          hideLabel
          options={[
            { id: 'all', text: `All ${plural(systems.length, 'system')}` },
            ...columns.map(({ ods, name }) => ({ id: ods, text: name })),
          ]}
          value={filter.system ?? 'all'}
          onChange={(id) => narrow({ system: id === 'all' ? null : id })}
        />
        <TextField
          label="Find an action"
          hideLabel
          placeholder="Find by reference or words"
          value={filter.words}
          onChange={(words) => narrow({ words })}
        />
      </div>
      {showsCounts && (
        <div className="across-counts">
          {summary.isLoadingError ? (
            <ErrorState error={summary.error} retry={summary.refetch} />
          ) : summary.isPending ? (
            <Loading label="Counting" />
          ) : (
            <SummaryTable
              heading={DIMENSION_WORDS[filter.dimension].one}
              caption={describeCounts(filter)}
              parts={partsOf(summary.data, filter.dimension, catalogue)}
              chosen={filter}
              onChoose={(part, status) => narrow({ part, status })}
            />
          )}
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState
          title="No action fits"
          action={<Button onPress={showAll}>Show everything</Button>}
        >
          Nothing matches all that you asked for.
        </EmptyState>
      ) : (
        <MatrixGrid
          // What is counted changed: begin again at the top.
          key={JSON.stringify([filter.dimension, filter.part, filter.status, filter.system])}
          rows={rows}
          systems={columns}
          status={filter.status}
          system={filter.system}
          onOpen={open}
        >
          <div className="across-said">
            <p role="status">{describeFilter(filter, rows.length, matrix.rows.length)}</p>
            {isNarrowed(filter) && (
              <Button kind="quiet" onPress={showAll}>
                Show everything
              </Button>
            )}
          </div>
        </MatrixGrid>
      )}
    </Page>
  )
}

function isNarrowed({ part, status, system, words }: MatrixFilter): boolean {
  return part !== null || status !== null || system !== null || words.trim() !== ''
}

function describeFilter(filter: MatrixFilter, shown: number, total: number): string {
  const what = [filter.part, filter.status && STATUS_WORDS[filter.status].toLowerCase()]
  const count = isNarrowed(filter)
    ? `${formatNumber(shown)} of ${plural(total, 'action')}`
    : `All ${plural(total, 'action')}`
  return [count, ...what].filter(Boolean).join(' · ')
}

/** What one of the counts is a count of. */
function describeCounts({ dimension, system }: MatrixFilter): string {
  const once = system === null ? 'Each action counts once in each system.' : ''
  const overlap = dimension === 'priority' ? 'An action can serve several priorities.' : ''
  return [once, overlap].filter(Boolean).join(' ')
}

/** The summary's rows for a dimension, with the catalogue's titles. */
function partsOf(
  summary: Summary,
  dimension: Dimension,
  catalogue: Catalogue,
): ({ key: string; title: string } & StatusCounts)[] {
  const titles = new Map<string, string>(
    {
      section: catalogue.sections.map((section) => [section.id, section.title] as const),
      focusArea: catalogue.focusAreas.map((area) => [area.reference, area.title] as const),
      priority: catalogue.priorities.map((each) => [String(each.number), each.title] as const),
    }[dimension],
  )
  const parts = {
    section: summary.sections,
    focusArea: summary.focusAreas,
    priority: summary.priorities,
  }[dimension]
  return parts.map((part) => ({ ...part, title: titles.get(part.key) ?? part.key }))
}
