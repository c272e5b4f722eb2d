import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import * as Y from 'yjs'
import { DOCUMENT_BODY, type DocumentNode } from '../domain/documents/tree.ts'
import { fillDocument } from '../main/documents/y-document.ts'
import { openService } from '../main/service.ts'
import { startBrowserHost } from '../tests/e2e/browser-host.ts'
import { launchChromium } from '../tests/hosts/chromium.ts'
import { inTemporaryFolder, quantile, say } from './measure.ts'

/**
 * `node bench/editor.ts`: how long a key takes in a strategy of 200 pages with 100 live blocks, and
 * how long it takes to open, in Chromium over the browser host; beside Tiptap alone (StarterKit and
 * Collaboration) on the same paragraphs, headings and lists in the same run. The interface must be
 * built. A key's time is that of the page's thread: the key's own work, then layout and painting.
 */

const PAGES = 200
const LIVE_BLOCKS = 100
const KEYS = 150
const OPENINGS = 5
const WORDS = 'people with diabetes in the Midlands need care that is near them and fair'.split(' ')

const full = longText()
const plain = {
  ...full,
  content: full.content?.filter(({ type }) => !/table|live/.test(type)) ?? [],
}

await inTemporaryFolder(async (folder) => {
  const browser = await launchChromium()
  try {
    say('Accord')
    const accord = await measureAccord(browser, join(folder, 'record'))
    say('Tiptap alone')
    const alone = await measureAlone(browser, join(folder, 'alone'))
    const line = (what: string, ours: number, theirs: number) =>
      console.log(
        `| ${what} | ${ours.toFixed(1)} | ${theirs.toFixed(1)} | ${(ours / theirs).toFixed(2)} |`,
      )
    console.log(`${countWords(full)} words, ${full.content?.length} blocks, ${KEYS} keys\n`)
    console.log('| ms | Accord | Tiptap alone | ratio |\n| --- | ---: | ---: | ---: |')
    line('a key, median', quantile(accord.keys, 0.5), quantile(alone.keys, 0.5))
    line('a key, 95th percentile', quantile(accord.keys, 0.95), quantile(alone.keys, 0.95))
    line('opening, median', quantile(accord.openings, 0.5), quantile(alone.openings, 0.5))
  } finally {
    await browser.close()
  }
})

interface Measured {
  keys: number[]
  openings: number[]
}

async function measureAccord(browser: Browser, dataDir: string): Promise<Measured> {
  const service = await openService({ dataDir })
  await service.ask('record.create', { ics: 'QK1', name: 'Bench', grants: ['regional'] })
  const { id } = await service.ask('strategies.create', { template: 'blank', title: 'Long' })
  const { document } = await service.ask('strategies.get', { id })
  const { state } = await service.ask('document.open', { document })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(state, 'base64'))
  doc.getXmlFragment(DOCUMENT_BODY).delete(0, doc.getXmlFragment(DOCUMENT_BODY).length)
  fillDocument(doc, full)
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  await service.ask('document.update', { document, update })
  await service.close()

  const host = await startBrowserHost(dataDir)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(host.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // The shell fetches the other pages' code when it is idle.
    await page.waitForTimeout(3000)
    const openings: number[] = []
    for (let run = 0; run < OPENINGS; run++) {
      if (run > 0) await page.evaluate(() => history.back())
      await page.waitForTimeout(1000)
      openings.push(await openText(page, `/strategies/${id}?ics=QK1`))
    }
    const keys = await typeInTheMiddle(page, '.sheet')
    await page.close()
    return { keys, openings }
  } finally {
    await host.stop()
  }
}

/** From the change of address to the frame in which the text stands. */
function openText(page: Page, address: string): Promise<number> {
  return page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        const seen = new MutationObserver(() => {
          if (!document.querySelector('.sheet p')) return
          seen.disconnect()
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.now() - start)),
          )
        })
        seen.observe(document.body, { childList: true, subtree: true })
        location.hash = to
      }),
    address,
  )
}

