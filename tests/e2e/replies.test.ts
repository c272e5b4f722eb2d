import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers.ts'
import { pageIn } from '../replies/page-in.ts'
import { ask, describeAccord, go, HOME, message, openFile } from './accord.ts'

async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

describeAccord('replies of owners', 'example', (accord) => {
  test('an owner answers on the form from a disk, and the lead accepts it by keyboard', async () => {
    const page = await accord.open(`/chase?ics=${HOME}`)
    const [item] = await ask(page, 'owners.chase', { ics: HOME })
    const [first, second] = item!.actions
    const card = page.locator('.chase-card').filter({ hasText: item!.owner.name }).first()
    const [email] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Save as an e-mail file' }).click(),
    ])
    await message(page, `Asked ${item!.owner.name} about`).waitFor()
    await card.getByText(/none answered yet, reply by/).waitFor()

    const folder = temporaryFolder()
    const file = join(folder, 'form.html')
    writeFileSync(file, pageIn(readFileSync(await email.path(), 'latin1')))
    const form = await openFile(page, file)
    const section = form.locator(`[data-action="${first!.reference}"]`)
    await section.getByText('Why we ask.').waitFor()
    await expect.poll(() => problems(form)).toEqual([])

    // Nothing yet, then a patient's number: neither is saved.
    await form.getByRole('button', { name: 'Save my answers' }).press('Enter')
    await form.getByText('There is nothing to save yet').waitFor()
    await section.getByLabel('What has happened?').fill('Mrs Jones, 943 476 5919, was seen.')
    await form.getByRole('button', { name: 'Save my answers' }).press('Enter')
    await form.getByRole('alert').getByText('looks like it holds an NHS number').waitFor()
    await expect.poll(() => problems(form)).toEqual([])
    for (const colorScheme of ['dark', 'light'] as const) {
      await form.emulateMedia({ colorScheme })
      await expect.poll(() => problems(form)).toEqual([])
    }
    const words = 'The clinic opened on Monday.'
    await section.getByLabel('What has happened?').fill(words)
    await section.getByLabel('Where does it stand?').selectOption('complete')
    await form
      .locator(`[data-action="${second!.reference}"]`)
      .getByLabel('What comes next?')
      .fill('Ask the trusts')
    // A draft outlives the page.
    await form.reload()
    await expect.poll(() => section.getByLabel('What has happened?').inputValue()).toBe(words)
    const [download] = await Promise.all([
      form.waitForEvent('download'),
      form.getByRole('button', { name: 'Save my answers' }).press('Enter'),
    ])
    const reply = join(folder, download.suggestedFilename())
    await download.saveAs(reply)
    await form.getByRole('heading', { name: 'One step more' }).waitFor()
    await expect.poll(() => problems(form)).toEqual([])
    expect(readFileSync(reply, 'utf8')).not.toContain('@')

    await go(page, `/replies?ics=${HOME}`)
    await page.getByText('No answer waits for you').waitFor()
    await page.locator('input[type=file]').setInputFiles([reply, reply])
    await page.getByText('is here already.').waitFor()
    await expect.poll(() => page.locator('.answer-card').count()).toBe(2)
    await expect.poll(() => problems(page)).toEqual([])

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('a')
    await expect.poll(() => page.locator('.answer-card').count()).toBe(1)
    await page.keyboard.press('d')
    await page.getByRole('dialog').getByLabel('Why, if you like').fill('Known already')
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).press('Enter')
    await page.getByText('No answer waits for you').waitFor()
    // Dropped anywhere on the window, a file comes in as one that was chosen.
    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text], 'dropped.json'))
        const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
        document.querySelector('h1')?.dispatchEvent(drop)
      },
      readFileSync(reply, 'utf8'),
    )
    await page.getByText('dropped.json is here already.').waitFor()
    await go(page, `/owners?ics=${HOME}`)
    const line = page.locator('.owners tbody tr').filter({ hasText: item!.owner.name })
    await line.getByText(/^Asked .* 2 answered/).waitFor()

    const detail = await ask(page, 'action.get', { ics: HOME, reference: first!.reference })
    expect(detail.row).toMatchObject({
      status: 'complete',
      note: `${item!.owner.name}: ${words}`,
    })
    await go(page, `/action/${first!.reference}?ics=${HOME}`)
    await page.getByText(`${item!.owner.name}: ${words}`).first().waitFor()
    await page.getByRole('heading', { name: 'Asked of its owner' }).waitFor()
    await expect.poll(() => problems(page)).toEqual([])
  })
})
