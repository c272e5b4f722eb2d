import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { UserError } from '../../domain/errors.ts'
import { systemStream } from '../../domain/record/stream.ts'
import {
  type ComparedRow,
  compareRegister,
  type ImportedRegister,
} from '../../domain/register/compare.ts'
import { ownerLabels } from '../../domain/register/owners.ts'
import { plural } from '../../domain/words.ts'
import type { RegisterFilter } from '../../preload/contract.ts'
import type { ExchangePreview, OutFile, Owner, Written } from '../../preload/types.ts'
import { listActions } from '../actions/rows.ts'
import { requireSystem, requireWrite, type WritingContext } from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { readCatalogue } from '../record/resources.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { fieldsNow } from './fields-now.ts'
import { listOwners } from './owners.ts'

/** A system's register out to Excel or CSV, and back with what was changed there. */

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** @param filter which actions go out; by default all */
export async function exportRegister(
  context: WritingContext,
  shelf: FileShelf,
  {
    ics,
    format,
    filter = {},
  }: { ics: string; format: 'xlsx' | 'csv'; filter?: RegisterFilter | undefined },
  { signal, progress }: JobTools,
): Promise<OutFile> {
  requireSystem(context, ics)
  const { db } = context.record
  const rows = listActions(db, ics, filter, context.today())
  const name = context.names.system(ics)
  const register = {
    system: { ods: ics, name },
    rows,
    owners: allOwners(context, ics),
    fields: fieldsNow(
      context,
      ics,
      rows.map((row) => row.reference),
    ),
    catalogue: readCatalogue(),
    exportedAt: new Date().toISOString(),
  }
  // Loaded when first wanted: the workbook library alone would double the time Accord takes to start.
  const write =
    format === 'xlsx'
      ? (await import('../exports/register-workbook.ts')).writeRegisterWorkbook
      : (await import('../exports/register-csv.ts')).writeRegisterCsv
  if (rows.length === 0)
    throw new UserError(
      'No action passes the filter, so there is nothing to save. Clear the filter first.',
    )
  const part = Object.keys(filter).length > 0 ? ' part' : ''
  return shelf.offer(`Register ${ics}${part} ${context.today()}.${format}`, TYPES[format], (path) =>
    write(register, path, {
      signal,
      onProgress: (done, total) => progress(done, total, 'Writing the register'),
    }),
  )
}

interface Prepared {
  context: WritingContext
  ics: string
  fileName: string
  rows: ComparedRow[]
}

export interface ExchangeImporter {
  /** Reads a file and compares it with the register; nothing is written. */
  preview(
    context: WritingContext,
    ics: string,
    file: { path: string; name: string },
    tools: JobTools,
  ): Promise<ExchangePreview>
  /**
   * Writes what a preview showed, as one deed.
   * @param skip keys of rows to leave out
   * @param takeTheirs conflicting cells of which the file’s value is taken; by default ours stays
   */
  apply(context: WritingContext, preview: string, skip: string[], takeTheirs: string[]): Written
}

export function exchangeImporter(): ExchangeImporter {
  const prepared = new Map<string, Prepared>()
  return {
    async preview(context, ics, file, tools) {
      const stream = requireSystem(context, ics)
      requireWrite(context, stream)
      const owners = allOwners(context, ics)
      const imported = await read(context, ics, owners, file, tools)
      const rows = listActions(context.record.db, ics, {}, context.today())
      const now = fieldsNow(
        context,
        ics,
        rows.map((row) => row.reference),
      )
      const compared = compareRegister(
        imported,
        new Map(
          rows.map(({ reference, title }) => [reference, { title, fields: now[reference] ?? {} }]),
        ),
        ownerLabels(owners),
      )
      const preview = randomUUID()
      prepared.clear()
      prepared.set(preview, { context, ics, fileName: file.name, rows: compared.changed })
      return { preview, ics, fileName: file.name, ...compared }
    },
    apply(context, preview, skip, takeTheirs) {
      const wanted = prepared.get(preview)
      if (!wanted || wanted.context.record !== context.record)
        throw new UserError('That preview is no longer at hand. Choose the file again.')
      prepared.delete(preview)
      const additions = wanted.rows
        .filter((row) => !skip.includes(row.key))
        .flatMap((row) => {
          const taken = row.changes.filter(
            (change) => !change.conflict || takeTheirs.includes(change.cell),
          )
          return changeOf(
            context,
            wanted.ics,
            `action:${row.reference}`,
            Object.fromEntries(taken.map((change) => [change.field, change.value])),
            Object.fromEntries(taken.map((change) => [change.field, [...change.seen]])),
          )
        })
      return writeDeed(
        context,
        systemStream(wanted.ics),
        additions,
        `${plural(additions.length, 'action')} updated from ${wanted.fileName}`,
      )
    },
  }
}

async function read(
  context: WritingContext,
  ics: string,
  owners: Owner[],
  file: { path: string; name: string },
  { signal, progress }: JobTools,
): Promise<ImportedRegister> {
  const options = {
    system: { ods: ics, name: context.names.system(ics) },
    owners,
    fileName: file.name,
    signal,
    onProgress: (done: number, total: number) => progress(done, total, 'Reading the file'),
  }
  const type = extname(file.name).toLowerCase()
  if (type === '.csv' || type === '.txt')
    return (await import('../imports/register-csv.ts')).readRegisterCsv(file.path, options)
  return (await import('../imports/register-workbook.ts')).readRegisterWorkbook(file.path, options)
}

/** The removed ones too: an action may still name one. */
function allOwners(context: WritingContext, ics: string): Owner[] {
  return listOwners(context, ics, { removed: true })
}
