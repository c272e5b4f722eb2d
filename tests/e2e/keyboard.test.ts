import { expect, test } from 'vitest'
import { ask, countKeys, describeAccord, HOME, message } from './accord.ts'

describeAccord('without a mouse', 'example', (accord) => {
  test('a status with a note is saved moments after opening', async () => {
    const begun = Date.now()
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const keys = await countKeys(page)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('hs1e2')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Allow for ethnic differences' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.matches('.table'))
    await page.keyboard.press('s')
    await page.keyboard.press('p')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Lead named at the board.')
    await page.keyboard.press('Control+Enter')
    await message(page, 'HS1.e2').waitFor()
    console.log(
      `From opening to a saved status with a note: ${seconds(begun)}, ${await keys()} keys`,
    )

    const { row } = await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })
    expect(row).toMatchObject({ status: 'planned', note: 'Lead named at the board.' })
  })

  test('a lead sees three things, changes two statuses and hands one action on', async () => {
    const begun = Date.now()
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const keys = await countKeys(page)
    const items = page.locator('.attention > li')
    await items.nth(2).waitFor()
    const needs = await items.evaluateAll((lines) =>
      lines.slice(0, 3).map((line) => ({
        reference: line.querySelector('.reference')?.textContent ?? '',
        reasons: line.querySelector('.reasons')?.textContent ?? '',
      })),
    )
    expect(needs).toHaveLength(3)
    for (const { reasons } of needs) expect(reasons).not.toBe('')

    const changes = [
      ['b', 'blocked', 'Waits for the data agreement.'],
      ['c', 'complete', 'Signed off by the committee.'],
    ] as const
    const changed: string[] = []
    for (const [letter, , note] of changes) {
      await page.keyboard.press('ArrowDown')
      await expect.poll(focusedReference).not.toBe(changed.at(-1))
      changed.push(await focusedReference())
      await page.keyboard.press('s')
      // A dialog is on show a moment before it takes the keys.
      await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'))
      await page.keyboard.press(letter)
      await page.keyboard.press('Tab')
      await page.keyboard.type(note)
      await page.keyboard.press('Control+Enter')
      await message(page, changed.at(-1) ?? '').waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }

    await page.keyboard.press('ArrowDown')
    await expect.poll(focusedReference).not.toBe(changed.at(-1))
    const handed = await focusedReference()
    await page.keyboard.press('o')
    await page.getByRole('combobox', { name: 'Owner' }).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Rajesh')
    await page.getByRole('option', { name: 'Rajesh' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await message(page, `${handed}: owner Rajesh`).waitFor()
    console.log(`Journey 1: ${seconds(begun)}, ${await keys()} keys`)

    for (const [index, [, status, note]] of changes.entries()) {
      const reference = changed[index] ?? ''
      const { row } = await ask(page, 'action.get', { ics: HOME, reference })
      expect(row).toMatchObject({ status, note })
    }
    expect(new Set([...changed, handed]).size).toBe(3)
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: handed })
    expect(row.ownerName).toMatch(/^Rajesh/)

    function focusedReference(): Promise<string> {
      return page.evaluate(
        () =>
          document.activeElement?.closest('.attention > li')?.querySelector('.reference')
            ?.textContent ?? 'nothing',
      )
    }
  })

  test('a date is typed as people say it, and one that is none is named before it is lost', async () => {
    const page = await accord.open(`/register/HS1.e2?ics=${HOME}`)
    await page.waitForFunction(() => document.activeElement?.matches('.table'))
    await page.keyboard.press('d')
    const due = page.getByRole('dialog').getByLabel('Due', { exact: true })
    await due.fill('soon')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Type a date such as 21 Nov 2026').waitFor()
    await due.fill('31 mar 2027')
    await page.keyboard.press('Control+Enter')
    await message(page, 'HS1.e2').waitFor()
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })
    expect(row.due).toBe('2027-03-31')
  })

  test('all keys are listed under ?', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    for (const what of ['Change the status', 'Undo your last change', 'Select several rows'])
      await keys.getByText(what).first().waitFor()
  })
})

const seconds = (begun: number) => `${((Date.now() - begun) / 1000).toFixed(1)} s`
