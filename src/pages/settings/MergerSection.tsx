import { useState } from 'react'
import { mayWriteAbout, whyNotRegional } from '../../../domain/record/grants.ts'
import { ODS_CODE } from '../../../domain/record/stream.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { formatDate } from '../../ui/format.ts'
import { showTooLong } from '../../ui/length.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Mergers } from './Mergers.tsx'

/** The systems, with those that ended; and, for the region's people, boards that become one. */
export function MergerSection() {
  const { state, systemName } = useApp()
  const systems = useAsk('systems.list', {})
  const reason = mayWriteAbout(state.member?.grants ?? [], 'region', 'merger')
    ? null
    : whyNotRegional()
  const [merging, setMerging] = useState(false)
  return (
    <section aria-labelledby="systems">
      <h2 id="systems">Systems of the Midlands</h2>
      <table className="settings-systems">
        <thead>
          <tr>
            <th>Code</th>
            <th>System</th>
            <th>Part</th>
            <th>Since</th>
            <th>Until</th>
          </tr>
        </thead>
        <tbody>
          {systems.data?.map((system) => (
            <tr key={system.ods}>
              <td>{system.ods}</td>
              <td>
                {system.name}
                {system.predecessors.length > 0 && (
                  <span className="quiet">
                    , carries on {system.predecessors.map(systemName).join(' and ')}
                  </span>
                )}
              </td>
              <td>{system.subRegion}</td>
              <td>{formatDate(system.from)}</td>
              <td>{formatDate(system.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Mergers />
      {merging ? (
        <MergerForm onDone={() => setMerging(false)} />
      ) : (
        <Button whyNot={reason} onPress={() => setMerging(true)}>
          Record a merger
        </Button>
      )}
    </section>
  )
}

function MergerForm({ onDone }: { onDone: () => void }) {
  const { systems, today } = useApp()
  const merge = useTell('systems.merge')
  const form = useEntryForm({
    draft: 'settings/merger',
    values: {
      from: [] as string[],
      ...{ name: '', ods: '', ons: '', subRegion: 'West' as 'East' | 'West' },
      on: null as string | null,
    },
    save: async (typed) => {
      if (typed.on === null) throw new NotSaved()
      const { ons, name, subRegion } = typed
      const ods = typed.ods.trim().toUpperCase()
      const into = { ods, ons: ons.trim(), name: name.trim(), subRegion }
      return merge.mutateAsync({ from: typed.from, into, on: typed.on })
    },
    onSaved: onDone,
  })
  const { from, name, ods, ons, subRegion, on } = form.values
  const code = ods.trim().toUpperCase()
  const isReady = from.length > 0 && name.trim() !== '' && ODS_CODE.test(code) && on !== null

  return (
    <form
      className="settings-merger"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !showTooLong(event.currentTarget)) void form.submit()
      }}
    >
      <DraftNote form={form} />
      <fieldset>
        <legend className="field-label">Systems that become one</legend>
        <div className="settings-merging">
          {systems.map((system) => (
            <Checkbox
              key={system.ods}
              isSelected={from.includes(system.ods)}
              onChange={(isOne) =>
                form.set({
                  from: isOne
                    ? [...from, system.ods]
                    : from.filter((other) => other !== system.ods),
                })
              }
            >
              {system.name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextField
        label="Name of the new system"
        value={name}
        onChange={(text) => form.set({ name: text })}
        longest={120}
      />
      <div className="settings-codes">
        <TextField
          label="ODS code"
          hint="Three letters and figures."
          value={ods}
          onChange={(text) => form.set({ ods: text })}
          longest={3}
          problem={
            ods !== '' && code.length === 3 && !ODS_CODE.test(code)
              ? 'Use three letters or figures, such as QK1.'
              : null
          }
        />
        <TextField
          label="ONS code"
          hint="Nine characters, such as E54000055. Empty if not known yet."
          value={ons}
          onChange={(text) => form.set({ ons: text })}
          longest={9}
        />
        <Select
          label="Part of the Midlands"
          options={[
            { id: 'East', text: 'East' },
            { id: 'West', text: 'West' },
          ]}
          value={subRegion}
          onChange={(id) => form.set({ subRegion: id })}
        />
        <DateField
          label="First day"
          hint="The others end the day before."
          value={on}
          onChange={(day) => form.set({ on: day })}
          today={today}
        />
      </div>
      <p className="quiet">
        Records of the systems that end stay as they are, and the new system carries them on.
      </p>
      <div className="page-actions">
        <Button onPress={onDone}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady || form.isSaving}>
          Record the merger
        </Button>
      </div>
    </form>
  )
}
