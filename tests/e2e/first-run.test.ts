import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME } from './accord.ts'

const LEICESTER = 'Leicester, Leicestershire and Rutland'

describeAccord('the first run', 'none', (accord) => {
  test('asks for a name and a system before it starts a record', async () => {
    const { page } = accord
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Type your name.').waitFor()
    await page.getByText('Choose the system you lead.').waitFor()
  })

  test('opens invented data, marked as such', async () => {
    const { page } = accord
    await page.getByRole('button', { name: 'Look around with example data' }).click()
    await page.getByText('Example data: invented.').waitFor({ timeout: 240_000 })
    await page.getByRole('heading', { name: 'What needs attention first' }).waitFor()
  })

  test('then starts a record of one’s own, which the example never touches', async () => {
    const { page } = accord
    await page.getByRole('link', { name: 'Start your own record' }).first().click()
    await page.getByLabel('Your name').fill('Asha Patel')
    await page.getByRole('button', { name: /Your system/ }).click()
    await page.getByRole('option', { name: LEICESTER }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Start with one action you already work on').waitFor()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(LEICESTER)
    await expect.poll(() => page.getByText('You lead this system').isVisible()).toBe(true)
    await expect.poll(() => page.getByText('Example data: invented.').count()).toBe(0)
  })

  test('and moves between the two', async () => {
    const { page } = accord
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Look around in example data' }).click()
    await page.getByText('Example data: invented.').waitFor()
    await page.getByRole('button', { name: 'Go to your own record' }).first().click()
    await page.getByText('Example data: invented.').waitFor({ state: 'detached' })
    await page.getByText('Asha Patel').first().waitFor()

    // The address of a server stays as it was typed; a code is a secret, and does not.
    await go(page, `/sync?ics=${HOME}`)
    const address = page.getByLabel('Address of the server')
    await address.fill('https://accord.example.nhs.uk')
    await page.getByLabel('Code', { exact: true }).fill('K7QM4-T2X9R')
    await page.reload()
    await address.waitFor()
    expect(await address.inputValue()).toBe('https://accord.example.nhs.uk')
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe('')
    expect(JSON.stringify(await ask(page, 'drafts.list', {}))).not.toContain('K7QM4')
  })
})
