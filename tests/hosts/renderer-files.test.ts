import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRendererFile } from '../../main/hosts/renderer-files.ts'
import { temporaryFolder } from './spawn.ts'

const folder = temporaryFolder()
const root = join(folder, 'renderer')
mkdirSync(join(root, 'assets'), { recursive: true })
writeFileSync(join(root, 'index.html'), '<!doctype html>')
writeFileSync(join(root, 'assets', 'font.ttf'), 'font')
writeFileSync(join(root, 'assets', 'program.exe'), 'program')
writeFileSync(join(folder, 'secret.json'), '{}')

describe('findRendererFile', () => {
  test('finds the page and its parts, with their types', async () => {
    expect(await findRendererFile(root, '/')).toMatchObject({ type: 'text/html; charset=utf-8' })
    expect(await findRendererFile(root, '/assets/font.ttf')).toMatchObject({
      type: 'font/ttf',
      bytes: 4,
    })
  })

  test.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '/assets/..\\..\\secret.json',
    '//../secret.json',
    '/secret.json%00.html',
    '/C:/secret.json',
    '/%',
    '/assets',
    '/assets/',
    '/assets/program.exe',
    '/missing.html',
    '',
  ])('finds nothing at %s', async (pathname) => {
    expect(await findRendererFile(root, pathname)).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('follows no link out of the folder', async () => {
    symlinkSync(join(folder, 'secret.json'), join(root, 'link.json'))
    expect(await findRendererFile(root, '/link.json')).toBeUndefined()
  })

  test('never finds anything outside the folder', async () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', 'assets', 'secret.json', 'index.html', '%2e%2e', '%2f', '%5c', ''),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const found = await findRendererFile(root, `/${parts.join('/')}`)
        expect(found === undefined || found.path.includes(`${sep}renderer${sep}`)).toBe(true)
      }),
    )
  })
})
