import { useState } from 'react'
import { plainDefinitions } from '../../../domain/metrics/plain-definition.ts'
import { mayWriteAbout, whyNotRegional } from '../../../domain/record/grants.ts'
import type { ImportedIndicator } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { DefinitionForm } from './DefinitionForm.tsx'
import { blankDefinition } from './definition-draft.ts'
import type { IndicatorChoices } from './indicator-choices.ts'

interface Props {
  indicators: readonly ImportedIndicator[]
  /** For those without a metric of their own. */
  choices: IndicatorChoices
  onChoose: (choices: IndicatorChoices) => void
}

/** The indicators of a file and the metric each goes to, to be said where none names it. */
export function ImportIndicators({ indicators, choices, onChoose }: Props) {
  const { state } = useApp()
  const metrics = useAsk('metrics.list', {})
  const [defining, setDefining] = useState<ImportedIndicator | null>(null)
  const known = metrics.data ?? []
  const nameOf = (id: string) =>
    known.find((each) => each.definition.id === id)?.definition.name ?? id
  const whyNotNew = mayWriteAbout(state.member?.grants ?? [], 'region', 'metric')
    ? null
    : whyNotRegional()
  const taken = known.map(({ definition }) => definition.id)

  function choose(indicator: string, choice: IndicatorChoices[string] | null) {
    const { [indicator]: _before, ...others } = choices
    onChoose(choice === null ? others : { ...others, [indicator]: choice })
  }

  const open = indicators.filter(
    ({ indicator, metric }) => metric === null && choices[indicator] === undefined,
  )
  const makeAll = () =>
    onChoose({
      ...choices,
      ...Object.fromEntries(
        plainDefinitions(open, taken).map(({ indicator, define }) => [indicator, { define }]),
      ),
    })

  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">Where the values go</h2>
      {open.length > 1 && (
        <div className="form-buttons">
          <Button whyNot={whyNotNew} onPress={makeAll}>
            Make new metrics of all {formatNumber(open.length)}
          </Button>
          <p className="quiet">
            {plural(open.length, 'indicator')} of the file have no metric yet. What each one means
            can be said later.
          </p>
        </div>
      )}
      <table className="plain-table import-indicators">
        <thead>
          <tr>
            <th scope="col">In the file</th>
            <th scope="col">Metric</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              New
            </th>
            <th scope="col" className="number">
              Changed
            </th>
            <th scope="col" className="number">
              Unchanged
            </th>
          </tr>
        </thead>
        <tbody>
          {indicators.map((each) => {
            const choice = choices[each.indicator]
            return (
              <tr key={each.indicator}>
                <th scope="row">
                  {each.name} <span className="quiet">{each.indicator}</span>
                </th>
                <td>
                  {each.metric !== null ? (
                    nameOf(each.metric)
                  ) : choice && 'define' in choice ? (
                    <>
                      New: {choice.define.name}{' '}
                      <Button kind="quiet" onPress={() => choose(each.indicator, null)}>
                        Leave out
                      </Button>
                    </>
                  ) : (
                    <div className="import-choice">
                      <ComboBox
                        label={`Metric for ${each.name}`}
                        hideLabel
                        placeholder="Left out: choose a metric"
                        options={known.map(({ definition }) => ({
                          id: definition.id,
                          text: definition.name,
                        }))}
                        value={choice?.metric ?? null}
                        onChange={(metric) =>
                          choose(each.indicator, metric === null ? null : { metric })
                        }
                      />
                      <Button whyNot={whyNotNew} onPress={() => setDefining(each)}>
                        Make a new metric
                      </Button>
                    </div>
                  )}
                </td>
                <td className="number">{formatNumber(each.rows)}</td>
                <td className="number">{formatNumber(each.new)}</td>
                <td className="number">{formatNumber(each.changed)}</td>
                <td className="number">{formatNumber(each.unchanged)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Dialog
        title={`A new metric for ${defining?.name ?? ''}`}
        open={defining !== null}
        onClose={() => setDefining(null)}
        width="wide"
      >
        {defining && (
          <DefinitionForm
            draft={`new/${defining.indicator || defining.name}`}
            definition={blankDefinition(defining.name, defining.indicator, taken)}
            saveLabel="Use this metric"
            onCancel={() => setDefining(null)}
            onSave={async (define) => {
              choose(defining.indicator, { define })
            }}
          />
        )}
      </Dialog>
    </section>
  )
}
