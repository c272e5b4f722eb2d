import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { docxText, essence, hasPoppler, pdfText } from '../publication/tools.ts'
import { FlakyProxy, makeFolder, ServerProcess, until } from '../sync/processes.ts'
import { ask, download, go } from './accord.ts'
import type { BrowserHost } from './browser-host.ts'
import { openJoined } from './joined.ts'

const TITLE = 'Joint diabetes strategy'

/** Three leads, each with a window and a record of their own, and one server between them. */
describe.skipIf(!hasChromium)('a strategy of three systems', () => {
  const folder = makeFolder()
  const server = new ServerProcess(join(folder.path, 'server'))
  const carlasLine = new FlakyProxy(() => server.port)
  const hosts: BrowserHost[] = []
  let browser: Browser
  let asha: Page
  let ben: Page
  let carla: Page

  beforeAll(async () => {
    await server.start()
    browser = await launchChromium()
    const line = await carlasLine.start()
    // Codes are made one after another: each opens the server's data.
    const first = await invited('Asha Patel', 'QK1', server.url)
    const second = await invited('Ben Cole', 'QNC', server.url)
    const third = await invited('Carla Reid', 'QJ2', line)
    const windows = await Promise.all([openAs(first), openAs(second), openAs(third)])
    ;[asha, ben, carla] = windows
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all(hosts.map((host) => host.stop()))
    carlasLine.stop()
    await server.stop()
    folder.remove()
  })

  /** @param url where this person reaches the server */
  async function invited(name: string, ics: string, url: string) {
    return { name, ics, url, code: await server.code(name, [`lead:${ics}`, 'chair']) }
  }

  async function openAs({ name, ics, ...invitation }: Awaited<ReturnType<typeof invited>>) {
    const { page, host } = await openJoined(browser, join(folder.path, name), invitation)
    hosts.push(host)
    await go(page, `/strategies?ics=${ics}`)
    return page
  }

  test('is written at once, talked over, signed and saved', async () => {
    const everyone = [asha, ben, carla]
    await asha.getByRole('button', { name: 'New strategy' }).click()
    await asha.getByRole('dialog').getByRole('button', { name: 'Start writing' }).click()
    await asha.getByRole('heading', { name: TITLE, level: 1 }).waitFor()
    const id = /strategies\/([0-9a-f-]{36})/.exec(asha.url())?.[1] ?? ''
    await Promise.all([ben, carla].map((page) => page.getByRole('link', { name: TITLE }).click()))

    // All three type at once, and see what the others type.
    await Promise.all([
      write(asha, 'Why we act together', 'Asha writes first.'),
      write(ben, 'Preventing type 2', 'Ben writes as well.'),
      write(carla, 'Governance', 'Carla meets monthly.'),
    ])
    for (const page of everyone)
      for (const words of ['Asha writes first.', 'Ben writes as well.', 'Carla meets monthly.'])
        await text(page).getByText(words).waitFor()

    await text(asha).locator('.caret').filter({ hasText: 'Ben Cole' }).waitFor()

    // Carla loses the network and writes on; meanwhile Asha asks and Ben answers.
    carlasLine.closed = true
    carlasLine.cut()
    await carla.keyboard.type(' Written on the train.')
    await asha.keyboard.press('Control+Shift+ArrowLeft')
    await asha.keyboard.press('Control+Shift+ArrowLeft')
    await asha.keyboard.press('Control+Alt+m')
    await asha.getByLabel('Your comment').fill('Is it us who write first?')
    await asha.keyboard.press('Control+Enter')
    await ben.getByRole('tab', { name: 'Comments 1' }).click()
    await ben.getByRole('button', { name: 'Reply' }).click()
    await ben.getByLabel('Your reply').fill('Yes, then everybody.')
    await ben.keyboard.press('Control+Enter')
    await asha.getByText('Yes, then everybody.').waitFor()
    await expect.poll(() => text(asha).getByText('Written on the train.').count()).toBe(0)
    await expect.poll(() => carla.getByRole('tab', { name: 'Comments 1' }).count()).toBe(0)

    // She is back: her words reach the others, and she settles what they talked about.
    carlasLine.heal()
    await text(asha).getByText('Carla meets monthly. Written on the train.').waitFor()
    await carla.getByRole('tab', { name: 'Comments 1' }).click()
    await carla.getByText('Yes, then everybody.').waitFor()
    await carla.getByRole('button', { name: 'Resolve' }).click()
    await ben.getByText('Show 1 resolved thread').waitFor()

    // Two suggest, the third decides.
    await Promise.all([
      suggest(ben, 'Ben writes as well.', ' Ben suggests this.'),
      suggest(carla, 'Carla meets monthly.', ' Carla suggests that.'),
    ])
    await text(asha).getByText('Ben suggests this.').waitFor()
    await text(asha).getByText('Carla suggests that.').waitFor()
    await asha.getByRole('tab', { name: 'Suggestions 2' }).click()
    const cards = asha.getByRole('tabpanel').getByRole('listitem')
    await cards.filter({ hasText: 'Ben suggests' }).getByRole('button', { name: 'Accept' }).click()
    await cards
      .filter({ hasText: 'Carla suggests' })
      .getByRole('button', { name: 'Reject' })
      .click()
    for (const page of everyone) {
      await text(page).locator('ins').first().waitFor({ state: 'detached' })
      // The caret of whoever decided may stand between the words.
      await until(async () =>
        (await wordsOf(page)).includes('Ben writes as well. Ben suggests this.'),
      )
    }
    await until(async () => {
      const [first, ...others] = await Promise.all(everyone.map((page) => stored(page, id)))
      return others.every((other) => other === first)
    })
    const shown = () => Promise.all(everyone.map(wordsOf))
    await expect.poll(async () => new Set((await shown()).map(String)).size).toBe(1)
    expect((await shown())[0]).toContain('Carla meets monthly. Written on the train.')

    // A version is kept and another offered: each lead signs for their own system, and that one alone.
    const { version: early } = await ask(asha, 'strategies.keepVersion', { id, name: 'Early' })
    await Promise.all(
      everyone.map((page) => page.getByRole('link', { name: 'Sign-off', exact: true }).click()),
    )
    await asha.getByRole('button', { name: 'Offer for signing' }).click()
    await asha.getByRole('dialog').getByRole('button', { name: 'Offer it' }).click()
    await Promise.all(everyone.map((page) => page.getByText('On offer: For signing').waitFor()))
    const notHers = asha.getByRole('button', { name: 'Sign for Staffordshire and Stoke-on-Trent' })
    await expect.poll(() => notHers.getAttribute('aria-disabled')).toBe('true')
    await expect(sign(asha, id, 'QNC')).rejects.toThrow('Only a lead of Staffordshire')
    await expect(sign(ben, id, 'QNC', early)).rejects.toThrow('is not the version on offer')
    await Promise.all([
      signOnPage(asha, 'Leicester, Leicestershire and Rutland'),
      signOnPage(ben, 'Staffordshire and Stoke-on-Trent'),
      signOnPage(carla, 'Derby and Derbyshire'),
    ])
    await Promise.all(everyone.map((page) => page.getByText('3 of 11 signed').waitFor()))

    // Whoever writes on sees that the signatures stay with what was signed.
    await ben.getByRole('link', { name: 'Text', exact: true }).click()
    await write(ben, 'Risks', 'Money runs out.')
    await until(async () => (await stored(asha, id)).includes('Money runs out.'))
    await go(asha, `/strategies/${id}?ics=QK1&view=sign-off`)
    await asha.reload()
    await asha.getByText('The text has changed since this version was offered.').waitFor()
    await asha.getByText('3 of 11 signed').waitFor()

    // Everything is in the files.
    await asha.getByRole('link', { name: 'Export' }).click()
    await asha.getByRole('button', { name: /Which text/ }).click()
    await asha.getByRole('option', { name: 'The text as it stands now' }).click()
    await asha.getByText('With the comments').click()
    const files = [docxText(await download(asha, 'Save as Word'))]
    if (hasPoppler) files.push(pdfText(await download(asha, 'Save as PDF')))
    for (const file of files)
      for (const words of [
        'Asha writes first.',
        'Ben writes as well. Ben suggests this.',
        'Carla meets monthly. Written on the train.',
        'Money runs out.',
        'Yes, then everybody.',
        'Carla Reid',
        'Chief executive of Derby and Derbyshire',
      ])
        expect(essence(file)).toContain(essence(words))
  })
})

