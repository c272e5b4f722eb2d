import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message, OTHER } from './accord.ts'

/** Ten digits that pass the modulus 11 check; no patient has it. */
const NHS_NUMBER = '999 000 0042'

describeAccord('when something stands in the way', 'example', (accord) => {
  test('a disagreement stands until a person settles it', async () => {
    const page = await accord.open(`/conflicts?ics=${HOME}`)
    const before = await ask(page, 'conflicts.list', { ics: HOME })
    const [first] = before
    if (!first?.reference) throw new Error('The example has no disagreement.')
    const kept = first.values.at(-1)?.words ?? ''
    const card = page.locator('.conflicts > li').filter({ hasText: first.reference })
    await card.getByRole('button', { name: `Keep this: ${kept}` }).click()
    await message(page, first.reference).waitFor()
    await card.waitFor({ state: 'detached' })
    await expect
      .poll(() => ask(page, 'conflicts.list', { ics: HOME }))
      .toHaveLength(before.length - 1)
  })

  test('two answers given without sight of each other are both shown', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    for (const status of ['planned', 'blocked'] as const) {
      await ask(page, 'action.update', {
        ics: HOME,
        reference: 'HS1.e2',
        changes: { status },
        seen: { status: [] },
      })
    }
    const card = page.locator('.conflict').filter({ hasText: 'Status' })
    await card.getByText('Planned').waitFor()
    await card.getByText('Blocked').waitFor()
    await card.getByRole('button', { name: 'Keep this: Planned' }).click()
    await card.waitFor({ state: 'detached' })
  })

  test('My system counts every disagreement that the page on them shows', async () => {
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const { id } = await ask(page, 'owners.save', { ics: HOME, fields: { name: 'Priya Shah' } })
    for (const role of ['Lead', 'Analyst'])
      await ask(page, 'owners.save', { ics: HOME, id, fields: { role }, seen: { role: [] } })
    const { length } = await ask(page, 'conflicts.list', { ics: HOME })
    expect(length).toBeGreaterThan(1)
    await page.getByRole('link', { name: `Settle ${length} disagreements` }).click()
    await page.getByText(`${length} disagreements to settle`).waitFor()
  })

  test('what changes while a page still waits for its first answer is shown', async () => {
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const asked = Promise.withResolvers<void>()
    const told = Promise.withResolvers<void>()
    await page.route(
      '**/call/action.get',
      async (route) => {
        const response = await route.fetch()
        asked.resolve()
        await told.promise
        await route.fulfill({ response })
      },
      { times: 1 },
    )
    await go(page, `/action/HS2.a1?ics=${HOME}`)
    await asked.promise
    const changes = { note: 'Said while the page was loading' }
    await ask(page, 'action.update', { ics: HOME, reference: 'HS2.a1', changes })
    // Time for the news of it to reach the page, which has no answer yet.
    await page.waitForTimeout(500)
    told.resolve()
    await page.getByText('Said while the page was loading').first().waitFor()
  })

  test('in a system one does not lead, the reason stands there before trying', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${OTHER}`)
    await page.getByText(/^Only a lead of Staffordshire/).waitFor()
    await expect.poll(() => page.getByLabel('Add a note').count()).toBe(0)

    await go(page, `/register?ics=${OTHER}`)
    const status = page.getByRole('toolbar').getByRole('button', { name: /Status/ })
    await expect.poll(() => status.getAttribute('aria-disabled')).toBe('true')
    const reason = page.getByRole('tooltip').filter({ hasText: 'Only a lead of' })
    // The page may still move under the pointer, which is then no hovering.
    const hover = async () => {
      await page.mouse.move(640, 400)
      await status.hover()
      return reason.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      )
    }
    await expect.poll(hover).toBe(true)
    await page.getByRole('grid').focus()
    await page.keyboard.press('s')
    await message(page, 'Only a lead of').waitFor()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('an NHS number is refused with the reason, and the note stays to be put right', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const note = page.getByLabel('Add a note')
    await note.fill(`Called ${NHS_NUMBER} back.`)
    await note.press('Control+Enter')
    await message(page, /NHS number/).waitFor()
    await expect.poll(() => note.inputValue()).toContain(NHS_NUMBER)
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })
    expect(row.note ?? '').not.toContain(NHS_NUMBER)
  })

  test('an NHS number in the small editor is refused without losing what was typed', async () => {
    const page = await accord.open(`/register/HS1.e3?ics=${HOME}`)
    await page.getByRole('grid').focus()
    await page.keyboard.press('n')
    const note = page.getByRole('dialog').getByLabel('Note')
    await note.fill(`Spoke to ${NHS_NUMBER}.`)
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/NHS number/)
      .first()
      .waitFor()
    await expect.poll(() => note.inputValue()).toContain(NHS_NUMBER)
  })

  test('more tabs than a browser has connections are all answered', async () => {
    const pages = []
    for (let tab = 0; tab < 7; tab++) pages.push(await accord.open(`/settings?ics=${HOME}`))
    await go(pages[0]!, `/my-system?ics=${HOME}`)
    await pages[0]!.getByRole('heading', { name: 'What needs attention first' }).waitFor()
  })

  test('a page that cannot be fetched says so in its place, and comes when tried again', async () => {
    const page = await accord.open(`/my-system?ics=${HOME}`)
    await page.route(/SettingsPage/, (route) => route.abort())
    await page.reload()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('alert').getByText('Accord does not answer.').waitFor()
    await page.unroute(/SettingsPage/)
    await page.getByRole('button', { name: 'Try again' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  })

  // The last one: it ends the host.
  test('a service that is gone is named, and what was typed stays', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const note = page.getByLabel('Add a note')
    await note.fill('Half a thought')
    await page.waitForFunction(() => {
      const files = document.querySelectorAll<HTMLLinkElement>(
        'link:is([rel=modulepreload], [rel=stylesheet])',
      )
      const fetched = [...files].map(({ href }) => performance.getEntriesByName(href).length > 0)
      return (
        [...files].some(({ href }) => href.includes('SettingsPage')) && !fetched.includes(false)
      )
    })
    await accord.host.kill()
    await note.press('Control+Enter')
    await message(page, 'Accord does not answer.').waitFor()
    await expect.poll(() => note.inputValue()).toBe('Half a thought')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.getByText('Accord does not answer.').first().waitFor()
  })
})
