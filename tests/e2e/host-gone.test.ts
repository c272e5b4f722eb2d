import { expect, test } from 'vitest'
import { ask, describeAccord, HOME } from './accord.ts'

describeAccord('when Accord stops while a page is open', 'example', (accord) => {
  test('the page says so, shows nothing as saved that is not, and goes on once it is back', async () => {
    const page = await accord.open(`/action/HS1.e2?ics=${HOME}`)
    const note = page.getByLabel('Add a note')
    const before = await page.locator('.note-text').first().textContent()
    const { port } = new URL(accord.host.link)
    await page.getByText('Saved on this computer').waitFor()

    const start = await accord.crash()
    await page.locator('.top-saved').filter({ hasText: 'Accord has stopped' }).waitFor()
    await note.fill('Spoke to the board')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.toast').filter({ hasText: 'does not answer' }).waitFor()
    expect(await page.locator('.note-text').first().textContent()).toBe(before)
    expect(await note.inputValue()).toBe('Spoke to the board')
    await expect.poll(() => page.getByText('Saved on this computer').count()).toBe(0)

    await start()
    expect(new URL(accord.host.link).port).toBe(port)
    await page.getByText('Saved on this computer').waitFor()
    await expect.poll(() => ask(page, 'drafts.list', {})).toHaveLength(1)
    await page.reload()
    await page.getByText(/Draft from/).waitFor()
    expect(await note.inputValue()).toBe('Spoke to the board')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.note-text').filter({ hasText: 'Spoke to the board' }).first().waitFor()
  })

  test('what was typed in a shared text meanwhile is there after a reload', async () => {
    const page = await accord.open(`/strategies?ics=${HOME}`)
    const [strategy] = await ask(page, 'strategies.list', {})
    await page.goto(`${new URL(accord.host.link).origin}/#/strategies/${strategy?.id}?ics=${HOME}`)
    const text = page.getByRole('textbox', { name: /Text of/ })
    await text.click()
    const start = await accord.crash()
    await page.getByText('Accord has stopped').first().waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('Typed while nobody listened.')
    await start()
    await page.reload()
    await text.getByText('Typed while nobody listened.').waitFor()
    await page.getByText('Saved on this computer').waitFor()
    const { content } = await ask(page, 'strategies.text', { id: strategy?.id ?? '' })
    expect(content).toContain('Typed while nobody listened.')
  })
})
