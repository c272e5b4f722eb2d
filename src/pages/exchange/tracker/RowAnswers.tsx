import type { FoundItem } from '../../../../domain/trackers/findings.ts'
import type { RowDecision } from '../../../../domain/trackers/map.ts'
import { useAsk } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { FindingProps } from './finding-props.ts'

const LEFT = 'You left it out.'

/** What becomes of rows that are not surely of an action: one answer each, or one for all. */
export function RowAnswers({ finding, look, onChange }: FindingProps) {
  const catalogue = useAsk('catalogue.get', {})
  const recommendations = (catalogue.data?.focusAreas ?? []).flatMap((area) => area.recommendations)
  const titles = new Map(
    recommendations.flatMap((one) => one.actions.map(({ reference, title }) => [reference, title])),
  )
  const { map } = look
  const say = (decisions: (readonly [FoundItem, RowDecision | undefined])[]) =>
    onChange({
      rows: {
        ...map.rows,
        ...Object.fromEntries(decisions.flatMap(([{ key }, said]) => (said ? [[key, said]] : []))),
      },
    })
  const forAll = (decide: (item: FoundItem) => RowDecision | undefined) =>
    say(finding.items.map((item) => [item, decide(item)] as const))
  return (
    <>
      <div className="form-buttons">
        {finding.kind === 'near' && (
          <Button
            onPress={() => forAll(({ best }) => best?.[0] && { actions: [best[0].reference] })}
          >
            Take the likeliest for all
          </Button>
        )}
        {finding.kind === 'recommendation' && (
          <Button
            onPress={() =>
              forAll(({ recommendation }) => (recommendation ? { add: recommendation } : undefined))
            }
          >
            Add each under its recommendation
          </Button>
        )}
        <Button onPress={() => forAll(() => ({ leave: LEFT }))}>Leave all out</Button>
      </div>
      {finding.kind === 'nowhere' && (
        <ComboBox
          label="Add all as your own actions under"
          options={recommendations.map(({ reference, title }) => ({
            id: reference,
            text: `${reference} ${title}`,
          }))}
          value={null}
          onChange={(add) => add && onChange({ rest: { add } })}
        />
      )}
      {finding.items.map((item) => (
        <Select
          key={item.key}
          label={`${item.places[0]}: ${item.text}`}
          options={[
            ...(item.best ?? []).map(({ reference, score }) => ({
              id: reference,
              text: `${reference} ${titles.get(reference) ?? ''}`,
              detail: `${Math.round(score * 100)} in 100 alike`,
            })),
            ...(item.recommendation
              ? [
                  {
                    id: `+${item.recommendation}`,
                    text: `Add as your own under ${item.recommendation}`,
                  },
                ]
              : []),
            { id: 'leave', text: 'Leave it out' },
          ]}
          value={null}
          onChange={(id) =>
            say([
              [
                item,
                id === 'leave'
                  ? { leave: LEFT }
                  : id.startsWith('+')
                    ? { add: id.slice(1) }
                    : { actions: [id] },
              ],
            ])
          }
        />
      ))}
    </>
  )
}
