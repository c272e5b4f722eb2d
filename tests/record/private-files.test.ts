import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callForPage } from '../../main/hosts/page-calls.ts'
import { openService } from '../../main/service.ts'
import { backupStore } from '../../sync-server/backup.ts'
import { openData } from '../../sync-server/data.ts'
import { newService, refusal, serviceIn, temporaryFolder } from '../helpers.ts'

/** What lies on one's own computer, where other people have accounts too. */

const modeOf = (path: string) => statSync(path).mode & 0o777
const hasRights = process.platform !== 'win32'

test.runIf(hasRights)(
  'record and server files are the user’s alone, whatever stood there before',
  async () => {
    for (const [make, files] of [
      [(dir: string) => serviceIn(dir), ['record.sqlite', 'lock.sqlite']],
      [
        async (dir: string) => (await openData({ dataDir: dir })).store,
        ['accord-server.db', 'server.key'],
      ],
    ] as const) {
      const dataDir = join(temporaryFolder(), 'data')
      mkdirSync(dataDir, { mode: 0o777 })
      chmodSync(dataDir, 0o777)
      const first = await make(dataDir)
      if ('ask' in first) await first.ask('record.create', { ics: 'QK1', name: 'Robin' })
      await first.close()
      for (const name of readdirSync(dataDir))
        if (statSync(join(dataDir, name)).isFile()) chmodSync(join(dataDir, name), 0o666)
      chmodSync(dataDir, 0o777)

      const again = await make(dataDir)
      expect(modeOf(dataDir)).toBe(0o700)
      for (const name of readdirSync(dataDir))
        if (statSync(join(dataDir, name)).isFile())
          expect([name, modeOf(join(dataDir, name))]).toEqual([name, 0o600])
      for (const name of files) expect(readdirSync(dataDir)).toContain(name)
      await again.close()
    }
  },
)

test('a backup never takes the place of what exists: a file, a link, a device', async () => {
  const service = await newService()
  const folder = temporaryFolder()
  const mine = join(folder, 'thesis.docx')
  writeFileSync(mine, 'years of work')
  const link = join(folder, 'link')
  symlinkSync(join(folder, 'nowhere'), link)
  for (const to of [mine, link, folder, ...(hasRights ? ['/dev/null'] : [])]) {
    expect((await refusal(service, 'record.backup', { to })).message).toBe(
      `There is something at ${to} already, and a backup never takes the place of anything. Name another file.`,
    )
  }
  expect(readFileSync(mine, 'utf8')).toBe('years of work')
  expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  expect(readdirSync(folder).sort()).toEqual(['link', 'thesis.docx'])

  const dataDir = temporaryFolder()
  await (await openData({ dataDir })).store.close()
  for (const to of [mine, link]) await expect(backupStore(dataDir, to)).rejects.toThrow(/already/)
  expect(readFileSync(mine, 'utf8')).toBe('years of work')
})

test('a page names no place on this computer, to write to or to read from', async () => {
  const service = await newService()
  const to = join(temporaryFolder(), 'stolen.sqlite')
  expect(await callForPage(service as never, 'record.backup', { to })).toMatchObject({
    error: { message: expect.stringMatching(/^A page makes backups in the record’s own folder/) },
  })
  expect(existsSync(to)).toBe(false)
  const { path } = await service.ask('record.backup', {})
  cpSync(path, to)
  expect(await callForPage(service as never, 'record.restore', { from: to })).toMatchObject({
    error: { message: expect.stringMatching(/^A page restores the record’s own backups alone/) },
  })
  expect(await callForPage(service as never, 'record.restore', { from: path })).toMatchObject({
    ok: true,
  })
  expect(await callForPage(service as never, 'record.backup', {})).toMatchObject({ ok: true })
})

test.runIf(process.platform === 'linux')(
  'a folder that can never be made is told at once',
  async () => {
    await expect(openService({ dataDir: '/proc/x/y' })).rejects.toThrow(
      /^The folder \/proc\/x\/y cannot be used for the record\. Check/,
    )
    await expect(openData({ dataDir: '/proc/x' })).rejects.toThrow(
      /^The folder \/proc\/x cannot be made/,
    )
  },
)

test.runIf(hasRights)(
  'a folder or a file that can only be read has a sentence of its own',
  async () => {
    const dataDir = temporaryFolder()
    const service = await serviceIn(dataDir)
    await service.ask('record.create', { ics: 'QK1', name: 'Robin' })
    await service.close()
    chmodSync(dataDir, 0o755)
    for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o644)
    // Root may write anywhere: somebody else tries.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    if (!('uid' in nobody)) chmodSync(dataDir, 0o555)
    const list = () =>
      execFileSync(process.execPath, ['main/hosts/cli.ts', 'actions', 'list', '--data', dataDir], {
        ...nobody,
        stdio: 'pipe',
        encoding: 'utf8',
        env: { ...process.env, HOME: '/', NODE_COMPILE_CACHE: '' },
      })
    expect(list).toThrow(
      /cannot be used for the record\. Check that it is a folder and that you may write in it/,
    )
    chmodSync(dataDir, 0o700)
  },
)
