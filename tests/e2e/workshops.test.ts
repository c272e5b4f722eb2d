import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../hosts/chromium.ts'
import { makeFolder, ServerProcess, until } from '../sync/processes.ts'
import { ask, describeAccord, download, go, HOME, message, OTHER } from './accord.ts'
import type { BrowserHost } from './browser-host.ts'
import { openJoined } from './joined.ts'

/** The next session of the example's series. */
async function nextSession(page: Page) {
  const [series] = await ask(page, 'workshops.list', {})
  const next = series?.sessions.find(({ state }) => state === 'planned')
  if (!series || !next) throw new Error('The example has no session to come.')
  return { series, next }
}

describeAccord('workshops', 'example', (accord) => {
  test('an agenda is put in order without a mouse, and the times follow', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const lines = page.getByRole('grid', { name: 'Agenda' }).getByRole('row')
    await lines.first().waitFor()
    const order = async () =>
      (await ask(page, 'workshops.session', { id: next.id })).items.map(({ title }) => title)
    const [first, second, ...rest] = await order()

    await lines.first().focus()
    await page.keyboard.press('Alt+ArrowDown')
    await message(page, /./).first().waitFor()
    await expect.poll(() => order()).toEqual([second, first, ...rest])
    await lines.first().getByText('10:00').waitFor()
    await lines
      .first()
      .getByText(second ?? '')
      .waitFor()

    await message(page, /./).getByRole('button', { name: 'Undo' }).click()
    await message(page, 'Undone').waitFor()
    await expect.poll(() => order()).toEqual([first, second, ...rest])
  })

  test('an item is dragged to another place', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const lines = page.getByRole('grid', { name: 'Agenda' }).getByRole('row')
    await lines.nth(2).waitFor()
    const moved = (await ask(page, 'workshops.session', { id: next.id })).items[2]?.id
    await lines.nth(2).dragTo(lines.first(), { targetPosition: { x: 60, y: 2 } })
    await message(page, /./).first().waitFor()
    expect((await ask(page, 'workshops.session', { id: next.id })).items[0]?.id).toBe(moved)
  })

  test('an item is changed in its place, and what is missing is said', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const missing = page.getByText('Nobody presents “Family hubs and health visitors” yet.')
    await missing.waitFor()
    await page.getByRole('row', { name: /Family hubs/ }).focus()
    await page.keyboard.press('Enter')
    const editor = page.getByRole('form', { name: /^Change Family hubs/ })
    await editor.getByLabel('Minutes').fill('0')
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.getByText('From 1 to 480.').waitFor()
    await editor.getByLabel('Minutes').fill('60')
    await editor.getByLabel('Presenter').fill('Grace Field')
    await page.keyboard.press('Control+Enter')
    await missing.waitFor({ state: 'detached' })
    await page.getByText(/minutes more than the session has/).waitFor()
  })

  test('the items of a template are added, and one undo takes them all back', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const lines = page.getByRole('grid', { name: 'Agenda' }).getByRole('row')
    await lines.first().waitFor()
    const before = await lines.count()
    await page.getByRole('button', { name: 'Add the items of a template' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Half day, 9 items' }).press('Enter')
    await lines.nth(before + 8).waitFor()
    await message(page, 'Added the items of “Half day”')
      .getByRole('button', { name: 'Undo' })
      .click()
    await lines.nth(before).waitFor({ state: 'detached' })
    await expect.poll(() => lines.count()).toBe(before)
  })

  test('a suggestion is put aside with a reason, and brought back', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    await page
      .getByRole('button', { name: /^Put aside: / })
      .first()
      .click()
    await page.getByLabel('Why').fill('The board takes it in January.')
    await page.getByRole('dialog').getByRole('button', { name: 'Put aside' }).click()
    await page.getByText('1 suggestion put aside').click()
    await page.getByText('The board takes it in January.').waitFor()
    await page.getByRole('button', { name: /^Bring back: / }).click()
    await page.getByText('1 suggestion put aside').waitFor({ state: 'detached' })
  })

  test('the keyboard goes on from what was added, taken up or taken out', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const focused = () =>
      page.evaluate(() => {
        const { activeElement, body } = document
        return activeElement === body ? 'nothing' : activeElement?.textContent
      })

    await page.getByRole('button', { name: 'Add an item' }).press('Enter')
    await page.getByRole('textbox', { name: 'Item' }).fill('A last word')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('row', { name: /A last word/ }).waitFor()
    await expect.poll(focused).toBe('Add an item')

    const suggested = page.getByRole('button', { name: /^Add to agenda: / }).first()
    const added = (await suggested.getAttribute('aria-label')) ?? ''
    await suggested.press('Enter')
    await page.getByRole('button', { name: added }).waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('Add to agenda')

    await go(page, `/workshops/${next.id}/run?ics=${HOME}`)
    const line = page.getByLabel('Write down a decision, an action or a commitment')
    await line.fill('Decision: we meet again')
    await line.press('Enter')
    const change = page.getByRole('button', { name: 'Change: We meet again' })
    await change.press('Enter')
    await page.getByRole('button', { name: 'Take it out' }).press('Enter')
    await change.waitFor({ state: 'detached' })
    await expect.poll(focused).toContain('Type “Decision: …”')
  })

  test('the clock goes on when the item that is on is taken out of the agenda', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}/run?ics=${HOME}`)
    const clock = page.getByRole('region', { name: 'Clock' })
    const { items } = await ask(page, 'workshops.session', { id: next.id })
    const [first, second, third] = items
    if (!first || !second || !third) throw new Error('The agenda has fewer than three items.')
    await clock.getByRole('heading', { name: 'Not started' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await clock.getByRole('heading', { name: first.title }).waitFor()
    await page.keyboard.press('ArrowRight')
    await clock.getByRole('heading', { name: second.title }).waitFor()

    const change = { session: next.id, id: second.id }
    await ask(page, 'workshops.saveItem', { ...change, fields: { removed: true } })
    await clock.getByRole('heading', { name: 'Between items' }).waitFor()
    await clock.getByText(`Next: ${third.title}`).waitFor()
    await page.keyboard.press('ArrowRight')
    await clock.getByRole('heading', { name: third.title }).waitFor()
    await ask(page, 'undo.last', {})
  })

  test('what two co-chairs made of one outcome is shown until one of them chooses', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    const session = next.id
    const { id } = await ask(page, 'workshops.saveOutcome', { session, fields: { text: 'Write' } })
    // Both had seen the outcome before it had a day.
    for (const due of ['2027-03-01', '2027-03-02'])
      await ask(page, 'workshops.saveOutcome', { session, id, fields: { due }, seen: { due: [] } })
    const disputes = page.getByRole('list', { name: 'Disagreements' }).getByRole('listitem')
    for (const view of ['/run', '/after']) {
      await go(page, `/workshops/${session}${view}?ics=${HOME}`)
      await disputes.getByText('Due has 2 values').waitFor()
    }
    await page.getByRole('button', { name: 'Keep this: 1 Mar 2027' }).click()
    await page.getByText('by 1 Mar 2027').waitFor()
    await expect.poll(() => disputes.count()).toBe(0)
    await ask(page, 'workshops.saveOutcome', { session, id, fields: { removed: true } })
  })

  test('a lead accepts, changes and declines what a workshop proposed', async () => {
    const page = await accord.open(`/my-system?ics=${HOME}`)
    const waiting = (await ask(page, 'workshops.proposals', { ics: HOME })).filter(
      ({ answer }) => answer === null,
    )
    const [first, second] = waiting
    if (!first || !second) throw new Error('The example proposes too little.')
    await page.getByRole('button', { name: `Change: ${first.text}` }).click()
    await page.getByLabel('What you will do').fill('Count them by the end of March')
    await page.getByRole('button', { name: 'Accept with changes' }).click()
    await message(page, 'Accepted with changes').waitFor()
    await page.getByRole('button', { name: `Decline: ${second.text}` }).click()
    await page.getByLabel('Why you decline').fill('Our rates are still being agreed.')
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
    await page.getByText('You have answered everything that workshops proposed.').waitFor()
    const { row } = await ask(page, 'action.get', { ics: HOME, reference: first.action ?? '' })
    expect(row.nextStep).toBe('Count them by the end of March')

    await go(page, `/my-system?ics=${OTHER}`)
    await page
      .getByText(/^Only a lead of/)
      .first()
      .waitFor()
  })

  test('the pack and the invitation are saved', async () => {
    const page = await accord.open(`/workshops?ics=${HOME}`)
    const { next } = await nextSession(page)
    await go(page, `/workshops/${next.id}?ics=${HOME}`)
    const save = (name: string) => download(page, name)
    expect((await save('Agenda pack: save as PDF')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await save('Agenda pack: save as Word')).subarray(0, 2).toString()).toBe('PK')
    expect((await save('Presenters: save as Web page')).toString()).toContain('<!doctype html>')
    const invitation = (await save('Save the invitation')).toString()
    expect(invitation).toContain('BEGIN:VCALENDAR')
    expect(invitation).toContain('METHOD:REQUEST')
  })
})

/** Two co-chairs, each with a browser and a record of their own, and the server between them. */
describe.skipIf(!hasChromium)('a workshop of two co-chairs', () => {
  const folder = makeFolder()
  const server = new ServerProcess(join(folder.path, 'server'))
  const hosts: BrowserHost[] = []
  let browser: Browser
  let asha: Page
  let ben: Page

  beforeAll(async () => {
    await server.start()
    browser = await launchChromium()
    asha = await openAs('Asha Patel', 'lead:QK1')
    ben = await openAs('Ben Cole', 'lead:QNC')
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all(hosts.map((host) => host.stop()))
    await server.stop()
    folder.remove()
  })

  async function openAs(name: string, lead: string): Promise<Page> {
    const code = await server.code(name, [lead, 'chair'])
    const { page, host } = await openJoined(browser, join(folder.path, name), {
      url: server.url,
      code,
    })
    hosts.push(host)
    return page
  }

  test('from the first series to minutes that both typed', async () => {
    // The first step is taught; the series and its first session are made.
    await go(asha, '/workshops?ics=QK1')
    await asha.getByRole('heading', { name: 'Begin with a series' }).waitFor()
    await asha.getByRole('button', { name: 'New series' }).click()
    await asha.getByLabel('Name').fill('Midlands workshops')
    await asha.getByRole('button', { name: 'Save' }).click()
    await asha.getByRole('button', { name: 'New session' }).click()
    await asha.getByLabel('Name', { exact: true }).fill('Winter session')
    await asha.getByRole('textbox', { name: 'Day' }).fill('+2w')
    await asha.getByLabel('Starts at').fill('14:00')
    await asha.getByRole('button', { name: 'Save' }).click()
    await asha.getByRole('heading', { name: 'Winter session' }).waitFor()
    const agenda = asha.getByRole('grid', { name: 'Agenda' })
    await agenda.getByText('Welcome and opening presentation', { exact: true }).waitFor()

    // A suggestion becomes an item.
    const suggestion = asha.getByRole('button', { name: /^Add to agenda: / }).first()
    await suggestion.click()
    await asha.getByText('1 suggestion is on the agenda.').waitFor()

    // People are pasted in.
    await asha.getByRole('button', { name: 'Invite people' }).click()
    await asha
      .getByLabel('One person to a line')
      .fill('Asha Patel, QK1, asha@example.org\nBen Cole, QNC, ben@example.org, Lead')
    await asha.getByRole('button', { name: 'Invite 2 people' }).click()
    await asha.getByText('2 people invited, from 2 systems.').waitFor()

    // Both have the session open, and type at once.
    await go(ben, '/workshops?ics=QNC')
    await ben.getByRole('link', { name: 'Winter session' }).waitFor()
    await ben.getByRole('link', { name: 'Run' }).click()
    await asha.getByRole('link', { name: 'Run' }).click()
    const [hers, his] = [asha.getByLabel('Minutes'), ben.getByLabel('Minutes')]
    await Promise.all([typeable(hers), typeable(his)])
    await hers.pressSequentially('We began on time.')
    await holds(his, 'We began on time.')
    await Promise.all([
      hers.pressSequentially(' Asha spoke.'),
      his.press('Control+Home').then(() => his.pressSequentially('# Winter\n')),
    ])
    await holds(hers, '# Winter\nWe began on time. Asha spoke.')
    await holds(his, '# Winter\nWe began on time. Asha spoke.')

    // The clock runs by keys alone; what is agreed is written down in one line.
    await hers.press('Escape')
    await asha.keyboard.press('ArrowRight')
    await asha.getByText(/left of 15 minutes/).waitFor()
    await asha.keyboard.press('c')
    await asha.keyboard.type('Action: Ben Cole, QNC, by 30 Jan: share the HS1.e2 pathway')
    await asha.locator('.capture-preview').getByText('Staffordshire').waitFor()
    await asha.keyboard.press('Enter')
    await asha.getByRole('button', { name: 'Change: Share the HS1.e2 pathway' }).waitFor()

    // It is proposed to the lead of the system that it falls to, who accepts it.
    await go(ben, '/my-system?ics=QNC')
    await ben.getByRole('button', { name: 'Accept: Share the HS1.e2 pathway' }).click()
    await message(ben, 'Accepted').waitFor()
    await go(asha, asha.url().split('#')[1]?.replace('/run', '/after') ?? '')
    await asha.getByText(/^✓?.?Accepted by Staffordshire/).waitFor()

    // Who was there, and the minutes.
    await asha.getByRole('button', { name: 'Mark the other 2 as present' }).click()
    await asha.getByText('2 of 2 present.').waitFor()
    await asha.getByRole('button', { name: 'Mark as held' }).click()
    await asha.getByText('Held', { exact: true }).waitFor()
    const minutes = (await download(asha, 'Minutes: save as Text')).toString()
    expect(minutes).toContain('We began on time. Asha spoke.')
    expect(minutes).toContain('Ben Cole')
    expect(minutes).toContain('Share the HS1.e2 pathway')
  })
})

async function typeable(field: ReturnType<Page['getByLabel']>): Promise<void> {
  await until(async () => await field.isEditable())
}

async function holds(field: ReturnType<Page['getByLabel']>, text: string): Promise<void> {
  await until(async () => (await field.inputValue()) === text)
}
