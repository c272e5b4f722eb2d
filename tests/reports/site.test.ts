import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchIndex } from '../../domain/reports/search-index.ts'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { built, frozenWithSummary } from './building.ts'
import { recordWithYear } from './fixtures.ts'

let files: Record<string, Uint8Array>

const ends: (() => void | Promise<void>)[] = []
afterAll(async () => {
  for (const end of ends) await end()
})

beforeAll(async () => {
  const record = recordWithYear(['QJM'], (clean) => ends.push(clean))
  files = unzipSync((await built(record, await frozenWithSummary(record), 'site')).content)
})

const text = (name: string) => Buffer.from(files[name] ?? []).toString()
const pages = () => Object.keys(files).filter((name) => name.endsWith('.html'))

describe('the site', () => {
  it('has a page for each chapter and system, and every link leads to something', () => {
    expect(pages()).toEqual(
      expect.arrayContaining(['index.html', 'easy-read.html', 'system-qjm.html', 'data.html']),
    )
    const ids = new Map(
      pages().map((name) => [
        name,
        new Set([...text(name).matchAll(/ id="([^"]+)"/g)].map((m) => m[1])),
      ]),
    )
    for (const name of pages())
      for (const [, to = ''] of text(name).matchAll(/ (?:href|src|action)="([^"]+)"/g)) {
        if (to.startsWith('data:')) continue
        const [file, id] = to.split('#')
        const where = file || name
        expect([name, to, where in files]).toEqual([name, to, true])
        if (id) expect([name, to, ids.get(where)?.has(id)]).toEqual([name, to, true])
      }
  })

  it('asks nothing of anywhere else', () => {
    for (const name of Object.keys(files).filter((each) => /\.(html|css|js)$/.test(each)))
      expect([name, /(?:src|href|url\(|fetch\()["'=\s]*(?:https?:)?\/\//.test(text(name))]).toEqual(
        [name, false],
      )
  })
})

describe('the search index', () => {
  it('finds words however they are written, titles first', () => {
    const { parts, words } = searchIndex([
      {
        page: 'a.html',
        id: '',
        title: 'Café culture',
        text: 'SMOKING in Siân’s town, 2,706 times',
      },
      { page: 'b.html', id: 'x', title: 'Smoking', text: 'a'.repeat(400) },
    ])
    expect(parts.map(([address]) => address)).toEqual(['a.html', 'b.html#x'])
    expect(words.cafe).toEqual([0, 5])
    expect(words.smoking).toEqual([0, 1, 1, 5])
    expect(parts[1]?.[2].length).toBeLessThan(200)
  })
})

describe.skipIf(!hasChromium)('the site in a browser, from a folder', () => {
  let browser: Browser
  let page: Page
  let folder: string
  const asked: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-test-'))
    ends.push(() => rmSync(folder, { recursive: true, force: true }))
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    browser = await launchChromium()
    ends.push(() => browser.close())
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('request', (request) => asked.push(request.url()))
  })

  const open = (name: string) => page.goto(pathToFileURL(join(folder, name)).href)

  it('has nothing that axe finds amiss, and no page is wider than the window', {
    timeout: 300_000,
  }, async () => {
    for (const [name, colorScheme] of [
      ['index.html', 'dark'],
      ['progress.html', 'light'],
      ['progress.html', 'dark'],
      ['easy-read.html', 'light'],
      ['data.html', 'light'],
      ['search.html?q=smoking', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${pathToFileURL(folder).href}/${name}`)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      expect([name, found]).toEqual([name, []])
    }
    await page.setViewportSize({ width: 400, height: 800 })
    await open('progress.html')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(400)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('finds a word and leads to it, by keyboard', async () => {
    await open('index.html')
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('embedded')
    await page.keyboard.press('Enter')
    const first = page.locator('#results a').first()
    await first.waitFor()
    expect(await page.locator('#answer').textContent()).toMatch(
      /^\d+ parts of the report with “embedded”/,
    )
    await first.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('search.html'))
    expect((await page.textContent('main'))?.toLowerCase()).toContain('embedded')
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([])
  })

  it('leads from a figure to its evidence', async () => {
    await open('progress.html')
    const mark = page.locator('.mark a').first()
    const name = await mark.textContent()
    await mark.click()
    await page.waitForURL(/evidence\.html#_f\d+$/)
    expect(await page.locator(':target').locator('..').textContent()).toBe(name)
  })
})
