import { expect, test } from 'vitest'
import { ask, describeAccord, HOME, message } from './accord.ts'

const INTO = { ods: 'QML', ons: 'E54000099', name: 'Midland East', subRegion: 'East' } as const

describeAccord('mergers, and what the search finds', 'example', (accord) => {
  test('a merger is in the list with its way back, and that can be undone', async () => {
    const page = await accord.open(`/settings?ics=${HOME}`)
    await ask(page, 'systems.merge', { from: ['QJM', 'QPM'], into: INTO, on: '2027-04-01' })
    const list = page.locator('.settings-mergers')
    await list.getByText('become Midland East on 1 Apr 2027').waitFor()
    await list.getByRole('button', { name: 'Take back the merger into Midland East' }).click()
    await list.getByText(/Taken back by/).waitFor()
    await expect
      .poll(() => page.locator('.settings-systems').textContent())
      .not.toContain('Midland East')
    const said = message(page, 'The merger into Midland East is taken back')
    await said.getByRole('button', { name: 'Undo' }).click()
    await page.locator('.settings-systems').getByText('Midland East').waitFor()
  })

  test('a case study of a system’s own is found and opened', async () => {
    const page = await accord.open(`/settings?ics=${HOME}`)
    const studies = await ask(page, 'practice.list', {})
    const own = studies.find(({ id }) => id !== null)
    if (!own) throw new Error('The example has no case study of its own.')
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(own.title)
    await page.getByRole('option', { name: own.title }).first().click()
    await page.getByRole('heading', { name: own.title }).waitFor()
    await expect.poll(() => decodeURIComponent(page.url())).toContain(`study=${own.key}`)
  })
})
