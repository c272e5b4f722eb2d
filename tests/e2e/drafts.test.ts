import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message } from './accord.ts'

const NOTE = 'Talked to the trust about'

async function openNote(page: Page) {
  await go(page, `/action/HS1.e2?ics=${HOME}`)
  const note = page.getByLabel('Add a note')
  await note.waitFor()
  return note
}

const kept = (page: Page) => expect.poll(() => ask(page, 'drafts.list', {}))

describeAccord('what somebody typed and did not save', 'example', (accord) => {
  test('is there again on another page and after a reload, and goes only on purpose', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    await (await openNote(page)).fill(NOTE)
    await go(page, `/register?ics=${HOME}`)
    await page.getByRole('heading', { name: 'Register', level: 1 }).waitFor()
    const note = await openNote(page)
    expect(await note.inputValue()).toBe(NOTE)

    await note.press('End')
    await note.pressSequentially(' its plan')
    await page.reload()
    await page.getByText(/Draft from \d\d:\d\d/).waitFor()
    expect(await page.getByLabel('Add a note').inputValue()).toBe(`${NOTE} its plan`)

    await page.getByRole('button', { name: 'Throw away', exact: true }).click()
    expect(await page.getByLabel('Add a note').inputValue()).toBe('')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await expect.poll(() => page.getByLabel('Add a note').inputValue()).toBe(`${NOTE} its plan`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await message(page, 'HS1.e2').waitFor()
    await kept(page).toEqual([])
    expect(await page.getByLabel('Add a note').inputValue()).toBe('')
  })

  test('is saved as it stands once the person says that a number in it is another', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const text = 'The beds came with order 4505577104'
    const note = await openNote(page)
    await note.fill(text)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Is this an NHS number?' })
    await question.getByText('4505577104').waitFor()
    // Nothing is lost by thinking it over.
    await page.keyboard.press('Escape')
    expect(await note.inputValue()).toBe(text)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await question.getByRole('button', { name: 'It is another number: keep it' }).click()
    await message(page, 'HS1.e2').waitFor()
    await expect
      .poll(
        async () => (await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })).row.note,
      )
      .toBe(text)
    // Asked once.
    await note.fill(`${text}, all of them`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(
        async () => (await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })).row.note,
      )
      .toBe(`${text}, all of them`)
  })

  test('stays in a dialog that was left with Escape or a click beside it', async () => {
    const page = await accord.open(`/strategies?ics=${HOME}`)
    const purpose = page.getByLabel('What it is for')
    const begin = () => page.getByRole('button', { name: 'New strategy' }).click()
    await begin()
    await purpose.fill('So that nobody waits')
    await page.keyboard.press('Escape')
    await message(page, 'kept here as a draft').waitFor()
    await begin()
    await page.getByText(/Draft from/).waitFor()
    await purpose.fill('So that nobody waits longer')
    await page.mouse.click(5, 400)
    await purpose.waitFor({ state: 'detached' })
    await begin()
    expect(await purpose.inputValue()).toBe('So that nobody waits longer')
    await page
      .getByRole('dialog', { name: 'New strategy' })
      .getByRole('button', { name: 'Throw away', exact: true })
      .click()
    await expect.poll(() => purpose.inputValue()).toBe('')
    await kept(page).toEqual([])
  })

  test('stays of a live block', async () => {
    const page = await accord.open('/')
    const [strategy] = await ask(page, 'strategies.list', {})
    const text = `/strategies/${strategy?.id}?ics=${HOME}`
    const begin = async () => {
      await go(page, text)
      const body = page.locator('.ProseMirror').first()
      await body.click()
      await page.getByRole('button', { name: 'Insert', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Actions and their status' }).click()
      return page.getByRole('dialog', { name: 'Live block' }).getByLabel('Caption (optional)')
    }
    await (await begin()).fill('Who waits longest')
    await page.keyboard.press('Escape')
    await message(page, 'kept here as a draft').waitFor()
    const caption = await begin()
    expect(await caption.inputValue()).toBe('Who waits longest')
    await page.getByRole('button', { name: 'Throw away', exact: true }).first().click()
    await expect.poll(() => caption.inputValue()).toBe('')
    await kept(page).toEqual([])
  })

  test('is never cut: all of a long text stays, with a count, until it is short enough', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const note = await openNote(page)
    const long = `${'word '.repeat(1200)}end`
    await note.fill(long)
    expect(await note.inputValue()).toBe(long)
    await page.getByText('6,003 of 4,000 characters. Take out 2,003 to save.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await note.inputValue()).toBe(long)
    await note.fill(long.slice(0, 3999))
    await page.getByText('3,999 of 4,000 characters.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => note.inputValue()).toBe('')
  })

  test('is kept in the page alone where it names a patient', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const note = await openNote(page)
    await note.fill('Mrs Smith, 999 000 0042')
    await go(page, `/register?ics=${HOME}`)
    await page.getByRole('heading', { name: 'Register', level: 1 }).waitFor()
    expect(await (await openNote(page)).inputValue()).toBe('Mrs Smith, 999 000 0042')
    const stored = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
    expect(stored).not.toContain('999 000')
    await kept(page).toEqual([])
    await page.getByLabel('Add a note').fill('')
  })
})
