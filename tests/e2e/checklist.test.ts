import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers.ts'
import { ask, describeAccord, go, HOME, message, OTHER, openFile } from './accord.ts'

async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

/** What a click leads to on the disk. */
async function downloaded(page: Page, button: string, folder: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

describeAccord('the checklist', 'example', (accord) => {
  test('the form is filled in from a disk by keyboard, and its answer is taken in', async () => {
    const page = await accord.open(`/checklist?ics=${HOME}`)
    await page.getByRole('button', { name: 'New round' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Say which organisation answers.').waitFor()
    await dialog.getByLabel('Organisation').fill('Fosse <Way> Trust')
    await dialog.getByLabel('Name of the round').fill('Winter')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Winter' }).click()
    await page.getByText('Nobody has answered yet').waitFor()

    const folder = temporaryFolder()
    const form = await openFile(page, await downloaded(page, 'Save the form', folder))
    await form.getByRole('heading', { name: 'How fair is Fosse <Way> Trust?' }).waitFor()
    await expect.poll(() => problems(form)).toEqual([])
    await form.getByRole('button', { name: 'Save my answers' }).press('Enter')
    await expect.poll(() => form.getByRole('alert').getByRole('link').count()).toBe(13)
    await expect.poll(() => problems(form)).toEqual([])
    await form.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => problems(form)).toEqual([])
    await form.getByRole('alert').getByRole('link').first().press('Enter')
    for (let question = 0; question < 13; question++) {
      await form.keyboard.press('ArrowDown')
      await form.keyboard.press('Tab')
    }
    await form.keyboard.type('Listen more')
    const answer = await downloaded(form, 'Save my answers', folder)
    await form.getByRole('heading', { name: 'Thank you' }).waitFor()
    await expect.poll(() => problems(form)).toEqual([])

    await page.locator('input[type=file]').setInputFiles([answer, answer])
    await page.getByText('1 answer taken in.').waitFor()
    await page.getByText('is here already.').waitFor()
    await page.getByText('1 answer so far').waitFor()
    await expect.poll(() => problems(page)).toEqual([])
    await message(page, /taken in/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.getByText('Nobody has answered yet').waitFor()
  })

  test('a member answers once in Accord, is told what is missing, and changes it', async () => {
    const page = await accord.open(`/checklist?ics=${HOME}`)
    const { id: round } = await ask(page, 'checklist.saveRound', {
      ics: HOME,
      fields: { organisation: 'Soar Council', title: 'Winter', opens: '2020-01-01' },
    })
    await go(page, `/checklist/${round}/answer?ics=${HOME}`)
    await page.getByRole('button', { name: 'Save my answers' }).click()
    await page.getByText('12 of 12 questions have no answer yet').waitFor()
    await expect.poll(() => problems(page)).toEqual([])
    await page.getByLabel('Managers').check()
    for (const yes of await page.getByLabel('Yes').all()) await yes.check()
    await page.getByRole('button', { name: 'Save my answers' }).click()
    await page.getByRole('link', { name: 'Change your answer' }).click()
    await page.getByLabel('No', { exact: true }).first().check()
    await page.getByRole('button', { name: 'Save the change' }).press('Enter')
    await message(page, 'Soar Council: your answers are changed').waitFor()
    const [saved] = (await ask(page, 'checklist.rounds', { ics: HOME })).filter(
      ({ id }) => id === round,
    )
    expect(saved).toMatchObject({ answers: 1, mine: { level: 'middle', answers: { 1: 'no' } } })
  })

  test('results stand by level beside the first round, in light and dark', async () => {
    const page = await accord.open(`/checklist?ics=${HOME}`)
    const rounds = await ask(page, 'checklist.rounds', { ics: HOME })
    const latest = rounds.find(({ answers, title }) => answers >= 12 && title !== 'Winter')
    await go(page, `/checklist/${latest?.id}?ics=${HOME}`)
    await page.getByRole('columnheader', { name: /^Everybody, / }).waitFor()
    await page.getByRole('button', { name: 'I do not know' }).click()
    await page.getByText('People who said “I do not know”, of all who answered').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect.poll(() => problems(page)).toEqual([])
    }
    await go(page, `/checklist?ics=${OTHER}`)
    await page.getByText('Only a lead of').first().waitFor()
  })

  test('a challenge is found, answered, and taken back', async () => {
    const page = await accord.open(`/challenges?ics=${HOME}`)
    await page.getByLabel('Find a challenge').fill('P5.n1')
    await page.getByText('1 of 37 shown').waitFor()
    await page.getByRole('button', { name: 'Change what came of P5.n1' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /State/ }).press('Enter')
    await page.getByRole('option', { name: 'Refused' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Write what was answered.').waitFor()
    await dialog.getByLabel('What was answered').fill('Not in this parliament.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Not in this parliament.').waitFor()
    await message(page, /P5\.n1: refused/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.getByText('Not in this parliament.').waitFor({ state: 'detached' })
  })
})