async function measureAlone(browser: Browser, outDir: string): Promise<Measured> {
  const root = join(import.meta.dirname, 'editor-alone')
  await build({ root, logLevel: 'error', build: { outDir, target: 'es2022', emptyOutDir: true } })
  const doc = new Y.Doc()
  fillDocument(doc, plain)
  const text = Buffer.from(Y.encodeStateAsUpdate(doc))
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
  const server = createServer(async ({ url = '/' }, answer) => {
    if (url === '/text') return answer.end(text)
    const path = url === '/' ? '/index.html' : url
    answer.setHeader('content-type', types[extname(path)] ?? 'text/plain')
    answer.end(await readFile(join(outDir, path)).catch(() => ''))
  }).listen(0, '127.0.0.1')
  try {
    await new Promise((listening) => server.once('listening', listening))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const openings: number[] = []
    for (let run = 0; run < OPENINGS; run++) {
      await page.goto(address)
      await page.waitForSelector('body[data-opened-in]')
      openings.push(Number(await page.getAttribute('body', 'data-opened-in')))
    }
    const keys = await typeInTheMiddle(page, '.ProseMirror')
    await page.close()
    return { keys, openings }
  } finally {
    server.close()
  }
}

/** What each of the keys takes of the page's thread, in ms. */
async function typeInTheMiddle(page: Page, text: string): Promise<number[]> {
  const paragraphs = page.locator(`${text} > p, ${text} > .stretch > p`)
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2))
  await middle.scrollIntoViewIfNeeded()
  await page.waitForTimeout(1500)
  await middle.click()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    const soon = (run: () => void) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = run
      port2.postMessage(null)
    }
    window.addEventListener(
      'keydown',
      () => {
        const start = performance.now()
        soon(() => {
          const handled = performance.now() - start
          requestAnimationFrame(() => {
            const frame = performance.now()
            soon(() => times.push(handled + performance.now() - frame))
          })
        })
      },
      true,
    )
  })
  await page.keyboard.type('the quick brown fox '.repeat(10).slice(0, KEYS), { delay: 60 })
  await page.waitForTimeout(500)
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}

function longText(): DocumentNode {
  const live = JSON.stringify({ kind: 'systems', filter: { search: 'diabetes' } })
  const content: DocumentNode[] = []
  for (let page = 0; page < PAGES; page++) {
    content.push({ type: 'heading', attrs: { level: (page % 3) + 1 }, content: sentence(4, page) })
    for (let i = 0; i < 8; i++) content.push({ type: 'paragraph', content: sentence(52, page + i) })
    content.push({
      type: 'bulletList',
      content: [1, 2, 3].map((item) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: sentence(20, page + item) }],
      })),
    })
    if (page % 5 === 0) content.push(table(page))
    if (page % (PAGES / LIVE_BLOCKS) === 0)
      content.push({ type: 'live', attrs: { id: randomUUID(), query: live } })
  }
  return { type: 'doc', content }
}

function sentence(words: number, from: number): DocumentNode[] {
  const text = Array.from({ length: words }, (_, i) => WORDS[(from + i) % WORDS.length]).join(' ')
  return [{ type: 'text', text: `${text}.` }]
}

function table(page: number): DocumentNode {
  const cell = (type: string, at: number): DocumentNode => ({
    type,
    attrs: { colspan: 1, rowspan: 1 },
    content: [{ type: 'paragraph', content: sentence(3, page + at) }],
  })
  const row = (type: string): DocumentNode => ({
    type: 'tableRow',
    content: [1, 2, 3, 4].map((at) => cell(type, at)),
  })
  return { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] }
}

function countWords(node: DocumentNode): number {
  return (
    (node.text?.split(/\s+/).length ?? 0) +
    (node.content ?? []).reduce((sum, child) => sum + countWords(child), 0)
  )
}
