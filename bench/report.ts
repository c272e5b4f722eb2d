import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_FORMATS } from '../domain/reports/formats.ts'
import { openService, type Service } from '../main/service.ts'
import { inTemporaryFolder, machine } from './measure.ts'
import { watchMemory } from './memory.ts'

/**
 * The impact report of the example year (11 systems, 246 actions, every metric and chart) in every
 * format, beside LibreOffice turning the finished DOCX into a PDF in the same run:
 * `node bench/report.ts [folder to keep the files in]`. Seconds; memory is the most that this process
 * and those it starts held together. Another process makes the record first, so that the figures are
 * those of freezing and building alone.
 */
const PERIOD = { from: '2025-12-01', to: '2026-11-30' }
const [, , keep] = process.argv

async function measure(folder: string): Promise<void> {
  const dataDir = join(folder, 'record')
  makeExample(dataDir)
  const stopWatching = watchMemory()
  const service = await openService({ dataDir })
  try {
    console.log(`${machine()}\n\n| step | s | MB |\n| --- | ---: | ---: |`)
    const [freezing, frozen] = await timed(() => service.ask('reports.freeze', PERIOD))
    line('freeze and work out every figure', freezing)
    let all = 0
    for (const format of REPORT_FORMATS) {
      const [seconds, file] = await timed(() => build(service, frozen.id, format, folder))
      all += seconds
      line(format, seconds, file.bytes)
    }
    line('**all formats together**', all)
    const together = await stopWatching()
    const own = Math.round(process.resourceUsage().maxRSS / 1024)
    libreOffice(folder)
    console.log(
      `\nPeak memory: ${together ?? '?'} MB together, ${own} MB in the service's own process`,
    )
  } finally {
    await service.close()
  }
}

function makeExample(dataDir: string): void {
  const accord = join(import.meta.dirname, '..', 'bin', 'accord.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [accord, 'record', 'init', '--example', '--data', dataDir],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
}

async function build(
  service: Service,
  freeze: string,
  format: (typeof REPORT_FORMATS)[number],
  folder: string,
) {
  const file = await service.ask('reports.build', { freeze, format })
  const made = service.files.out(file.token)
  if (!made) throw new Error(`There is no ${format}.`)
  const name = `report.${format === 'csv' || format === 'site' ? `${format}.zip` : format}`
  copyFileSync(made.path, join(folder, name))
  if (keep) copyFileSync(made.path, join(keep, name))
  return file
}

function libreOffice(folder: string): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
  const start = performance.now()
  const { status } = spawnSync(
    'soffice',
    [
      profile,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      join(folder, 'by-office'),
      'report.docx',
    ],
    { cwd: folder },
  )
  if (status === 0) line('LibreOffice: the DOCX as PDF', (performance.now() - start) / 1000)
  else console.log('\n*** NO LibreOffice: there is nothing to compare with. ***')
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now()
  const made = await work()
  return [(performance.now() - start) / 1000, made]
}

function line(what: string, seconds: number, bytes?: number): void {
  const size = bytes === undefined ? '' : (bytes / 1e6).toFixed(1)
  console.log(`| ${what} | ${seconds.toFixed(1)} | ${size} |`)
}

await inTemporaryFolder(measure)
