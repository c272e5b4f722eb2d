import type { Catalogue } from '../../../domain/commission/catalogue.ts'
import {
  CONFIDENCE_WORDS,
  CONFIDENCES,
  STATUS_WORDS,
  STATUSES,
} from '../../../domain/record/statuses.ts'
import type { RegisterFilter } from '../../../preload/contract.ts'
import type { Owner } from '../../../preload/types.ts'

/** A way to narrow the register: one field of the filter and the values to choose from. */
export interface FilterChoice {
  field: Exclude<keyof RegisterFilter, 'search' | 'recommendation'>
  label: string
  options: readonly { value: string | number; text: string }[]
}

const ATTENTION_WORDS: Record<NonNullable<RegisterFilter['attention']>[number], string> = {
  overdue: 'Overdue',
  'due-soon': 'Due soon',
  blocked: 'Blocked',
  stale: 'Not updated for long',
  'no-owner': 'No owner',
  conflict: 'Disagreement',
}

const named = (list: readonly { id: string; title: string }[]) =>
  list.map(({ id, title }) => ({ value: id, text: title }))

/** The filters people reach for every day. */
export function mainFilters(owners: readonly Owner[], catalogue: Catalogue): FilterChoice[] {
  return [
    {
      field: 'attention',
      label: 'Needs attention',
      options: Object.entries(ATTENTION_WORDS).map(([value, text]) => ({ value, text })),
    },
    {
      field: 'status',
      label: 'Status',
      options: STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] })),
    },
    {
      field: 'owner',
      label: 'Owner',
      options: [
        { value: 'none', text: 'No owner' },
        ...owners.map(({ id, name, removed }) => ({
          value: id,
          text: removed ? `${name} (removed)` : name,
        })),
      ],
    },
    {
      field: 'focusArea',
      label: 'Focus area',
      options: catalogue.focusAreas.map(({ reference, title }) => ({
        value: reference,
        text: `${reference} ${title}`,
      })),
    },
    {
      field: 'priority',
      label: 'Priority',
      options: catalogue.priorities.map(({ number, title }) => ({
        value: number,
        text: `${number} ${title}`,
      })),
    },
  ]
}

/** The filters that stand behind "More". */
export function moreFilters(catalogue: Catalogue): FilterChoice[] {
  return [
    {
      field: 'confidence',
      label: 'Confidence',
      options: [
        ...CONFIDENCES.map((value) => ({ value, text: CONFIDENCE_WORDS[value] })),
        { value: 'none', text: 'Not said' },
      ],
    },
    { field: 'section', label: 'Section', options: named(catalogue.sections) },
    {
      field: 'source',
      label: 'Came from',
      options: [
        { value: 'community', text: 'Community feedback' },
        { value: 'policy', text: 'Policy literature' },
        { value: 'local', text: 'Added locally' },
      ],
    },
    { field: 'theme', label: 'Theme', options: named(catalogue.themes) },
    { field: 'core20plus5', label: 'Core20PLUS5', options: named(catalogue.core20plus5) },
    { field: 'determinant', label: 'Wider cause', options: named(catalogue.determinants) },
    { field: 'purpose', label: 'Purpose', options: named(catalogue.purposes) },
  ]
}

/** How many of the choice's values the filter holds. */
export function chosenCount(filter: RegisterFilter, choices: readonly FilterChoice[]): number {
  return choices.reduce((sum, { field }) => sum + (filter[field]?.length ?? 0), 0)
}

/** The filter with a value put in or taken out. */
export function toggleValue(
  filter: RegisterFilter,
  field: FilterChoice['field'],
  value: string | number,
): RegisterFilter {
  const values: readonly (string | number)[] = filter[field] ?? []
  return {
    ...filter,
    [field]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value],
  }
}
