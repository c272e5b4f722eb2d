import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse'
import { readAreas } from '../main/record/metric-resources.ts'
import { openService } from '../main/service.ts'

/**
 * A long Fingertips export taken into a record, beside a bare pass of `csv-parse` over the same
 * file in the same run: `node bench/metrics.ts --full` for 4 million rows. As in a national export
 * one row in ten is of an area in the Midlands.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    /** Rows in a hundred that are of an area in the Midlands. */
    share: { type: 'string', default: '10' },
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const ROWS = values.full ? 4_000_000 : Number(values.rows)
const SHARE_OF_MIDLANDS = Number(values.share) / 100
const HEADINGS =
  'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to Region value or percentiles,Time period Sortable,New data,Compared to goal\n'
/** Indicators that ship as metrics. */
const INDICATORS = ['93085', '20602', '90810', '91735', '22001', '40401', '90366', '20101']
const SEXES = ['Persons', 'Male', 'Female']

async function writeExport(path: string): Promise<void> {
  const ours = [...readAreas().keys()]
  const others = Array.from({ length: 360 }, (_, i) => `E09${String(i).padStart(6, '0')}`)
  const file = createWriteStream(path)
  file.write(HEADINGS)
  let lines: string[] = []
  for (let i = 0; i < ROWS; i += 1) {
    const inside = i % 10 < SHARE_OF_MIDLANDS * 10
    const nth = SHARE_OF_MIDLANDS === 1 ? i : Math.floor(i / 10)
    const area = inside ? ours[nth % ours.length] : others[i % others.length]
    // Ages make as many different places as there are rows.
    const turn = Math.floor(nth / ours.length)
    const indicator = INDICATORS[turn % INDICATORS.length]
    const sex = SEXES[Math.floor(turn / 8) % 3]
    const period = 2000 + (Math.floor(turn / 24) % 24)
    const age = `${Math.floor(turn / 576)}+ yrs`
    const value = 10 + (i % 997) / 31.7
    lines.push(
      `${indicator},"An indicator of ${indicator}",E12000004,East Midlands region,${area},An area,County & UA,${sex},${age},,,${period},${value},${value - 1},${value + 1},${value - 2},${value + 2},${i % 5000},${50_000 + (i % 900)},,Cannot be calculated,Similar,Similar,${period}0000,,\n`,
    )
    if (lines.length === 5000) {
      if (!file.write(lines.join('')))
        await new Promise<void>((resolve) => file.once('drain', () => resolve()))
      lines = []
    }
  }
  file.end(lines.join(''))
  await new Promise<void>((resolve) => file.once('close', () => resolve()))
}

async function bareParse(path: string): Promise<number> {
  const parser = parse({ bom: true, relax_column_count: true, on_record: () => null })
  parser.resume()
  const start = performance.now()
  await using file = await open(path)
  for await (const chunk of file.createReadStream({ highWaterMark: 256 * 1024 })) {
    if (!parser.write(chunk))
      await new Promise<void>((resolve) => parser.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => parser.end(resolve))
  return performance.now() - start
}

async function importing(path: string, folder: string) {
  const service = await openService({ dataDir: join(folder, 'record') })
  try {
    const grants = ['lead:QK1', 'regional']
    await service.ask('record.create', { ics: 'QK1', name: 'Bench', grants })
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const blocked = monitorEventLoopDelay({ resolution: 5 })
    blocked.enable()
    const longest = () => {
      const ms = blocked.max / 1e6
      blocked.reset()
      return ms
    }
    const start = performance.now()
    const file = service.files.takeIn(path)
    const preview = await service.ask('metrics.previewImport', { file })
    const previewMs = performance.now() - start
    const previewPeak = peak
    const previewBlockedMs = longest()
    const rhythms = Object.fromEntries(INDICATORS.map((indicator) => [indicator, 'all']))
    const imported = await service.ask('metrics.import', { preview: preview.preview, rhythms })
    const totalMs = performance.now() - start
    clearInterval(watch)
    peak = Math.max(peak, process.memoryUsage().rss)
    const writeBlockedMs = longest()
    const blocks = { previewBlockedMs, writeBlockedMs }
    return { previewMs, totalMs, previewPeak, peak, ...blocks, values: imported.new }
  } finally {
    await service.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
try {
  const path = join(folder, 'export.csv')
  await writeExport(path)
  const bareMs = await bareParse(path)
  const found = await importing(path, folder)
  const result = { rows: ROWS, bytes: statSync(path).size, bareMs, ...found }
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else {
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`
    const times = (ms: number) => `${(ms / bareMs).toFixed(1)} times csv-parse`
    process.stdout.write(
      [
        `${ROWS.toLocaleString('en-GB')} rows, ${mb(result.bytes)}, ${found.values.toLocaleString('en-GB')} values of known areas`,
        `csv-parse alone   ${seconds(bareMs)}`,
        `read and compare  ${seconds(found.previewMs)} (${times(found.previewMs)}), peak memory ${mb(found.previewPeak)}, longest block ${Math.round(found.previewBlockedMs)} ms`,
        `until written     ${seconds(found.totalMs)} (${times(found.totalMs)}), peak memory ${mb(found.peak)}, longest block ${Math.round(found.writeBlockedMs)} ms`,
        '',
      ].join('\n'),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
