import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  type ActionNow,
  compareRegister,
  type ImportedRegister,
} from '../../domain/register/compare.ts'
import type { ActionFieldsNow, ExchangeField, FieldValue } from '../../domain/register/fields.ts'
import { ownerLabels } from '../../domain/register/owners.ts'
import type { RegisterExport } from '../../main/exports/register-columns.ts'
import type { Owner } from '../../preload/types.ts'

/** A small register to exchange: three actions, four owners, two of them of one name. */

export const PRIYA = '0190a000-0000-7000-8000-000000000001'
export const SAM_LEAD = '0190a000-0000-7000-8000-000000000002'
export const SAM_NURSE = '0190a000-0000-7000-8000-000000000003'
export const GONE = '0190a000-0000-7000-8000-000000000004'
const HEAD = '0190b000-0000-7000-8000-00000000000'

export function owner(id: string, name: string, more: Partial<Owner> = {}): Owner {
  return {
    id,
    ics: 'QK1',
    name,
    type: 'person',
    role: null,
    organisation: null,
    email: null,
    phone: null,
    removed: false,
    open: 0,
    overdue: 0,
    fields: {},
    ...more,
  }
}

export const OWNERS: Owner[] = [
  owner(PRIYA, "Priya O'Shah", { email: 'priya@example.nhs.uk' }),
  owner(SAM_LEAD, 'Sam Patel', { role: 'Programme lead' }),
  owner(SAM_NURSE, 'Sam Patel', { role: 'Nurse' }),
  owner(GONE, 'Gwen Gone', { removed: true }),
]

export const SYSTEM = { ods: 'QK1', name: 'Leicester, Leicestershire and Rutland' }

/** Fields as the record has them, each written by one entry. */
export function fields(values: Partial<Record<ExchangeField, FieldValue>>): ActionFieldsNow {
  return Object.fromEntries(
    Object.entries(values).map(([field, value], index) => [
      field,
      { value, heads: [`${HEAD}${index}`] },
    ]),
  )
}

export function register(
  said: Record<string, ActionFieldsNow> = {
    'HS1.b1': fields({
      status: 'in-progress',
      confidence: 'at-risk',
      owner: SAM_NURSE,
      due: '2026-11-01',
      note: 'First line\nSecond “line”, with; separators\tand more',
      nextStep: '=HYPERLINK("http://example.org","click")',
    }),
    'HS1.b2': fields({ status: 'planned', owner: GONE, note: '-5% on last year' }),
  },
): RegisterExport {
  const references = ['HS1.b1', 'HS1.b2', 'HS1.b10']
  return {
    system: SYSTEM,
    rows: [...new Set([...references, ...Object.keys(said)])].map((reference) => ({
      reference,
      title: `Title of ${reference}`,
      section: 'HS',
      focusArea: 'HS1',
    })),
    owners: OWNERS,
    fields: said,
    catalogue: {
      sections: [{ id: 'HS', title: 'Health service', summary: 'What the health service does.' }],
      focusAreas: [],
    },
    exportedAt: '2026-11-21T20:00:00.000Z',
  }
}

/** As many actions as there are texts, each with one text in its note and the next in its step. */
export function actionsWith(texts: readonly string[]): Record<string, ActionFieldsNow> {
  return Object.fromEntries(
    texts.map((note, index) => [
      `HS1.c${index + 1}`,
      fields({ note, nextStep: texts[index + 1] ?? null }),
    ]),
  )
}

/** Compares what was read with the record, which stands as exported unless told otherwise. */
export function compare(
  imported: ImportedRegister,
  from: RegisterExport,
  now: Record<string, ActionFieldsNow> = from.fields,
) {
  const ours = new Map<string, ActionNow>(
    from.rows.map(({ reference, title }) => [reference, { title, fields: now[reference] ?? {} }]),
  )
  return compareRegister(imported, ours, ownerLabels(from.owners))
}

/** A folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'accord-exchange-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export const importOptions = { system: SYSTEM, owners: OWNERS, fileName: 'register.xlsx' }
