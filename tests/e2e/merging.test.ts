import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { FlakyProxy, makeFolder, ServerProcess } from '../sync/processes.ts'
import { ask, go } from './accord.ts'
import type { BrowserHost } from './browser-host.ts'
import { openJoined } from './joined.ts'

const LINES = ['First line', 'Second line', 'Third line', 'Fourth line', 'Fifth line', 'Sixth line']

/** Three records, three windows and a server between them; one of the three is on a train. */
describe.skipIf(!hasChromium)('what three write apart', () => {
  const folder = makeFolder()
  const server = new ServerProcess(join(folder.path, 'server'))
  const carlasLine = new FlakyProxy(() => server.port)
  const hosts: BrowserHost[] = []
  let browser: Browser

  beforeAll(async () => {
    await server.start()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all(hosts.map((host) => host.stop()))
    carlasLine.stop()
    await server.stop()
    folder.remove()
  })

  async function openAs(name: string, url: string): Promise<Page> {
    const code = await server.code(name, ['chair'])
    const { page, host } = await openJoined(browser, join(folder.path, name), { url, code })
    hosts.push(host)
    return page
  }

  test('is all there once they meet, in its place or beside the text', async () => {
    const asha = await openAs('Asha Patel', server.url)
    const ben = await openAs('Ben Cole', server.url)
    const carla = await openAs('Carla Reid', await carlasLine.start())
    const { id } = await ask(asha, 'strategies.create', { template: 'blank', title: 'Oral health' })
    for (const page of [asha, ben, carla]) await go(page, `/strategies/${id}`)
    await text(asha).click()
    for (const line of LINES) {
      await asha.keyboard.type(line)
      await asha.keyboard.press('Enter')
    }
    for (const page of [ben, carla]) await text(page).getByText('Sixth line').waitFor()

    carlasLine.closed = true
    carlasLine.cut()
    for (const line of LINES) {
      await endOf(carla, line)
      await carla.keyboard.type(` with ${line.split(' ')[0]}Carla`)
    }

    await endOf(asha, 'First line')
    await asha.keyboard.press('Control+Alt+2')
    await endOf(asha, 'Second line')
    await asha.keyboard.press('Control+Shift+8')
    await endOf(asha, 'Third line')
    for (const _ of ' line') await asha.keyboard.press('ArrowLeft')
    await asha.keyboard.press('Enter')
    await text(asha)
      .getByText(/^ ?line$/)
      .waitFor()
    await endOf(ben, 'Fourth line')
    await ben.keyboard.press('Control+Shift+b')
    await endOf(ben, 'Sixth line')
    await ben.keyboard.press('Shift+Home')
    await ben.keyboard.press('Backspace')
    await ben.keyboard.press('Backspace')
    await text(asha).getByText('Sixth line').waitFor({ state: 'detached' })
    await text(asha).locator('blockquote').getByText('Fourth line').waitFor()

    carlasLine.heal()
    // By itself it tries again within a minute: the later, the longer she was away.
    await ask(carla, 'sync.once', {})
    for (const page of [asha, ben, carla]) {
      await text(page).locator('h2').getByText('First line with FirstCarla').waitFor()
      await text(page).locator('li').getByText('Second line with SecondCarla').waitFor()
      // Names at the carets of others stand between the words.
      const cut = { hasText: 'line with ThirdCarla', hasNotText: 'Third line' }
      await text(page).locator('p').filter(cut).waitFor()
      await text(page).locator('blockquote').getByText('Fourth line with FourthCarla').waitFor()
      await text(page)
        .locator('p')
        .filter({ hasText: /Fifth line.*with FifthCarla/ })
        .waitFor()
    }
    expect(await text(carla).getByText('SixthCarla').count()).toBe(0)

    // Ben took out a line while Carla typed in it: both are told, and nothing is lost.
    await ben.getByText('somebody typed in a part of the text while you took it out').waitFor()
    await carla.getByRole('button', { name: 'Show the words' }).click()
    const card = carla.getByRole('tabpanel').getByRole('listitem')
    await card.getByText('with SixthCarla').waitFor()
    await card.getByText('Ben Cole took out the paragraph').waitFor()
    if (process.env.MERGING_PICTURE) await carla.screenshot({ path: process.env.MERGING_PICTURE })
    await card.getByRole('button', { name: 'Put back' }).click()
    for (const page of [asha, ben, carla])
      await text(page).locator('p').getByText('with SixthCarla', { exact: true }).waitFor()
    await carla.getByRole('button', { name: 'Show the words' }).waitFor({ state: 'detached' })
  })
})

const text = (page: Page) => page.locator('.sheet').first()

/** A busy computer may take a click late: one looks where the caret stands, and clicks again. */
async function endOf(page: Page, words: string): Promise<void> {
  const line = text(page).getByText(words).first()
  const click = async () => {
    await line.click()
    await page.keyboard.press('End')
    return page.evaluate(
      () => getSelection()?.anchorNode?.parentElement?.closest('p, h2, li')?.textContent,
    )
  }
  await expect.poll(click).toContain(words)
}
