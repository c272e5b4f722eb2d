import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readFreezes } from '../../main/reports/freeze-record.ts'
import { expectClean, openRecordIn } from '../helpers.ts'
import { contextOn, freeze, PERIOD, recordWithYear } from '../reports/fixtures.ts'
import { accord, start, temporaryFolder } from './spawn.ts'

/** A report whose process is killed in the middle, and what whoever asks again finds. */

const SCOPE = 'system:QJM'
const folder = temporaryFolder()
const data = join(folder, 'record')
const FROZEN = join(data, 'cache', 'frozen')
const UNFINISHED = join(data, 'cache', 'unfinished')

/** Everything below a folder, by its path. */
const filesIn = (of: string): string[] =>
  existsSync(of) ? readdirSync(of, { recursive: true, encoding: 'utf8' }) : []
const has = (of: string, end: string) => filesIn(of).some((path) => path.endsWith(end))

/** Starts a command, and kills it once it has come as far as that. */
async function killedWhen(isThere: () => boolean, args: string[]): Promise<void> {
  const child = start('bin/accord.js', args)
  const gone = new Promise((resolve) => child.once('close', resolve))
  while (child.exitCode === null && !isThere()) await wait(1)
  child.kill('SIGKILL')
  await gone
}

/** Makes a record of one system's invented year; answers what an undisturbed freeze comes to. */
async function recordToFreeze() {
  const record = recordWithYear(['QJM'])
  mkdirSync(data)
  await record.backup(join(data, 'record.sqlite'))
  await freeze(record, { scope: SCOPE })
  const [made] = readFreezes(contextOn(record))
  return { hash: made?.hash, figures: made?.figures, entries: made?.entries }
}

test('what a kill cut short goes on where it was, comes to the same and leaves nothing lying', async () => {
  const undisturbed = await recordToFreeze()
  const period = ['--from', PERIOD.from, '--to', PERIOD.to, '--scope', SCOPE]
  const toFreeze = ['report', 'freeze', ...period, '--data', data]
  const tables = () => filesIn(FROZEN).find((path) => path.endsWith('end.sqlite')) ?? ''

  // In the middle of the fold; while it works out the figures.
  await killedWhen(() => has(UNFINISHED, 'start.sqlite'), toFreeze)
  expect(filesIn(FROZEN)).toEqual([])
  await killedWhen(() => tables() !== '', toFreeze)
  const { ino } = statSync(join(FROZEN, tables()))
  expect(await accord(...toFreeze)).toMatchObject({ code: 0, stderr: '' })
  expect(statSync(join(FROZEN, tables())).ino).toBe(ino)

  const out = join(folder, 'site')
  const toBuild = [
    ...['report', 'build', 'latest', '--format', 'site', '--out', out],
    ...['--data', data],
  ]
  // While its folder is written from the file that waits in the record's.
  const isPart = () => readdirSync(folder).some((name) => name.startsWith('.site.'))
  await killedWhen(isPart, toBuild)
  // Too quick for us: then it was not cut short.
  rmSync(out, { recursive: true, force: true })
  expect(await accord(...toBuild)).toMatchObject({ code: 0, stderr: '' })
  expect(existsSync(join(out, 'index.html'))).toBe(true)
  expect(statSync(join(FROZEN, tables())).ino).toBe(ino)

  expect(readdirSync(folder).sort()).toEqual(['record', 'site'])
  expect(filesIn(UNFINISHED)).toEqual([])
  expect(filesIn(data).filter((path) => /\.part|journal|-wal$|service\.json/.test(path))).toEqual(
    [],
  )
  const record = openRecordIn(data)
  const freezes = readFreezes(contextOn(record))
  expect(freezes).toHaveLength(1)
  expect(freezes[0]).toMatchObject(undisturbed)
  await expectClean(record.db)
})
