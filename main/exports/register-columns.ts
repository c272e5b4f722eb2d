import type { Catalogue } from '../../domain/commission/catalogue.ts'
import { FIELD_LABELS } from '../../domain/record/labels.ts'
import {
  type ActionFieldsNow,
  EXCHANGE_FIELDS,
  type ExchangeField,
  KEY_LABEL,
  PLACE_LABEL,
  REFERENCE_LABEL,
  TITLE_LABEL,
  VERSION_LABEL,
} from '../../domain/register/fields.ts'
import { rowVersion } from '../../domain/register/version.ts'
import type { ActionRow, Owner, System } from '../../preload/types.ts'

/** What a register file is made from. */
export interface RegisterExport {
  system: Pick<System, 'ods' | 'name'>
  /** In the order in which they should stand. */
  rows: readonly Pick<ActionRow, 'reference' | 'title' | 'section' | 'focusArea'>[]
  /** All owners of the system, the removed ones too: actions may still name them. */
  owners: readonly Owner[]
  /** Editable fields by reference: values and the entries behind them. Absent: nothing was said. */
  fields: Readonly<Record<string, ActionFieldsNow>>
  catalogue: Pick<Catalogue, 'sections' | 'focusAreas'>
  /** ISO, UTC. */
  exportedAt: string
}

export interface ExportOptions {
  signal?: AbortSignal | undefined
  /** Rows written so far, of all. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Rows between two looks at the signal; the event loop breathes there too. */
export const ROWS_A_BREATH = 250

export type ColumnKey = 'reference' | 'title' | 'place' | ExchangeField | 'key' | 'version'

/** The columns of every register file, in order, with their headings. */
export const REGISTER_COLUMNS: readonly { key: ColumnKey; label: string }[] = [
  { key: 'reference', label: REFERENCE_LABEL },
  { key: 'title', label: TITLE_LABEL },
  { key: 'place', label: PLACE_LABEL },
  ...EXCHANGE_FIELDS.map((field) => ({ key: field, label: FIELD_LABELS[field] })),
  { key: 'key', label: KEY_LABEL },
  { key: 'version', label: VERSION_LABEL },
]

/** Says for a row where it belongs: `Health service, HS1: Title of the focus area`. */
export function placeNames({
  catalogue,
}: Pick<RegisterExport, 'catalogue'>): (row: Pick<ActionRow, 'section' | 'focusArea'>) => string {
  const sections = new Map<string, string>(catalogue.sections.map(({ id, title }) => [id, title]))
  const areas = new Map(catalogue.focusAreas.map(({ reference, title }) => [reference, title]))
  return ({ section, focusArea }) => {
    const area = areas.get(focusArea)
    return `${sections.get(section) ?? section}, ${focusArea}${area ? `: ${area}` : ''}`
  }
}

/** The two columns that are for Accord to read. */
export function rowMarks(reference: string, fields: ActionFieldsNow | undefined) {
  return { key: reference, version: rowVersion(reference, fields) }
}
