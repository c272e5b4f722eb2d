import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, download, go, HOME, message, OTHER } from './accord.ts'

describeAccord('strategies', 'example', (accord) => {
  /** A new strategy without text, open at one of its views. */
  async function openBlank(view: string): Promise<{ page: Page; id: string }> {
    const page = await accord.open(`/strategies?ics=${HOME}`)
    const { id } = await ask(page, 'strategies.create', { template: 'blank', title: 'Oral health' })
    await go(page, `/strategies/${id}?ics=${HOME}&view=${view}`)
    await page.getByRole('heading', { name: 'Oral health', level: 1 }).waitFor()
    return { page, id }
  }

  test('one is begun from the diabetes template and written, without a mouse', async () => {
    const page = await accord.open(`/strategies?ics=${HOME}`)
    await page.getByRole('button', { name: 'New strategy' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^Joint diabetes strategy/ }).waitFor()
    await dialog.getByLabel('Name').fill('Diabetes, second edition')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Diabetes, second edition' }).waitFor()
    await page.locator('.sheet').getByText('No region of England').waitFor()

    await page.keyboard.press('e')
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('Written at the table. ')
    await page.locator('.sheet').getByText('Written at the table.').waitFor()
    // The text fills what the window leaves below the strategy's name.
    const room = () => page.locator('.editor').boundingBox()
    await expect.poll(room).toSatisfy(({ y, height }) => y + height > 780 && height > 500)
  })

  test('a version is kept, offered and signed by a lead alone', async () => {
    const { page, id } = await openBlank('versions')
    await page.getByRole('button', { name: 'Keep a version now' }).click()
    await page.getByLabel('Name').fill('After the workshop')
    await page.keyboard.press('Enter')
    await page.getByText('After the workshop', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'Sign-off' }).click()
    await page.getByRole('button', { name: 'Offer for signing' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Offer it' }).click()
    await page.getByText('On offer:').waitFor()
    await page.getByText('In review', { exact: true }).waitFor()
    const agree = page.getByRole('button', { name: 'Mark as agreed' })
    await expect.poll(() => agree.getAttribute('aria-disabled')).toBe('true')

    const theirs = page.getByRole('button', { name: 'Sign for Staffordshire and Stoke-on-Trent' })
    await expect.poll(() => theirs.getAttribute('aria-disabled')).toBe('true')
    await theirs.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await page
      .getByText('Only a lead of Staffordshire and Stoke-on-Trent can sign for it.')
      .waitFor()

    await page.getByRole('button', { name: /^Sign for Leicester/ }).click()
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByText('Say in which role, such as “Chief executive”.').waitFor()
    await page.getByLabel('Role').fill('Chief executive')
    await page.getByLabel('Reservations').fill('Money for year three is open.')
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByText('1 of 11 signed').waitFor()
    const [mine] = (await ask(page, 'strategies.get', { id })).signatures.filter(
      ({ ics }) => ics === HOME,
    )
    expect(mine).toMatchObject({
      standing: 'current',
      reservations: 'Money for year three is open.',
    })

    await agree.click()
    await page.getByText('Agreed', { exact: true }).waitFor()
    await page.getByRole('button', { name: /^Take back the signature/ }).click()
    await page.getByLabel('Why').fill('The board wants to see costs.')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('Taken back: The board wants to see costs.').waitFor()
  })

  test('a commitment lands in the register, and one undo takes both back', async () => {
    const { page, id } = await openBlank('commitments')
    await page.getByRole('button', { name: 'Add a commitment' }).click()
    await page.getByLabel(/^What Leicester/).fill('Paint fluoride varnish in every nursery')
    await page.getByRole('combobox', { name: 'Where it goes in your register' }).fill('HS1.e')
    await page.getByRole('option', { name: /^HS1\.e .*new action of your own/ }).click()
    await page.getByRole('button', { name: 'Add the commitment' }).click()
    const carried = page.getByRole('row').getByRole('link', { name: /^HS1\.e/ })
    await carried.waitFor()
    await page.getByText('1 of 11 systems have committed so far.').waitFor()
    const [made] = (await ask(page, 'strategies.get', { id })).commitmentsMade
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: made?.action ?? '' })
    expect(row.title).toContain('Paint fluoride varnish in every nursery')

    await message(page, 'committed').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('No system has committed yet').waitFor()
    await go(page, `/strategies/${id}?ics=${OTHER}&view=commitments`)
    await page.getByText('No system has committed yet').waitFor()
  })

  test('what was written since a version is shown beside it, and taken back', async () => {
    const { page, id } = await openBlank('text')
    await ask(page, 'strategies.keepVersion', { id, name: 'Before' })
    await page.locator('.sheet').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('One more thing.')
    await page.locator('.sheet').getByText('One more thing.').waitFor()
    await page.getByRole('link', { name: /^Versions/ }).click()
    await page.getByRole('link', { name: 'What changed since: Before' }).click()
    const now = page.getByRole('region', { name: 'The text as it stands now' })
    // The last words may still be on their way when the page opens.
    const added = now.locator('.difference-added').filter({ hasText: /^One more thing\.$/ })
    await added.waitFor()
    await expect.poll(() => page.getByText('One place differs.').count()).toBe(1)
    const address = page.url()
    const found = await new AxeBuilder({ page }).setLegacyMode().include('main').analyze()
    expect(found.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])

    await page.goBack()
    await page.getByRole('button', { name: 'Bring back: Before' }).click()
    await message(page, 'brought back').waitFor()
    await page.goto(address)
    await page.getByText('The two are the same.').waitFor()
  })

  test('the example is saved with its signatures and commitments', async () => {
    const page = await accord.open(`/strategies?ics=${HOME}`)
    await page.getByRole('link', { name: 'Joint diabetes strategy for the Midlands' }).click()
    await page.getByRole('link', { name: 'Sign-off' }).click()
    const table = page.locator('.strategy-table')
    const hidden = () => table.evaluate((node) => node.scrollWidth - node.clientWidth)
    await expect.poll(hidden).toBe(0)
    await page.getByRole('link', { name: 'Export' }).click()
    const text = (await download(page, 'Save as plain text')).toString()
    expect(text).toContain('Eleanor Hussain-Brook')
    expect(text).toContain('Train 60 community champions and pay them for their hours.')
    expect((await download(page, 'Save as Word')).subarray(0, 2).toString()).toBe('PK')
  })
})
