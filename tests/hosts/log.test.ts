import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { withoutPersonalData } from '../../domain/log-line.ts'
import { openHostLog } from '../../main/hosts/host-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'accord-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ["ENOENT: no such file, open '/home/asha/Plan of Jo.xlsx'", 'ENOENT: no such file, open “…”'],
  [
    'Unexpected token \'A\', "Asha "said" so" is not valid JSON',
    'Unexpected token “…” is not valid JSON',
  ],
  ['no mailbox jo.bloggs@nhs.net here', 'no mailbox [address] here'],
  ['call 0121 496 0000 about 943 476 5919', 'call [number] about [number]'],
  ['in C:\\Users\\Asha Patel\\AppData\\Local', 'in C:\\Users\\…\\AppData\\Local'],
  ['in /srv/people/asha/record', 'in ~/record'],
  [
    '    at open (file:///home/asha/accord/out/main/service-12ab.js:1200:33)',
    '    at open (file:///home/…/accord/out/main/service-12ab.js:1200:33)',
  ],
  [
    'SqliteError: database is locked (SQLITE_BUSY)',
    'SqliteError: database is locked (SQLITE_BUSY)',
  ],
])('of %j the log says %j', (line, logged) => {
  expect(withoutPersonalData(line, '/srv/people/asha')).toBe(logged)
})

test('nothing that stands between quotation marks is logged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (typed) => {
      fc.pre(!/[\r\n]/.test(typed))
      expect(withoutPersonalData(`refused "${typed}" here`)).toBe('refused “…” here')
    }),
  )
})

test('a log stays small, with its older parts beside it, for its user alone', () => {
  const full = join(folder, 'desktop.log')
  for (const [number, path] of ['1', '2', '3'].map(
    (n) => [n, join(folder, `desktop.${n}.log`)] as const,
  ))
    writeFileSync(path, `part ${number}`)
  writeFileSync(full, `${'x'.repeat(1023)}\n`.repeat(1025))
  const log = openHostLog(folder, 'desktop')
  expect(log.path).toBe(full)
  log.write('first\n\nsecond')
  const names = ['desktop.1.log', 'desktop.2.log', 'desktop.3.log', 'desktop.log']
  expect(readdirSync(folder).sort()).toEqual(names)
  expect(readFileSync(full, 'utf8')).toMatch(/^20\S+ first\n20\S+ second\n$/)
  expect(readFileSync(join(folder, 'desktop.3.log'), 'utf8')).toBe('part 2')
  if (process.platform !== 'win32') expect(statSync(full).mode & 0o777).toBe(0o600)
})

test('where no log can be written, nobody is kept from working', () => {
  const file = join(folder, 'desktop.log')
  expect(() => openHostLog(join(file, 'logs'), 'browser').write('lost')).not.toThrow()
})