const text = (page: Page) => page.locator('.sheet')

/** What the person reads, without the names of others in it and what fills itself from the record. */
function wordsOf(page: Page): Promise<string[]> {
  return text(page).evaluate((sheet) => {
    const copy = sheet.cloneNode(true) as Element
    for (const other of copy.querySelectorAll('.caret, .live')) other.remove()
    return [...copy.children].map(({ textContent }) => textContent)
  })
}

/** The text in the person's record. */
async function stored(page: Page, id: string): Promise<string> {
  return (await ask(page, 'strategies.text', { id })).content
}

/** Begins a paragraph under a heading, and stays in it. */
async function write(page: Page, heading: string, words: string): Promise<void> {
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('button', { name: heading, exact: true }).click()
  await page.locator('.sheet:focus').waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type(words)
}

/** Suggests more words at the end of a line. */
async function suggest(page: Page, line: string, words: string): Promise<void> {
  await text(page).getByText(line).click()
  await page.keyboard.press('End')
  const mode = page.getByRole('button', { name: 'Suggest changes' })
  await mode.click()
  await page.getByRole('button', { name: 'Suggest changes: on' }).waitFor()
  await page.locator('.sheet:focus').waitFor()
  await page.keyboard.type(words)
  await mode.click()
}

async function signOnPage(page: Page, system: string): Promise<void> {
  await page.getByRole('button', { name: `Sign for ${system}` }).click()
  await page.getByLabel('Role').fill(`Chief executive of ${system}`)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByRole('button', { name: `Take back the signature of ${system}` }).waitFor()
}

/** Tries to sign past the page, as a lead who read `version`, or else what is on offer. */
async function sign(page: Page, id: string, ics: string, version?: string): Promise<unknown> {
  const { versions, offered } = await ask(page, 'strategies.get', { id })
  const read = versions.find((each) => each.id === (version ?? offered))
  if (!read) throw new Error('That version is not here.')
  const { hash } = read
  return ask(page, 'strategies.sign', {
    ...{ id, ics, version: read.id, hash },
    ...{ name: 'Somebody', role: 'Chief executive' },
  })
}
