import {
  CONFIDENCE_WORDS,
  CONFIDENCES,
  STATUS_WORDS,
  STATUSES,
} from '../../../../domain/record/statuses.ts'
import type { Vocabulary } from '../../../../domain/trackers/findings.ts'
import type { TrackerMap } from '../../../../domain/trackers/map.ts'
import { formatNumber } from '../../../ui/format.ts'
import { Select } from '../../../ui/Select.tsx'

interface Props {
  words: readonly Vocabulary[]
  map: TrackerMap
  onChange: (patch: Partial<TrackerMap>) => void
}

const NOTHING = { id: 'nothing' as const, text: 'Says nothing' }
const STATUS_OPTIONS = [NOTHING, ...STATUSES.map((id) => ({ id, text: STATUS_WORDS[id] }))]
const CONFIDENCE_OPTIONS = [
  NOTHING,
  ...CONFIDENCES.map((id) => ({ id, text: CONFIDENCE_WORDS[id] })),
]

/** Each of their words and colours once, with the status and confidence it stands for. */
export function TheirWords({ words, map, onChange }: Props) {
  function say({ key, isColour }: Vocabulary, meaning: NonNullable<Vocabulary['meaning']>) {
    const said = meaning.status || meaning.confidence ? meaning : null
    onChange(
      isColour
        ? { colours: { ...map.colours, [key]: said } }
        : { words: { ...map.words, [key]: said } },
    )
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">In the tracker</th>
          <th scope="col">Rows</th>
          <th scope="col">Status</th>
          <th scope="col">Confidence</th>
        </tr>
      </thead>
      <tbody>
        {words.map((word) => {
          const meaning = word.meaning ?? { status: null, confidence: null }
          const name = word.isColour ? `${word.text} ground` : word.text
          return (
            <tr key={`${word.isColour} ${word.key}`}>
              <th scope="row">
                {word.isColour && (
                  <span
                    className="tracker-swatch"
                    style={{ background: `#${word.key}` }}
                    aria-hidden="true"
                  />
                )}
                {name}
              </th>
              <td className="numbers">{formatNumber(word.rows)}</td>
              <td>
                <Select
                  label={`Status that “${name}” means`}
                  hideLabel
                  options={STATUS_OPTIONS}
                  value={meaning.status ?? 'nothing'}
                  onChange={(id) => say(word, { ...meaning, status: id === 'nothing' ? null : id })}
                />
              </td>
              <td>
                <Select
                  label={`Confidence that “${name}” means`}
                  hideLabel
                  options={CONFIDENCE_OPTIONS}
                  value={meaning.confidence ?? 'nothing'}
                  onChange={(id) =>
                    say(word, { ...meaning, confidence: id === 'nothing' ? null : id })
                  }
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
