import type { ActionFields } from '../../domain/record/subjects.ts'
import type { Input } from '../../preload/contract.ts'
import type { ActionRow, Owner, Written } from '../../preload/types.ts'
import { plural } from '../ui/format.ts'
import { queryClient, sayWritten, useTell } from './api.ts'
import { showAtOnce } from './show-at-once.ts'
import { toast } from './toast.tsx'

/** A row as it will stand once the changes are kept. `ownerName` is asked for when the owner changes. */
export function withChanges(
  row: ActionRow,
  changes: ActionFields,
  ownerName: (id: string) => string | null,
): ActionRow {
  const { status, confidence, owner, due, note, nextStep } = changes
  return {
    ...row,
    ...(status !== undefined && { status }),
    ...(confidence !== undefined && { confidence }),
    ...(owner !== undefined && { owner, ownerName: owner && ownerName(owner), answeredBy: owner }),
    ...(due !== undefined && { due }),
    ...(note !== undefined && { note }),
    ...(nextStep !== undefined && { nextStep }),
  }
}

function ownerNames(ics: string) {
  const owners = queryClient.getQueryData<Owner[]>(['owners.list', { ics }])
  return (id: string) => owners?.find((owner) => owner.id === id)?.name ?? null
}

/** The lists on show, or waiting to be, of a system's actions. */
function listsOf(ics: string) {
  return {
    queryKey: ['register.list'],
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
      (queryKey[1] as Input<'register.list'>).ics === ics,
  }
}

/** Shows the changes in every list that holds the actions, before they are kept. */
function showInLists(ics: string, { rows: changing, fields }: ActionsChange) {
  const changed = new Set(referencesOf(changing))
  const nameOf = ownerNames(ics)
  return showAtOnce<ActionRow[]>(listsOf(ics), (rows) =>
    rows.map((row) => (changed.has(row.reference) ? withChanges(row, fields, nameOf) : row)),
  )
}

/** The same changes to one or many actions. */
export interface ActionsChange {
  /** The actions as they stood on the screen. */
  rows: readonly ActionRow[]
  fields: ActionFields
  /** Entries behind the fields that the person had in view, where one action changes. */
  seen?: Record<string, string[]>
}

function referencesOf(rows: readonly ActionRow[]): string[] {
  return rows.map(({ reference }) => reference)
}

/** What the screen showed of the fields that change: anything else has come in since. */
function shownOf(row: ActionRow, fields: ActionFields): ActionFields {
  const names = Object.keys(fields) as (keyof ActionFields)[]
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

/**
 * Saves changes to actions of a system, as one deed. They show at once; what the service refuses is
 * withdrawn, and a toast says why.
 *
 * @returns a function that answers whether the changes were kept
 */
export function useSaveActions(): (
  ics: string,
  changes: readonly ActionsChange[],
) => Promise<boolean> {
  const one = useTell('action.update', { quiet: true })
  const same = useTell('action.bulkUpdate', { quiet: true })
  const rows = useTell('action.updateRows', { quiet: true })

  function write(ics: string, changes: readonly ActionsChange[]): Promise<Written> {
    const [first] = changes
    if (changes.length === 1 && first) {
      const { rows: changing, fields, seen } = first
      const references = referencesOf(changing)
      const [reference = ''] = references
      if (references.length === 1 && seen)
        return one.mutateAsync({ ics, reference, changes: fields, seen })
      const shown = Object.fromEntries(changing.map((row) => [row.reference, shownOf(row, fields)]))
      return same.mutateAsync({ ics, references, changes: fields, shown })
    }
    return rows.mutateAsync({
      ics,
      rows: changes.flatMap(({ rows: changing, fields }) =>
        changing.map((row) => ({
          reference: row.reference,
          changes: fields,
          shown: shownOf(row, fields),
        })),
      ),
    })
  }

  return async (ics, changes) => {
    const settle = changes.map((change) => showInLists(ics, change))
    const settled = (isKept: boolean) => {
      for (const each of settle.toReversed()) each(isKept)
    }
    try {
      sayWritten(await write(ics, changes))
      settled(true)
      return true
    } catch (error) {
      settled(false)
      const [first = '', ...others] = changes.flatMap((change) => referencesOf(change.rows))
      const what = others.length === 0 ? first : plural(others.length + 1, 'action')
      toast({ text: `${what} not changed. ${(error as Error).message}`, level: 'problem' })
      return false
    }
  }
}
