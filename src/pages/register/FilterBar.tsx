import { type Ref, useEffect, useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { RegisterFilter } from '../../../preload/contract.ts'
import { useAsk } from '../../app/api.ts'
import { tidyFilter } from '../../app/register-search.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'
import {
  chosenCount,
  type FilterChoice,
  mainFilters,
  moreFilters,
  toggleValue,
} from './filter-choices.ts'

const SEARCH_AFTER_MS = 120

interface Props {
  ics: string
  filter: RegisterFilter
  onChange: (filter: RegisterFilter) => void
}

/** What narrows the register: words, and choices by field. */
export function FilterBar({
  ics,
  filter,
  onChange,
  wordsRef,
}: Props & { wordsRef: Ref<HTMLInputElement> }) {
  const catalogue = useAsk('catalogue.get', {})
  const owners = useAsk('owners.list', { ics })
  const change = (next: RegisterFilter) => onChange(tidyFilter(next))
  if (!catalogue.data) return <div className="register-filters" />
  const main = mainFilters(owners.data ?? [], catalogue.data)
  const more = moreFilters(catalogue.data)
  return (
    <search className="register-filters">
      <Words
        value={filter.search ?? ''}
        onChange={(search) => change({ ...filter, search })}
        wordsRef={wordsRef}
      />
      {main.map((choice) => (
        <FilterMenu
          key={choice.field}
          label={choice.label}
          choices={[choice]}
          filter={filter}
          onChange={change}
        />
      ))}
      <FilterMenu label="More" choices={more} filter={filter} onChange={change} />
      {Object.keys(filter).length > 0 && (
        <Button kind="quiet" onPress={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

/** The words to look for: typed at once, asked for when the typing rests. */
function Words({
  value,
  onChange,
  wordsRef,
}: {
  value: string
  onChange: (words: string) => void
  wordsRef: Ref<HTMLInputElement>
}) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  useEffect(() => {
    if (draft === value) return
    const timer = window.setTimeout(() => onChange(draft), SEARCH_AFTER_MS)
    return () => window.clearTimeout(timer)
  }, [draft, value, onChange])
  return (
    <div className="register-words">
      <TextField
        ref={wordsRef}
        label="Words to look for"
        hideLabel
        placeholder="Filter by words or reference"
        value={draft}
        onChange={setDraft}
        longest={200}
      />
    </div>
  )
}

function FilterMenu({
  label,
  choices,
  filter,
  onChange,
}: {
  label: string
  choices: readonly FilterChoice[]
  filter: RegisterFilter
  onChange: (filter: RegisterFilter) => void
}) {
  const count = chosenCount(filter, choices)
  return (
    <DialogTrigger>
      <Button>
        <span className={count > 0 ? 'register-filter-on' : undefined}>{label}</span>
        {count > 0 && <span className="register-filter-count numbers">{count}</span>}
      </Button>
      <Popover className="popover" offset={4}>
        <Dialog className="register-filter-menu" aria-label={label}>
          {choices.map((choice) => (
            <fieldset key={choice.field}>
              <legend className={choices.length > 1 ? 'field-label' : 'visually-hidden'}>
                {choice.label}
              </legend>
              {choice.options.map(({ value, text }) => (
                <Checkbox
                  key={value}
                  isSelected={
                    (filter[choice.field] as readonly unknown[] | undefined)?.includes(value) ??
                    false
                  }
                  onChange={() => onChange(toggleValue(filter, choice.field, value))}
                >
                  {text}
                </Checkbox>
              ))}
            </fieldset>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
