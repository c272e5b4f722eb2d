import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message, OTHER } from './accord.ts'

describeAccord('people', 'example', (accord) => {
  test('each owner to chase has an e-mail that names the actions', async () => {
    const page = await accord.open(`/chase?ics=${HOME}`)
    const items = await ask(page, 'owners.chase', { ics: HOME })
    expect(items.length).toBeGreaterThan(0)
    const item = items.find(({ mailto }) => mailto !== null)
    if (!item) throw new Error('Nobody in the example can be written to.')
    const card = page.locator('.chase-card').filter({ hasText: item.owner.name }).first()

    const download = page.waitForEvent('download')
    await card.getByRole('button', { name: 'Save as an e-mail file' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.eml$/)
    const text = readFileSync(await file.path(), 'utf8')
    expect(text).toContain(item.owner.email)
    expect(text).toContain('X-Unsent: 1')

    await card.getByText('Read the e-mail').click()
    const body = await card.locator('.chase-body').textContent()
    for (const { reference } of item.actions) expect(body).toContain(reference)
    expect(item.mailto).toMatch(/^mailto:/)
  })

  test('all of one owner’s actions are handed to another, and taken back', async () => {
    const page = await accord.open(`/owners?ics=${HOME}`)
    const owners = await ask(page, 'owners.list', { ics: HOME })
    const [from, to] = ['Bilal', 'Bronwen'].map((name) =>
      owners.find((owner) => owner.name.startsWith(name)),
    )
    if (!from || !to) throw new Error('The example has other owners now.')
    const openOf = async (id: string) =>
      (await ask(page, 'owners.list', { ics: HOME })).find((owner) => owner.id === id)?.open

    await page.getByRole('button', { name: `Change ${from.name}` }).click()
    await page.getByRole('menuitem', { name: 'Hand over actions' }).click()
    await page.getByRole('combobox', { name: 'Who takes them on' }).fill(to.name.slice(0, 6))
    await page.getByRole('option', { name: to.name }).click()
    await page.getByRole('button', { name: /^Hand over \d+ action/ }).click()
    await message(page, to.name).waitFor()
    await expect.poll(() => openOf(from.id)).toBe(0)
    await expect.poll(() => openOf(to.id)).toBe(from.open + to.open)

    await message(page, to.name).getByRole('button', { name: 'Undo' }).click()
    await message(page, 'Undone').waitFor()
    await expect.poll(() => openOf(from.id)).toBe(from.open)
  })

  test('an owner chosen in the register is not asked for in another system', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    const owners = await ask(page, 'owners.list', { ics: HOME })
    const busy = owners.find(({ open }) => open > 0)
    await go(page, `/register?ics=${HOME}&section=["HS"]&owner=["${busy?.id}"]`)
    const other = (await ask(page, 'systems.list', {})).find(({ ods }) => ods === OTHER)?.name ?? ''
    const show = async (system: string) => {
      await page.locator('.rail-system button').click()
      await page.getByRole('option', { name: system }).click()
    }
    const kept = await ask(page, 'register.list', { ics: OTHER, filter: { section: ['HS'] } })
    const counted = page.getByText(`${other} · ${kept.length} of`)
    await show(other)
    await counted.waitFor()

    // The same by way of another page.
    await go(page, `/register?ics=${HOME}&section=["HS"]&owner=["${busy?.id}"]`)
    await page.getByText(/Leicestershire and Rutland · \d+ of/).waitFor()
    await page.getByRole('link', { name: 'My system' }).click()
    await show(other)
    await page.getByRole('heading', { level: 1, name: other }).waitFor()
    await page.getByRole('link', { name: 'Register', exact: true }).click()
    await counted.waitFor()
  })

  test('the count of an owner’s open actions leads to just these', async () => {
    const page = await accord.open(`/owners?ics=${HOME}`)
    const owners = await ask(page, 'owners.list', { ics: HOME })
    const busy = owners.find(({ open, overdue }) => overdue > 0 && open > overdue)
    if (!busy) throw new Error('The example has nobody with open and overdue actions.')
    for (const count of [busy.open, busy.overdue]) {
      const line = page.getByRole('row').filter({ hasText: busy.name })
      await line.getByRole('link', { name: String(count), exact: true }).click()
      await page.getByText(new RegExp(`· ${count} of \\d+ actions`)).waitFor()
      await page.goBack()
    }
  })

  test('an owner is added, and an address that is none is refused with the reason', async () => {
    const page = await accord.open(`/owners?ics=${HOME}`)
    await page.getByRole('button', { name: 'Add an owner' }).click()
    await page.getByLabel('Name').fill('Grace Field')
    await page.getByLabel('E-mail').fill('grace at work')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Give an address such as').waitFor()
    await page.getByLabel('E-mail').fill('grace.field@example.org')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('rowheader', { name: 'Grace Field' }).waitFor()
  })
})
