import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME, message } from './accord.ts'

const TRACKER = `Inequalities tracker,,,,,
Ref,Recommendation,RAG,Lead,Deadline,Update
HS1e(i),Make inequalities a required part of every quarterly review,Amber,J. Smith / A. Patel,31/3/26,Met twice
HS 1 e ii,Allow for ethnic differences in health measures,Nearly there,Jo Smith,end of year,
,Walking football for people over sixty,Green,Active team,Q4 25/26,Pitch booked
`

describeAccord('A tracker', 'none', (accord) => {
  test('comes in after what is doubtful was asked once, and goes again with one undo', async () => {
    const page = await accord.open('/')
    await ask(page, 'record.create', { ics: HOME, name: 'Robin Tester', grants: [`lead:${HOME}`] })
    await page.reload()
    await go(page, `/exchange?ics=${HOME}`)
    const part = page.getByRole('region', { name: 'Bring in my tracker' })
    const file = { name: 'tracker.csv', mimeType: 'text/csv', buffer: Buffer.from(TRACKER) }
    await part.locator('input[type=file]').setInputFiles(file)
    await part.getByText('3 rows read: 2 with something new, 1 waiting for your answer.').waitFor()

    const word = part.getByRole('group', { name: /Words for a status/ })
    await word.getByRole('button', { name: /Status that “Nearly there” means/ }).click()
    await page.getByRole('option', { name: 'In progress' }).click()
    await word.waitFor({ state: 'detached' })
    await part
      .getByRole('group', { name: /none of the actions/ })
      .getByRole('button', { name: 'Leave all out' })
      .click()
    await part.getByText('1 left out').waitFor()
    await part.getByRole('button', { name: 'Bring in 2 rows' }).click()
    await message(page, /2 actions brought in from tracker\.csv/).waitFor()
    const row = async () => (await ask(page, 'action.get', { ics: HOME, reference: 'HS1.e2' })).row
    expect(await row()).toMatchObject({ status: 'in-progress', ownerName: 'Jo Smith' })
    await ask(page, 'undo.last', {})
    expect(await row()).toMatchObject({ status: 'not-started', owner: null })
  })
})
