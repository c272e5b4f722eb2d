import { useState } from 'react'
import type { TableColumn, TablePreview } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Select } from '../../ui/Select.tsx'
import { Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import {
  areNumbered,
  COLUMN_WORDS,
  COLUMNS,
  type ForAllRows,
  meaningOf,
  missingFrom,
  ORDER_WORDS,
  type QuantileOrder,
  withColumn,
} from './mapping.ts'
import type { TableMapping } from './table-mapping.ts'

interface Props {
  table: TablePreview
  /** Opens another sheet, or takes another row for the headings. */
  onOpen: (choice: { sheet?: string; headingRow?: number }) => void
  onBack: () => void
  onDone: (mapping: TableMapping) => void
}

const CHOICES: { id: TableColumn | 'none'; text: string }[] = [
  { id: 'none', text: 'Leave out' },
  ...COLUMNS.map((id) => ({ id, text: COLUMN_WORDS[id] })),
]

function sheetOf({ sheet }: TablePreview): { sheet?: string } {
  return sheet === null ? {} : { sheet }
}

/** Says what the columns of a table hold, over its first rows, and what holds for all of them. */
export function MappingForm({ table, onOpen, onBack, onDone }: Props) {
  const metrics = useAsk('metrics.list', {})
  const areas = useAsk('metrics.areas', {})
  const [columns, setColumns] = useState(table.suggested)
  const [all, setAll] = useState<ForAllRows>({
    metric: null,
    area: null,
    period: '',
    categoryType: '',
    order: null,
    source: table.fileName,
  })
  const set = (changes: Partial<ForAllRows>) => setAll((before) => ({ ...before, ...changes }))
  const numbered = areNumbered(table.rows, columns.category)
  const missing = missingFrom(columns, all, numbered)
  if (metrics.data === undefined || areas.data === undefined) {
    return <Loading label="Opening metrics and areas" />
  }

  const done = () =>
    onDone({
      ...(table.sheet === null ? {} : { sheet: table.sheet }),
      headingRow: table.headingRow,
      columns,
      all: {
        ...(columns.indicator === undefined && all.metric !== null ? { metric: all.metric } : {}),
        ...(columns.area === undefined && all.area !== null ? { area: all.area } : {}),
        ...(columns.period === undefined ? { period: all.period.trim() } : {}),
        ...(columns.category !== undefined && columns.categoryType === undefined
          ? { categoryType: all.categoryType.trim() }
          : {}),
        ...(numbered && all.order !== null && all.order !== 'as-named' ? { order: all.order } : {}),
        source: all.source.trim(),
      },
    })

  return (
    <section aria-labelledby="mapping">
      <h2 id="mapping">What do the columns of {table.fileName} hold?</h2>
      <div className="metric-form-row">
        {table.sheets.length > 1 && (
          <Select
            label="Sheet"
            options={table.sheets.map((sheet) => ({
              id: sheet,
              text: table.hiddenSheets.includes(sheet) ? `${sheet} (hidden)` : sheet,
            }))}
            value={table.sheet}
            onChange={(sheet) => onOpen({ sheet })}
          />
        )}
        <Select
          label="Row of the headings"
          options={table.top.map(({ number, text }) => ({
            id: String(number),
            text: `Row ${number}: ${text}`,
          }))}
          value={String(table.headingRow)}
          onChange={(row) => onOpen({ ...sheetOf(table), headingRow: Number(row) })}
        />
        {columns.indicator === undefined && (
          <ComboBox
            label="Metric of all rows"
            options={metrics.data.map(({ definition }) => ({
              id: definition.id,
              text: definition.name,
            }))}
            value={all.metric}
            onChange={(metric) => set({ metric })}
          />
        )}
        {columns.area === undefined && (
          <ComboBox
            label="Area of all rows"
            options={areas.data.map(({ code, name }) => ({ id: code, text: name, detail: code }))}
            value={all.area}
            onChange={(area) => set({ area })}
          />
        )}
        {columns.period === undefined && (
          <TextField
            label="Period of all rows"
            placeholder="2025/26"
            value={all.period}
            onChange={(period) => set({ period })}
          />
        )}
        {columns.category !== undefined && columns.categoryType === undefined && (
          <TextField
            label="Kind of group of all rows"
            placeholder="Ethnic group"
            value={all.categoryType}
            onChange={(categoryType) => set({ categoryType })}
          />
        )}
        {numbered && (
          <Select
            label="Order of the groups"
            options={(Object.keys(ORDER_WORDS) as QuantileOrder[]).map((id) => ({
              id,
              text: ORDER_WORDS[id],
            }))}
            value={all.order}
            onChange={(order) => set({ order: order as QuantileOrder })}
          />
        )}
        <TextField
          label="Where the values are from"
          value={all.source}
          onChange={(source) => set({ source })}
          longest={200}
        />
      </div>
      <p className="quiet">{table.headingReasons.join(' ')}</p>
      {table.notices.length > 0 && (
        <ul className="import-notices">
          {table.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <section
        className="mapping-table"
        aria-label="First rows of the table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
      >
        <table className="plain-table">
          <thead>
            <tr>
              {table.headings.map((heading, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                <th key={column} scope="col">
                  <Select
                    label={`${heading || `Column ${column + 1}`} holds`}
                    options={CHOICES}
                    value={meaningOf(columns, column) ?? 'none'}
                    onChange={(id) =>
                      setColumns(withColumn(columns, column, id === 'none' ? null : id))
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never move
              <tr key={at}>
                {table.headings.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column}>{row[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {missing.length > 0 && (
        <ul className="why-not mapping-missing" role="status">
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <div className="form-buttons">
        <Button onPress={onBack}>Choose another file</Button>
        <Button kind="primary" whyNot={missing[0] ?? null} onPress={done}>
          Read the file
        </Button>
      </div>
    </section>
  )
}
