import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message, OTHER } from './accord.ts'

/** What axe finds amiss inside the shell, one line for each place. */
async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include('.shell-page').setLegacyMode()
  return (await axe.analyze()).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  )
}

/** A case study of somebody else's that the home system has not adopted. */
async function somebodyElses(page: Page) {
  const studies = await ask(page, 'practice.list', {})
  const found = studies.find(
    ({ ics, adoptions }) =>
      ics !== null && ics !== HOME && !adoptions.some((adoption) => adoption.ics === HOME),
  )
  if (!found) throw new Error('The example has no such case study.')
  return found
}

describeAccord('learning and mapping', 'example', (accord) => {
  test('a case study is adopted by keyboard, told of, and given up again', async () => {
    const page = await accord.open(`/learning?ics=${HOME}`)
    const study = await somebodyElses(page)
    await go(page, `/learning?ics=${HOME}&study=${study.key}`)
    const reading = page.getByRole('article', { name: study.title })
    await reading.waitFor()
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What you changed to make it fit').fill('We began in one place.')
    await dialog.getByRole('button', { name: 'Adopt', exact: true }).click()
    await message(page, `Adopted “${study.title}”`).waitFor()
    await reading.getByText('We began in one place.').waitFor()

    await message(page, 'Adopted').getByRole('button', { name: 'Undo' }).click()
    await reading.getByText('We began in one place.').waitFor({ state: 'detached' })
  })

  test('one of its own is written down, and found by its words at an address of its own', async () => {
    const page = await accord.open(`/learning?ics=${HOME}`)
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Give it a title.').waitFor()
    await dialog.getByLabel('Title').fill('Tea at the depot')
    await dialog.getByLabel('What was done').fill('A nurse came to the bus depot for tea.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('article', { name: 'Tea at the depot' }).waitFor()
    await expect.poll(() => page.url()).toMatch(/study=practice/)

    await page.getByLabel('Find a case study').fill('depot nurse')
    await page.getByText(/^1 of \d+ case studies$/).waitFor()
    const again = await accord.open(new URL(page.url()).hash.slice(1))
    await again.getByRole('article', { name: 'Tea at the depot' }).waitFor()
  })

  test('all that the list has is counted above it', async () => {
    const page = await accord.open(`/learning?ics=${HOME}`)
    const all = await ask(page, 'practice.list', {})
    const own = all.filter(({ ics }) => ics !== null).length
    await page.getByText(`${all.length} of ${all.length} case studies`).waitFor()
    const numbers = all.length - own
    await page
      .getByText(`${own} case studies from systems, ${numbers} of the report known by number alone`)
      .waitFor()
  })

  test('the arrow keys go from one case study to the next', async () => {
    const page = await accord.open(`/learning?ics=${HOME}`)
    await page.getByLabel('Find a case study').fill('')
    const titles = page.getByRole('list', { name: 'Case studies' }).getByRole('button')
    await titles.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => titles.nth(1).getAttribute('aria-current')).toBe('true')
  })

  test('who learnt from whom is a picture, its table and words', async () => {
    const page = await accord.open(`/learning?ics=${HOME}&view=network`)
    const chart = page.locator('[data-chart]')
    await chart.locator('svg').waitFor()
    await expect
      .poll(() => chart.getByRole('img').getAttribute('aria-label'))
      .toMatch(/gave most \(\d+\)/)
    await page.keyboard.press('t')
    await chart.getByRole('columnheader', { name: 'From' }).waitFor()
  })

  test('who may only read is told why', async () => {
    const page = await accord.open(`/learning?ics=${OTHER}`)
    await page.getByRole('button', { name: 'Add a case study' }).focus()
    await page
      .getByRole('tooltip')
      .filter({ hasText: /Only a lead of Staffordshire/ })
      .waitFor()
    await expect.poll(() => violations(page)).toEqual([])
  })
  test('a row of the matrix is opened by keyboard, and its passages stand side by side', async () => {
    const page = await accord.open(`/strategies/mapping?ics=${HOME}`)
    const grid = page.getByRole('grid')
    await grid.getByRole('rowheader').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const detail = page.getByRole('region', { name: /^Priority 3 / })
    await detail.getByText(/\d+ of 11 systems have a priority of their own for it\./).waitFor()
    await expect.poll(() => detail.locator('.system-says').count()).toBeGreaterThan(1)
    await expect.poll(() => page.url()).toContain('row=priority')
  })

  test('passages of a file become a priority, which moves the matrix', async () => {
    const page = await accord.open(`/strategies/mapping?ics=${HOME}&view=own`)
    const before = (await ask(page, 'priorities.list', { ics: HOME })).length
    await page.getByRole('button', { name: 'Pick from a strategy’s file' }).click()
    const input = page.locator('input[type=file]')
    const file = (name: string, text: string) => ({
      ...{ name, mimeType: 'text/plain' },
      buffer: Buffer.from(text),
    })
    await input.setInputFiles(file('empty.txt', ''))
    await page.getByRole('alert').filter({ hasText: '“empty.txt” is empty.' }).waitFor()
    const words = '# Money for the long run\n\nWe ask for five years at a time.\n'
    await input.setInputFiles(file('Fairer health.md', words))
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(focused).toBe('Choose another file')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Choose the strategy')
    await input.setInputFiles(file('Fairer health.md', words))
    await page.getByRole('checkbox', { name: /We ask for five years/ }).check({ force: true })
    await page.getByRole('button', { name: 'Make a priority of it' }).click()
    await page.getByRole('checkbox', { name: '8 Campaign for long-term investment' }).check({
      force: true,
    })
    await page.getByRole('button', { name: 'Save' }).click()
    await message(page, 'Added “Money for the long run”').waitFor()
    await page.getByText('Mapped', { exact: true }).waitFor()
    await expect.poll(() => violations(page)).toEqual([])
    await expect.poll(() => ask(page, 'priorities.list', { ics: HOME })).toHaveLength(before + 1)
    const { rows } = await ask(page, 'priorities.matrix', {})
    expect(rows.find(({ id }) => id === '8')?.cells.flat()).toHaveLength(1)
  })

  test('what systems share is put forward, and declined with a reason', async () => {
    const page = await accord.open(`/strategies/mapping?ics=${HOME}&view=joint`)
    const proposal = page.getByRole('button', { name: /^Put forward: / }).first()
    await proposal.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('Learn to listen together')
    await dialog.getByRole('button', { name: 'Put forward' }).click()
    await message(page, 'Put forward “Learn to listen together”').waitFor()
    const card = page.getByRole('listitem').filter({ hasText: 'Learn to listen together' })
    await card.getByRole('button', { name: 'Decline' }).click()
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await dialog.getByText('Say why: the systems read it.').waitFor()
    await dialog.getByLabel('Why').fill('Nobody has the time this year.')
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await card.getByText('Nobody has the time this year.').waitFor()
  })
})
