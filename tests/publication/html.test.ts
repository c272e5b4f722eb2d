import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, test } from 'vitest'
import { render } from '../../main/exports/publication/index.ts'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { sample } from './sample.ts'
import { saved } from './tools.ts'

let html: Buffer
let document: Document

beforeAll(async () => {
  html = await render(await sample(), 'html')
  document = new JSDOM(html).window.document
})

describe('an HTML file', () => {
  test('goes on with the numbers of a list that goes on', () => {
    expect(html.toString()).toMatch(/<ol start="4">\s*<li>Send your slides/)
  })

  test('needs no other and runs nothing', () => {
    expect(document.querySelectorAll('script, link, iframe, object, embed')).toHaveLength(0)
    const fetched = [
      ...html.toString().matchAll(/(?:src|url\()\s*=?\s*["']?(?!data:)([a-z]+:[^"')]+)/g),
    ]
    expect(fetched).toEqual([])
  })

  test('says its language and title, and leads to its text', () => {
    expect(document.documentElement.lang).toBe('en-GB')
    expect(document.title).toBe('Workshop 4: blood pressure and the people we do not reach')
    const skip = document.querySelector<HTMLAnchorElement>('a.skip')!
    expect(document.querySelector(skip.hash)?.localName).toBe('main')
  })

  test('heads its tables by column and by row', () => {
    const table = [...document.querySelectorAll('table')].find((found) =>
      found.caption?.textContent?.includes('item by item'),
    )!
    expect([...table.tHead!.rows[0]!.cells].every((cell) => cell.scope === 'col')).toBe(true)
    expect([...table.tBodies[0]!.rows].every(({ cells }) => cells[0]!.scope === 'row')).toBe(true)
  })

  test('shows a picture with its words and its numbers', () => {
    const figure = document.querySelector('figure')!
    expect(figure.querySelector('img')!.alt).toContain('rose in each quarter')
    expect(figure.querySelectorAll('details tbody tr')).toHaveLength(4)
  })

  test('keeps where a number came from', () => {
    const data = document.querySelector('data')!
    expect(data.dataset).toMatchObject({
      query: 'Blood pressure treated to target, by quarter',
      entries: '0192a1 0192b7',
    })
  })

  test('every link within leads somewhere, and no id is there twice', () => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
    expect(links.map(({ hash }) => hash.slice(1)).filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe.skipIf(!hasChromium)('in a browser', () => {
  test.each(['light', 'dark'] as const)(
    'has no fault of accessibility in %s colours',
    { timeout: 300_000 },
    async (colorScheme) => {
      const browser = await launchChromium()
      try {
        const page = await (await browser.newContext({ colorScheme })).newPage()
        await page.goto(pathToFileURL(saved('file.html', html)).href)
        await page.locator('details').evaluate((details) => details.setAttribute('open', ''))
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      } finally {
        await browser.close()
      }
    },
  )
})
