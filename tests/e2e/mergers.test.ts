import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message } from './accord.ts'

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

  test('pages follow a system that merged, and come back with it', async () => {
    const settings = await accord.open(`/settings?ics=${HOME}`)
    const into = { ...INTO, ods: 'QMZ', name: 'Midland North' }
    await ask(settings, 'systems.merge', { from: [HOME, 'QJ2'], into, on: '2024-04-01' })
    const page = await accord.open('/my-system')
    const title = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
    await title('Midland North').waitFor()
    await page.locator('.my-system-recent .timeline > li').first().waitFor()

    await go(page, `/my-system?ics=${HOME}`)
    await title('Leicester, Leicestershire and Rutland').waitFor()
    await page.getByText('has closed, and its record can no longer be changed').waitFor()
    expect(await page.locator('.rail-system button').textContent()).toContain('Leicester')

    await go(page, '/my-system?ics=QMZ')
    await title('Midland North').waitFor()
    await settings.getByRole('button', { name: 'Take back the merger into Midland North' }).click()
    await title('Leicester, Leicestershire and Rutland').waitFor()
    await page.getByText('You lead this system').waitFor()
  })

  test('an owner is found and shown, whatever the directory was filtered by before', async () => {
    const page = await accord.open(`/owners?ics=${HOME}`)
    const [first, second] = await ask(page, 'owners.list', { ics: HOME })
    if (!first || !second) throw new Error('The example has no owners.')
    await page.getByLabel('Find an owner').fill(second.name)
    await page.getByRole('rowheader', { name: first.name }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(first.name)
    await page.getByRole('option', { name: first.name }).first().click()
    await page.getByRole('rowheader', { name: first.name }).waitFor()
    await page.getByLabel('Find an owner').fill('')
    await page.getByRole('rowheader', { name: second.name }).waitFor()
  })

  test('every page of the rail is found by its name', async () => {
    const page = await accord.open(`/settings?ics=${HOME}`)
    const places = await page.locator('.rail-place').allTextContents()
    expect(places.length).toBeGreaterThan(9)
    await page.keyboard.press('Control+k')
    for (const place of places) {
      await page.getByRole('combobox', { name: 'Search, or go anywhere' }).fill(place)
      await page.getByRole('option', { name: place }).first().waitFor()
    }
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
