import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { checkReport, matchReport, type ReportMatch } from '../../domain/commission/match.ts'
import type { ParsedReport } from '../../domain/commission/report.ts'
import { UserError } from '../../domain/errors.ts'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import type { ReportImported, ReportPreview, ReportStatus } from '../../preload/types.ts'
import { readReport } from '../imports/report.ts'
import { type Db, readMeta, writeMeta } from '../record/database.ts'
import type { ServiceRecord } from '../record/record.ts'
import { readCatalogue, resourcesDir } from '../record/resources.ts'
import type { JobTools } from '../runtime/jobs.ts'

/** The commission's report, imported by a person who has it: its wording stands beside ours. */

interface Part {
  kind: 'action' | 'recommendation' | 'focus-area' | 'case-study' | 'challenge'
  reference: string
  body: unknown
}

interface Prepared {
  record: ServiceRecord
  fileName: string
  found: ReportPreview['found']
  parts: Part[]
}

export interface ReportImporter {
  /** Reads and matches a file; nothing is written. */
  preview(
    record: ServiceRecord,
    file: { path: string; name: string },
    tools: JobTools,
  ): Promise<ReportPreview>
  /** Writes what a preview showed. */
  apply(record: ServiceRecord, preview: string): ReportImported
}

export function reportImporter(): ReportImporter {
  const prepared = new Map<string, Prepared>()
  return {
    async preview(record, file, { signal, progress }) {
      const parsed = await readReport(file.path, {
        name: file.name,
        signal,
        onProgress: (done, total) => progress(done, total, 'Reading the report'),
      })
      const match = matchReport(parsed, readCatalogue(), readFingerprints())
      const parts = partsOf(parsed, match)
      refusePatients(parts)
      const preview = randomUUID()
      prepared.clear()
      prepared.set(preview, {
        record,
        fileName: file.name || basename(file.path),
        found: match.found,
        parts,
      })
      return {
        preview,
        found: match.found,
        matched: match.matched.length,
        missing: match.missing,
        odd: match.odd,
        unchanged: parts.filter((part) => isKept(record.db, part)).length,
        warning: checkReport(parsed),
      }
    },
    apply(record, preview) {
      const wanted = prepared.get(preview)
      if (!wanted || wanted.record !== record)
        throw new UserError('That preview is no longer at hand. Choose the report again.')
      prepared.delete(preview)
      return { ...wanted.found, changed: write(record, wanted) }
    },
  }
}

export function reportStatus({ db }: ServiceRecord): ReportStatus {
  const counts = Object.fromEntries(
    (
      db.prepare('SELECT kind, count(*) AS count FROM report_part GROUP BY kind').all() as {
        kind: Part['kind']
        count: number
      }[]
    ).map(({ kind, count }) => [kind, count]),
  )
  return {
    importedAt: readMeta(db, 'reportImportedAt') ?? null,
    fileName: readMeta(db, 'reportFileName') ?? null,
    counts: {
      focusAreas: counts['focus-area'] ?? 0,
      recommendations: counts.recommendation ?? 0,
      actions: counts.action ?? 0,
      caseStudies: counts['case-study'] ?? 0,
      challenges: counts.challenge ?? 0,
    },
  }
}

/** Writes the parts that are new or differ, all or none. @returns how many did */
function write(record: ServiceRecord, { fileName, parts }: Prepared): number {
  const { db } = record
  const put = db.prepare('INSERT OR REPLACE INTO report_part VALUES (?, ?, ?)')
  return db.transaction(() => {
    const changed = parts.filter((part) => !isKept(db, part))
    for (const { kind, reference, body } of changed) put.run(kind, reference, JSON.stringify(body))
    if (changed.length > 0) {
      record.projection.seed()
      writeMeta(db, 'reportImportedAt', new Date().toISOString())
      writeMeta(db, 'reportFileName', fileName)
    }
    return changed.length
  })()
}

function isKept(db: Db, { kind, reference, body }: Part): boolean {
  const kept = db
    .prepare('SELECT body FROM report_part WHERE kind = ? AND reference = ?')
    .pluck()
    .get(kind, reference)
  return kept === JSON.stringify(body)
}

function partsOf(parsed: ParsedReport, match: ReportMatch): Part[] {
  return [
    ...match.matched.map(
      ({ reference, action: { wording, subPoints, citations, ticked } }): Part => ({
        kind: 'action',
        reference,
        body: { wording, subPoints, citations, ticked },
      }),
    ),
    ...parsed.recommendations.map(
      ({ reference, heading, notes }): Part => ({
        kind: 'recommendation',
        reference,
        body: { heading, notes },
      }),
    ),
    ...parsed.focusAreas.map(
      ({ reference, title }): Part => ({ kind: 'focus-area', reference, body: { title } }),
    ),
    ...parsed.caseStudies.map(
      ({ title, body, focusArea }, index): Part => ({
        kind: 'case-study',
        reference: `case-${String(index + 1).padStart(2, '0')}`,
        body: { title, body, focusArea: focusArea ?? null },
      }),
    ),
    ...parsed.challenges.map(
      ({ reference, wording }): Part => ({ kind: 'challenge', reference, body: { wording } }),
    ),
  ]
}

function refusePatients(parts: Part[]): void {
  for (const { reference, body } of parts)
    if (findNhsNumber(JSON.stringify(body)))
      throw new UserError(
        `The file holds an NHS number near ${reference}, and nothing about a patient may be kept here. Nothing was imported.`,
      )
}

function readFingerprints(): Record<string, string> {
  const json = readFileSync(join(resourcesDir(), 'catalogue', 'fingerprints.json'), 'utf8')
  return z.record(z.string(), z.string()).parse(JSON.parse(json))
}
