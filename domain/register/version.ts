import { digest } from 'lib0/hash/sha256'
import {
  type ActionFieldsNow,
  comparable,
  EXCHANGE_FIELDS,
  type ExchangeField,
  type FieldValue,
  fieldNow,
} from './fields.ts'

/**
 * A row's version: a fingerprint of each of its fields as they were exported. It goes with the row
 * wherever the row is copied, and tells a value that was changed since from one that was not.
 *
 * `v1.` + fingerprint of the reference + one for each field in the order of `EXCHANGE_FIELDS`.
 */
const PREFIX = 'v1.'
/** 48 bits: one change in 281 million million would go unseen. */
const FINGERPRINT_BYTES = 6
const FINGERPRINT_CHARACTERS = 8
const VERSION = new RegExp(
  `^v1\\.[\\w-]{${FINGERPRINT_CHARACTERS * (EXCHANGE_FIELDS.length + 1)}}$`,
)

export function rowVersion(reference: string, fields: ActionFieldsNow | undefined): string {
  const values = EXCHANGE_FIELDS.map((field) => fingerprint(fieldNow(fields, field).value))
  return PREFIX + fingerprint(reference) + values.join('')
}

/** What a row's version knows of a field; nothing when it is missing, broken, or another row's. */
export function versionBase(
  version: string | undefined,
  reference: string,
  field: ExchangeField,
): { kind: 'fingerprint'; fingerprint: string } | { kind: 'unknown' } {
  if (version === undefined || !VERSION.test(version)) return { kind: 'unknown' }
  const partAt = (index: number) => {
    const from = PREFIX.length + index * FINGERPRINT_CHARACTERS
    return version.slice(from, from + FINGERPRINT_CHARACTERS)
  }
  if (partAt(0) !== fingerprint(reference)) return { kind: 'unknown' }
  return { kind: 'fingerprint', fingerprint: partAt(EXCHANGE_FIELDS.indexOf(field) + 1) }
}

/** A short fingerprint of a value; the same for values that say the same. */
export function fingerprint(value: FieldValue): string {
  const bytes = digest(new TextEncoder().encode(comparable(value ?? '')))
  const base64 = btoa(String.fromCharCode(...bytes.subarray(0, FINGERPRINT_BYTES)))
  return base64.replace(/\+/g, '-').replace(/\//g, '_')
}
