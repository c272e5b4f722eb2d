import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message } from './accord.ts'

const firstReference = (page: Page) => page.locator('.table-name').first().textContent()

/** Filters by words and waits for the list to follow. */
async function filterBy(page: Page, words: string, shown: RegExp): Promise<void> {
  await page.getByLabel('Words to look for').fill(words)
  await page.locator('.page-subtitle').filter({ hasText: shown }).waitFor()
}

describeAccord('the register', 'example', (accord) => {
  test('several actions change at once, and undo takes it back in one step', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    const before = await ask(page, 'register.list', { ics: HOME })
    const three = before.slice(0, 3).map((row) => row.reference)
    const standing = async () =>
      (await ask(page, 'register.list', { ics: HOME })).slice(0, 3).map(({ status }) => status)

    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('3 actions selected').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: '3 actions' }).waitFor()
    await page.getByText('Blocked', { exact: true }).last().click()
    await page.getByLabel('Note').fill('The grant ended.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await message(page, '3 actions').waitFor()
    await expect.poll(() => standing()).toEqual(['blocked', 'blocked', 'blocked'])

    await page.keyboard.press('Control+z')
    await message(page, 'Undone').waitFor()
    await expect.poll(() => standing()).toEqual(before.slice(0, 3).map(({ status }) => status))
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: three[0] ?? '' })
    expect(row.note).toBe(before[0]?.note)

    await page.getByRole('button', { name: 'Redo' }).click()
    await message(page, 'Done again').waitFor()
    await expect.poll(() => standing()).toEqual(['blocked', 'blocked', 'blocked'])
  })

  test('dates that differ stay as they are until one is chosen for all', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    const dates = async () =>
      (await ask(page, 'register.list', { ics: HOME })).slice(0, 4).map(({ due }) => due)
    const before = await dates()
    expect(new Set(before).size).toBeGreaterThan(1)
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('4 actions selected').waitFor()
    const dialog = page.getByRole('dialog', { name: '4 actions' })

    await page.keyboard.press('d')
    await dialog.getByText('They differ').waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await dates()).toEqual(before)

    await page.keyboard.press('d')
    await dialog.getByRole('button', { name: 'Leave all without a date' }).click()
    await message(page, 'due cleared').waitFor()
    expect(await dates()).toEqual([null, null, null, null])
    await page.keyboard.press('Control+z')
    await message(page, 'Undone').waitFor()
    expect(await dates()).toEqual(before)
  })

  test('a pasted cell that cannot be read is named, and that is all that is said', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.evaluate(() => navigator.clipboard.writeText('Finished'))
    await page.keyboard.press('Control+v')
    await message(page, 'is not a status').waitFor()
    expect(await page.locator('.toast').count()).toBe(1)
  })

  test('filter, sorting, scroll and selection survive leaving and returning', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await filterBy(page, 'data', /^(?!.*·\s*(\d+) actions$).*of/)
    await page.getByRole('columnheader', { name: 'Action' }).click()
    await page.waitForFunction(() => document.querySelector('[aria-sort=ascending]') !== null)
    const grid = page.getByRole('grid')
    await grid.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Space')
    await grid.evaluate((table) => table.scrollTo(0, 300))
    const look = async () => ({
      shown: await page.locator('.page-subtitle').textContent(),
      scroll: await grid.evaluate((table) => table.scrollTop),
      first: await firstReference(page),
    })
    // The rows follow within a frame or two.
    let before = await look()
    const stands = async () => {
      const last = before
      before = await look()
      return isDeepStrictEqual(before, last)
    }
    await expect.poll(stands, { interval: 200 }).toBe(true)
    expect(before.scroll).toBeGreaterThan(0)

    await page.getByRole('link', { name: 'My system' }).click()
    await page.getByRole('heading', { name: 'What needs attention first' }).waitFor()
    await page.getByRole('link', { name: 'Register' }).first().click()
    await grid.waitFor()
    await page.getByText('1 action selected').waitFor()
    await expect.poll(() => page.getByLabel('Words to look for').inputValue()).toBe('data')
    await expect.poll(look).toEqual(before)
  })

  test('an address opens the same list and action elsewhere, and Back goes back', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await filterBy(page, 'bus', /of/)
    const shown = await page.locator('.page-subtitle').textContent()
    await page.locator('.table-name').first().click()
    const panel = page.getByRole('complementary')
    const title = await panel.locator('#action-title').textContent()
    const address = new URL(page.url()).hash.slice(1)

    const copy = await accord.open(address)
    await expect.poll(() => copy.locator('#action-title').textContent()).toBe(title)
    await copy
      .locator('.page-subtitle')
      .filter({ hasText: shown ?? '' })
      .waitFor()

    await page.goBack()
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('.page-subtitle').textContent()).toBe(shown)
    await go(page, `/my-system?ics=${HOME}`)
    await page.getByRole('heading', { name: 'What needs attention first' }).waitFor()
    await page.goBack()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.getByLabel('Words to look for').inputValue()).toBe('bus')
  })

  test('Ctrl+K finds an action by reference or words, an owner, and a page', async () => {
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const found = page.locator('[cmdk-item]')
    async function look(words: string): Promise<void> {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill(words)
    }
    await look('HS1.E2')
    await found.filter({ hasText: 'HS1.e2' }).first().waitFor()
    await page.keyboard.press('Escape')

    await look('ethnic differences')
    await found.filter({ hasText: 'Allow for ethnic differences' }).first().waitFor()
    await page.keyboard.press('Escape')

    await look('Rajesh')
    await found.filter({ hasText: 'Owner' }).filter({ hasText: 'Rajesh Marrowby' }).click()
    await page.getByRole('heading', { level: 1, name: 'People and owners' }).waitFor()

    await look('settings')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()

    await look('zzzz')
    await page.getByText('Nothing is called “zzzz”').waitFor()
  })

  test('the matrix of all systems leads to one cell’s action', async () => {
    const page = await accord.open(`/across?ics=${HOME}`)
    await page.getByPlaceholder('Find by reference or words').fill('HS1.e2')
    await page.getByText(/^1 of 246 actions/).waitFor()
    await page.getByRole('gridcell').first().click()
    await page.getByRole('heading', { name: 'Allow for ethnic differences' }).waitFor()
  })

  test('a view is saved under a name and opened again', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await page.getByRole('button', { name: 'Status', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Blocked' }).check({ force: true })
    await page.keyboard.press('Escape')
    await page.locator('.page-subtitle').filter({ hasText: ' of ' }).waitFor()
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('menuitem', { name: 'By focus area' }).click()
    await page.getByRole('treegrid').waitFor()
    const shown = await page.locator('.page-subtitle').textContent()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    await page.getByLabel('Name').fill('For the board')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await message(page, 'For the board').waitFor()

    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('button', { name: 'Grouped by focus area' }).click()
    await page.getByRole('menuitem', { name: 'Not grouped' }).click()
    await page.getByRole('grid').waitFor()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'For the board' }).click()
    await page.getByRole('treegrid').waitFor()
    await page
      .locator('.page-subtitle')
      .filter({ hasText: shown ?? '' })
      .waitFor()
    await page.getByRole('button', { name: 'Grouped by focus area' }).click()
    await page.getByRole('menuitem', { name: 'Not grouped' }).click()
  })
})
