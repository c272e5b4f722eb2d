import { mixedWords } from '../../../domain/metrics/rhythms.ts'
import type { ImportedIndicator } from '../../../preload/metrics-types.ts'
import { plural } from '../../ui/format.ts'
import { Select } from '../../ui/Select.tsx'

/** By indicator: the rhythm that comes in, `all` or `none`. */
export type RhythmChoices = Record<string, string>

interface Props {
  indicators: readonly ImportedIndicator[]
  choices: RhythmChoices
  onChoose: (choices: RhythmChoices) => void
}

/** Asks about indicators whose periods would make one series of months and years, say. */
export function RhythmQuestions({ indicators, choices, onChoose }: Props) {
  const asked = indicators.flatMap(({ indicator, name, mixes }) =>
    mixes ? [{ indicator, name, mixes }] : [],
  )
  if (asked.length === 0) return null
  return (
    <section aria-labelledby="rhythms">
      <h2 id="rhythms">Which periods come in?</h2>
      <p>
        One series is drawn of one kind of period. Where a metric has several, its charts show the
        kind with most values.
      </p>
      {asked.map(({ indicator, name, mixes }) => (
        <Select
          key={indicator}
          label={mixedWords(name, mixes)}
          options={[
            ...mixes.rhythms.map(({ key, words, rows }) => ({
              id: key,
              text: `Only the ${words} (${plural(rows, 'row')})`,
            })),
            { id: 'all', text: 'All of them' },
            { id: 'none', text: 'None of them' },
          ]}
          value={choices[indicator] ?? null}
          onChange={(choice) => onChoose(Object.assign({}, choices, { [indicator]: choice }))}
        />
      ))}
    </section>
  )
}
