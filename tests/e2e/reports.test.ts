import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message, OTHER } from './accord.ts'

/** A freeze reads the whole record, which takes its time on a busy computer. */
const FREEZING = { timeout: 300_000 }
/** Three columns, two, and what a window of 1280 shows at 200 %. */
const WINDOWS = [
  [1920, 1080],
  [1280, 800],
  [640, 400],
] as const
const QUOTED = 'Actions complete or embedded, all 11 systems'

async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

/** Which element would take the next key. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

async function beginQuarter(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New report' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Kind/ }).press('Enter')
  await page.getByRole('option', { name: 'Quarterly pack' }).click()
  await dialog.getByRole('button', { name: /Period/ }).press('Enter')
  await page.getByRole('option', { name: 'This quarter' }).click()
  await dialog.getByLabel('Name').fill('Pack of the quarter')
  await dialog.getByRole('button', { name: 'Begin the report' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pack of the quarter' }).waitFor()
  return /reports\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

async function quote(page: Page): Promise<void> {
  const narrative = page.getByRole('textbox', { name: 'Narrative of Summary' })
  await narrative.click()
  await page.keyboard.type('We finished ')
  await page.getByRole('button', { name: 'Insert' }).click()
  await page.getByRole('menuitem', { name: 'Figure of this report' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Find a figure').fill(QUOTED)
  await dialog.getByRole('button', { name: QUOTED }).click()
  await narrative.getByRole('img').waitFor()
}

/** Somebody of the home system finishes something; answers its reference. */
async function finishAnAction(page: Page): Promise<string> {
  const rows = await ask(page, 'register.list', { ics: HOME })
  const row = rows.find(({ status }) => status === 'in-progress')
  if (!row) throw new Error('The example has no action in progress.')
  const { reference } = row
  await ask(page, 'action.update', { ics: HOME, reference, changes: { status: 'complete' } })
  return reference
}

/** Opens a figure that moved, and looks whether the entry stands behind what it reads now. */
async function checkToSource(page: Page, row: number, reference: string): Promise<void> {
  const moved = page.locator('.freeze-compared tbody tr').nth(row)
  const now = await moved.locator('td').nth(1).textContent()
  const label = (await moved.getByRole('link').textContent()) ?? ''
  await moved.getByRole('link').press('Enter')
  const panel = page.getByRole('complementary', { name: 'Where this figure comes from' })
  await panel.getByRole('heading', { name: label }).waitFor()
  await expect.poll(() => panel.locator('.figure-value').textContent()).toBe(now)
  const entry = panel.locator('.traced-entries > li').filter({ hasText: `${reference}: ` })
  await expect.poll(() => entry.first().textContent()).toMatch(/Alex Example[\s\S]*status Complete/)
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe(label)
}

/** Presses the button until it has given way: a page that is still being put together may lose a key. */
async function beginFreezing(page: Page): Promise<void> {
  const isUnderWay = () => page.getByRole('progressbar').isVisible()
  const begin = async () => {
    if (await isUnderWay()) return true
    const button = page.getByRole('button', { name: 'Freeze the record' })
    await button.press('Enter', { timeout: 1000 }).catch(() => undefined)
    return isUnderWay()
  }
  await expect.poll(begin, { interval: 300 }).toBe(true)
}

/** The same with Cancel, until the task is over. */
async function callOff(page: Page): Promise<void> {
  const cancel = page.getByRole('button', { name: 'Cancel' })
  const isUnderWay = async () => {
    if (!(await cancel.isVisible())) return false
    await cancel.press('Enter', { timeout: 1000 }).catch(() => undefined)
    return cancel.isVisible()
  }
  await expect.poll(isUnderWay, { interval: 300 }).toBe(false)
}

/** What a button of the view with the files saves, under this name. */
async function built(page: Page, button: string, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download', FREEZING),
    page.getByRole('button', { name: button, exact: true }).press('Enter'),
  ])
  expect(download.suggestedFilename()).toBe(`Example data - ${name}`)
  return readFileSync(await download.path())
}

