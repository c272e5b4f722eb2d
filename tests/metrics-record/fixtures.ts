import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../../main/service.ts'
import type { MetricsImportPreview } from '../../preload/metrics-types.ts'
import { newService, temporaryFolder } from '../helpers.ts'

/** Real services with metrics in them, and small files to import. */

export const LEICESTER = 'E06000016'
export const LEICESTERSHIRE = 'E10000018'
export const RUTLAND = 'E06000017'
export const LLR = 'E54000015'
export const DERBY = 'E06000015'

export function regionalService(): Promise<Service> {
  return newService(['lead:QK1', 'regional'])
}

const HEADINGS =
  'Indicator ID,Indicator Name,Area Code,Area Name,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note'

/** A row of a Fingertips export of smoking at delivery (indicator 93085). */
export function fingertipsLine(
  area: string,
  period: string,
  count: number | string,
  denominator: number | string,
  { indicator = '93085', category = ',' } = {},
): string {
  const value = (Number(count) / Number(denominator)) * 100
  const shown = Number.isFinite(value) ? value : 'lots'
  return `${indicator},Smoking,${area},Some area,Persons,All ages,${category},${period},${shown},,,${count},${denominator},`
}

export function csvFile(lines: readonly string[], headings = HEADINGS): string {
  const path = join(temporaryFolder(), 'values.csv')
  writeFileSync(path, [headings, ...lines].join('\r\n'))
  return path
}

export async function preview(
  service: Service,
  path: string,
  scope?: string,
): Promise<MetricsImportPreview> {
  const file = service.files.takeIn(path)
  return service.ask('metrics.previewImport', { file, ...(scope ? { scope } : {}) })
}

export async function importFile(service: Service, path: string, scope?: string) {
  const found = await preview(service, path, scope)
  return service.ask('metrics.import', { preview: found.preview })
}

/** The three authorities that make up the home system, with counts out of 1,000 births. */
export function homeLines(period: string, counts: [number, number, number]): string[] {
  return [LEICESTER, LEICESTERSHIRE, RUTLAND].map((area, i) =>
    fingertipsLine(area, period, counts[i]!, 1000),
  )
}

/** Value of an area in a period, in the headline group. */
export async function valueAt(
  service: Service,
  metric: string,
  area: string,
  period: string,
): Promise<number | null | undefined> {
  const { series } = await service.ask('metrics.series', { metric, areas: [area] })
  return series
    .find((one) => one.area.code === area)
    ?.points.find((point) => point.period === period)?.value
}
