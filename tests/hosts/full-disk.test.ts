import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { serveLocally } from '../../main/hosts/local.ts'
import { readFreezes } from '../../main/reports/freeze-record.ts'
import { expectClean, temporaryFolder as folderOfTest, openRecordIn } from '../helpers.ts'
import { contextOn, freeze, PERIOD, recordWithYear } from '../reports/fixtures.ts'
import { filesOn, hasSmallDisks, smallDisk } from './small-disk.ts'
import { type Ended, temporaryFolder } from './spawn.ts'

/** What somebody sees whose disk fills up in the middle of a report. */

const ACCORD = 'bin/accord.js'
const SCOPE = 'system:QJM'
const FREE =
  'There is no room left on the disk, so nothing was saved. Free some room and try again.\n'
const OTHER = (name: string) =>
  `There is no room left on the disk for ${name}, so nothing was saved. Free some room or choose another disk, then try again.\n`
/** Enough to open a record, and for nothing more. */
const TO_OPEN = 64_000

/** A record of one system's invented year, frozen once. */
const made = temporaryFolder()
beforeAll(async () => {
  if (!hasSmallDisks) return
  const ends: (() => void)[] = []
  const record = recordWithYear(['QJM'], (clean) => ends.push(clean))
  await freeze(record, { scope: SCOPE })
  await record.backup(join(made, 'record.sqlite'))
  cpSync(join(record.dataDir, 'cache'), join(made, 'cache'), { recursive: true })
  for (const end of ends) end()
})

const refused = (sentence: string): Ended => ({ code: 1, stdout: '', stderr: sentence })

describe.skipIf(!hasSmallDisks)('on a full disk', () => {
  test('a report is not begun, and what was there stays', async () => {
    const data = folderOfTest()
    cpSync(made, data, { recursive: true })
    // Loaded here, as it takes its time: where no disk can be made, nothing is.
    const { openService } = await import('../../main/service.ts')
    const service = await openService({ dataDir: data })
    const server = await serveLocally(service, data, 'command line', () => null)
    onTestFinished(async () => {
      await server.close()
      await service.close()
    })

    const disk = await smallDisk('64k')
    for (const name of ['report.md', 'report.xlsx']) writeFileSync(join(disk.seen, name), 'older')
    mkdirSync(join(disk.seen, 'report-csv'))
    const before = filesOn(disk)
    const ways = { md: 'report.md', xlsx: 'report.xlsx', csv: 'report-csv', site: 'report-site' }
    const builds = Object.entries(ways).map(async ([format, name]) => {
      const out = ['--format', format, '--out', join(disk.path, name)]
      const ended = await disk.run(ACCORD, 'report', 'build', 'latest', ...out, '--data', data)
      expect(ended).toEqual(refused(OTHER(name)))
    })
    await Promise.all(builds)
    expect(filesOn(disk)).toEqual(before)
    for (const name of ['report.md', 'report.xlsx'])
      expect(readFileSync(join(disk.seen, name), 'utf8')).toBe('older')
  })

  test('a freeze leaves nothing, and the record is sound', async () => {
    const disk = await smallDisk('64m')
    cpSync(made, disk.seen, { recursive: true })
    // Empty, or a note of when the file was last looked through.
    const aside = ['lock.sqlite', 'backups', join('cache', 'unfinished'), 'record.checked']
    const written = () => filesOn(disk).filter((path) => !aside.includes(path))
    const before = written()
    const accord = (...args: string[]) => disk.run(ACCORD, ...args, '--data', disk.path)
    const freezeFrom = (from: string) =>
      accord('report', 'freeze', '--from', from, '--to', PERIOD.to, '--scope', SCOPE)

    // No room to open the record; room to open it and to begin to fold.
    for (const free of [0, 1_500_000]) {
      disk.fill(free)
      expect(await freezeFrom('2026-03-02')).toEqual(refused(FREE))
    }
    // Its tables are kept: what lacks room is the entry itself, or the report's file.
    disk.fill(TO_OPEN)
    expect(await freezeFrom(PERIOD.from)).toEqual(refused(FREE))
    const out = join(folderOfTest(), 'report.md')
    const build = ['report', 'build', 'latest', '--format', 'md', '--out', out]
    expect(await accord(...build)).toEqual(refused(FREE))
    expect(existsSync(out)).toBe(false)

    expect(written()).toEqual(before)
    const copy = folderOfTest()
    copyFileSync(join(disk.seen, 'record.sqlite'), join(copy, 'record.sqlite'))
    const record = openRecordIn(copy)
    expect(readFreezes(contextOn(record))).toHaveLength(1)
    await expectClean(record.db)
  })
})