describeAccord('reports', 'example', (accord) => {
  test('the quarter is frozen, what moved is read and traced, and the pack is built', async () => {
    const page = await accord.open(`/reports?ics=${HOME}`)
    await page.getByRole('link', { name: 'Impact report, the example year' }).waitFor()
    // On its first day, a quarter has nothing else to tell.
    await finishAnAction(page)
    const report = await beginQuarter(page)

    await beginFreezing(page)
    await callOff(page)
    await message(page, 'Cancelled. Nothing was changed.').waitFor()
    await expect.poll(() => focused(page)).toBe('Freeze the record')

    // Another window follows it and can call it off; after a crash of the page, one press is enough.
    const other = await accord.open(`/reports/${report}?ics=${HOME}`)
    await other.getByRole('button', { name: 'Freeze the record' }).waitFor()
    // After a change, nothing of the freeze that was called off is taken over: it takes its time again.
    await finishAnAction(page)
    await beginFreezing(page)
    await other.getByRole('progressbar').waitFor()
    await callOff(other)
    await page.getByRole('button', { name: 'Freeze the record' }).waitFor()
    await finishAnAction(page)
    await beginFreezing(other)
    // Seen here, it has reached the service: a window loaded anew before that takes its call along.
    await page.getByRole('progressbar').waitFor()
    await other.reload(FREEZING)
    await page.getByRole('button', { name: 'Freeze again' }).waitFor(FREEZING)
    await other.getByRole('button', { name: 'Freeze again' }).waitFor(FREEZING)
    await page.locator('.traced-value').first().waitFor(FREEZING)
    await quote(page)

    const reference = await finishAnAction(page)
    await page.getByRole('button', { name: 'Freeze again' }).click()
    await message(page, 'Froze the record')
      .getByRole('button', { name: 'See what moved' })
      .click(FREEZING)
    await page.getByText(/\d+ figures moved, [\d,]+ stayed\. 1 entry came in/).waitFor(FREEZING)
    await page.getByLabel('Find a figure').fill('complete or embedded')
    for (const row of [0, 1, 2]) await checkToSource(page, row, reference)
    await page
      .getByRole('button', { name: /^Check the freeze/ })
      .first()
      .click()
    await page.getByText('All is as it was frozen').waitFor(FREEZING)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => problems(page)).toEqual([])

    await page.getByRole('link', { name: 'Read and write' }).click()
    const [section] = (await ask(page, 'reports.get', { id: report })).contents
    const [moved] = section?.moved ?? []
    if (!moved) throw new Error('The quoted figure is not flagged.')
    await page.getByText('1 figure to read again').waitFor()
    await expect.poll(() => problems(page)).toEqual([])
    await page.getByRole('button', { name: /^I have read it again/ }).press('Enter')
    await message(page, `now says ${moved.now}`).waitFor()
    await page.getByText('1 figure to read again').waitFor({ state: 'detached' })
    const narrative = page.getByRole('textbox', { name: 'Narrative of Summary' })
    await expect.poll(() => narrative.textContent()).toContain(`We finished ${moved.now}`)
    expect(moved.now).not.toBe(moved.quoted)

    await page.getByRole('link', { name: 'Build and send' }).click()
    const word = await built(page, 'Word', 'Pack of the quarter.docx')
    expect(unzipSync(word)).toHaveProperty(['word/document.xml'])
    const tables = unzipSync(
      await built(page, 'Evidence in CSV', 'Pack of the quarter evidence.zip'),
    )
    expect(Object.keys(tables)).toEqual(expect.arrayContaining(['README.txt', 'figures.csv']))
    await expect.poll(() => focused(page)).toBe('Evidence in CSV')
    await page.getByText('Public version: without names').click()
    const text = await built(page, 'Text', 'Pack of the quarter public version.md')
    expect(text.toString()).toMatch(
      /^> \*\*Example data[^\n]+\n\n# Pack of the quarter\n[\s\S]+Names and contact details are left out[\s\S]+We finished/,
    )

    // Somebody gave it another name without seeing ours.
    const unseen = { fields: { title: 'Quarterly pack' }, seen: { title: [] } }
    await ask(page, 'reports.save', { id: report, ...unseen })
    await page.getByText('has 2 values, set without sight').waitFor()
    await page.getByRole('button', { name: 'Keep this: Pack of the quarter' }).press('Enter')
    await message(page, 'Settled the disagreement: title is Pack of the quarter').waitFor()
    await page.getByText('has 2 values').waitFor({ state: 'detached' })
  }, 480_000)

  test('a figure opens beside the text, at any width, from its address', async () => {
    const reports = await ask(accord.page, 'reports.list', {})
    const report = reports.find(({ freeze }) => freeze !== null)
    const page = await accord.open(`/reports/${report?.id}?ics=${HOME}&figure=done%40region`)
    await page.getByRole('heading', { name: /^\d+ entries behind it$/ }).waitFor(FREEZING)
    await page.locator('.traced-value').first().waitFor(FREEZING)
    for (const [width, height] of WINDOWS) {
      await page.setViewportSize({ width, height })
      const wide = () => page.evaluate(() => document.querySelector('main')?.scrollWidth)
      await expect.poll(wide).toBeLessThanOrEqual(width)
    }
    await expect.poll(() => problems(page)).toEqual([])
  })

  test('who signs is named and signs the freeze, and the report says what it still wants', async () => {
    const page = await accord.open(`/reports?ics=${HOME}`)
    const [report] = await ask(page, 'reports.list', {})
    const { id } = report!
    await ask(page, 'reports.freeze', { report: id })
    await go(page, `/reports/${id}?ics=${HOME}`)
    await page.getByRole('heading', { name: 'Five key messages' }).waitFor(FREEZING)
    await page.getByRole('link', { name: 'Build and send' }).click()
    await page.getByText('Nobody is named to sign it.').waitFor()

    await page.getByRole('button', { name: 'Add somebody who signs' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Who signs the report' })
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog.getByText('Say who signs.').waitFor()
    await dialog.getByLabel('Name').fill('Ama Owusu')
    await dialog.getByLabel('Role').fill('Regional director')
    await dialog.getByLabel('Role').press('Enter')
    await page.getByText('Ama Owusu has not signed it yet.').waitFor()
    await page.getByRole('button', { name: 'Ama Owusu signs today' }).press('Enter')
    await page.getByText(/Ama Owusu, Regional director: signed on/).waitFor()
    await page.getByText(/sections of \d+ are not marked as done/).waitFor()
    expect(await problems(page)).toEqual([])

    await ask(page, 'reports.freeze', { report: id })
    await page
      .getByText('Ama Owusu signed an earlier freeze of it, not this one.')
      .waitFor(FREEZING)
  })
})

describeAccord('reports, reading only', 'none', (accord) => {
  test('whoever may only read is told so before trying', async () => {
    await ask(accord.page, 'record.create', { ics: OTHER, name: 'Rae Reader', grants: ['viewer'] })
    const page = await accord.open(`/reports?ics=${OTHER}`)
    await page.getByRole('heading', { name: 'Begin with a period' }).waitFor()
    await page.getByText('You can read everything here.').waitFor()
    const begin = page.getByRole('button', { name: 'New report' })
    await expect.poll(() => begin.getAttribute('aria-disabled')).toBe('true')
  })
})
