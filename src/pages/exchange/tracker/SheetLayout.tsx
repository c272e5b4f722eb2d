import { ROLE_WORDS, ROLES, type SheetMap } from '../../../../domain/trackers/map.ts'
import type { TrackerSheet } from '../../../../preload/tracker-contract.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { plural } from '../../../ui/format.ts'
import { Select } from '../../../ui/Select.tsx'

interface Props {
  sheet: TrackerSheet
  layout: SheetMap
  onChange: (layout: SheetMap) => void
}

const ROLE_OPTIONS = ROLES.map((id) => ({ id, text: ROLE_WORDS[id] }))

/** Whether a sheet is read, which row its headings are, and what each column is for. */
export function SheetLayout({ sheet, layout, onChange }: Props) {
  const rows = sheet.top.map(({ number, text }) => ({
    id: String(number),
    text: `Row ${number}`,
    detail: text,
  }))
  return (
    <div className="tracker-sheet">
      <Checkbox isSelected={layout.use} onChange={(use) => onChange({ ...layout, use })}>
        {sheet.sheet}, {plural(sheet.rows, 'row')}
        {sheet.hidden && ', hidden'}
        {sheet.program && `, an export of ${sheet.program}`}
      </Checkbox>
      {layout.use && (
        <>
          <Select
            label={`Headings of ${sheet.sheet}`}
            options={rows}
            value={String(layout.headingRow)}
            hint={sheet.reasons.join(' ')}
            // Columns are proposed anew from the new headings.
            onChange={(row) => onChange({ ...layout, headingRow: Number(row), columns: {} })}
          />
          <div className="exchange-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Column</th>
                  <th scope="col">Such as</th>
                  <th scope="col">What it is</th>
                </tr>
              </thead>
              <tbody>
                {sheet.columns.map(({ letters, heading, hidden, role, samples }) => (
                  <tr key={letters}>
                    <th scope="row">
                      <span className="quiet">{letters}</span> {heading || '(no heading)'}
                      {hidden && <span className="quiet"> (hidden)</span>}
                    </th>
                    <td className="quiet">{samples.slice(0, 2).join(' · ')}</td>
                    <td>
                      <Select
                        label={`What column ${letters}, ${heading}, is`}
                        hideLabel
                        options={ROLE_OPTIONS}
                        value={role}
                        onChange={(next) =>
                          onChange({ ...layout, columns: { ...layout.columns, [letters]: next } })
                        }
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  )
}
