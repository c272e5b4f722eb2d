import { useState } from 'react'
import type { FoundItem } from '../../../../domain/trackers/findings.ts'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Choices } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { formatDate, plural } from '../../../ui/format.ts'
import { Select } from '../../../ui/Select.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import type { FindingProps } from './finding-props.ts'
import { RowAnswers } from './RowAnswers.tsx'
import { TheirWords } from './TheirWords.tsx'

/** One kind of thing to look at, and the answer that holds for all rows that have it. */
export function FindingCard({ finding, look, onChange }: FindingProps) {
  const { kind, title, rows, stops } = finding
  return (
    <fieldset className="tracker-finding" data-stops={stops}>
      <legend>
        {title}, {plural(rows, 'row')}
      </legend>
      {kind === 'word' ? (
        <TheirWords
          words={look.vocabulary.filter(({ key }) =>
            finding.items.some((each) => each.key === key),
          )}
          map={look.map}
          onChange={onChange}
        />
      ) : (
        <Answer finding={finding} look={look} onChange={onChange} />
      )}
    </fieldset>
  )
}

function Answer({ finding, look, onChange }: FindingProps) {
  const { map } = look
  switch (finding.kind) {
    case 'order':
      return (
        <Choices
          label="What comes first"
          value={map.order}
          onChange={(order) => onChange({ order })}
          choices={[
            { id: 'day-first', text: 'The day comes first' },
            { id: 'month-first', text: 'The month comes first' },
          ]}
        />
      )
    case 'twice':
      return (
        <>
          <p>
            {finding.items.map(({ text, places }) => `${text}: ${places.join(', ')}`).join('; ')}
          </p>
          <Choices
            label="Which row counts"
            value={map.twice}
            onChange={(twice) => onChange({ twice })}
            choices={[
              { id: 'first', text: 'The first counts' },
              { id: 'last', text: 'The last counts' },
            ]}
          />
        </>
      )
    case 'back':
      return (
        <Choices
          label="Which status counts"
          value={map.back}
          onChange={(back) => onChange({ back })}
          choices={[
            { id: 'keep', text: 'Keep complete' },
            { id: 'take', text: 'Take the tracker’s' },
          ]}
        />
      )
    case 'reason':
      return <Reason onSay={(reason) => onChange({ reason })} />
    case 'alike':
      return finding.items.map((item) => (
        <Select
          key={item.key}
          label={`${item.text}, ${plural(item.rows, 'row')}`}
          options={[
            { id: '', text: 'Somebody else' },
            ...(item.names ?? []).map((name) => ({ id: name, text: `The same as ${name}` })),
          ]}
          value=""
          onChange={(name) =>
            onChange({ people: { ...map.people, [item.key]: name === '' ? item.text : name } })
          }
        />
      ))
    case 'date-read':
    case 'date-unsure':
    case 'date-unread':
      return finding.items.map((item) => (
        <DayAnswer
          key={item.key}
          item={item}
          onSay={(date) => onChange({ dates: { ...map.dates, [item.key]: date } })}
        />
      ))
    case 'disagree':
    case 'near':
    case 'recommendation':
    case 'nowhere':
      return <RowAnswers finding={finding} look={look} onChange={onChange} />
    default:
      return (
        <p>
          What Accord has there stays. Put it right in the tracker:{' '}
          {finding.items.flatMap(({ places }) => places).join(', ')}
        </p>
      )
  }
}

function Reason({ onSay }: { onSay: (reason: string) => void }) {
  const [text, setText] = useState('')
  return (
    <div className="tracker-answer">
      <TextField label="Reason for all of them" value={text} onChange={setText} longest={400} />
      <Button isDisabled={text.trim().length < 3} onPress={() => onSay(text.trim())}>
        Give this reason
      </Button>
    </div>
  )
}

function DayAnswer({ item, onSay }: { item: FoundItem; onSay: (date: string | null) => void }) {
  const { today } = useApp()
  const options = (item.dates ?? []).map(({ date, meaning }) => ({
    id: date,
    text: `${formatDate(date)}, ${meaning}`,
  }))
  return (
    <div className="tracker-answer">
      {options.length > 0 && (
        <Select
          label={`“${item.text}”, ${plural(item.rows, 'row')}`}
          options={options}
          value={item.date ?? null}
          onChange={onSay}
        />
      )}
      <DateField
        label={
          options.length > 0
            ? `Another day for “${item.text}”`
            : `“${item.text}”, ${plural(item.rows, 'row')}`
        }
        value={null}
        onChange={onSay}
        today={today}
      />
      <Button onPress={() => onSay(null)}>No day</Button>
    </div>
  )
}
