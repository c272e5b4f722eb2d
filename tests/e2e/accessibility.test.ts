import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Accord, ask, describeAccord, go, HOME, OTHER } from './accord.ts'

/** Each page: its address, and something that is there once it has its answers. */
const PAGES = {
  'My system': [`/my-system?ics=${HOME}`, '.attention > li'],
  'My system, reading only': [`/my-system?ics=${OTHER}`, '.attention > li'],
  Register: [`/register?ics=${HOME}`, '.table-name'],
  'an action beside the register': [`/register/HS1.e2?ics=${HOME}`, '.standing'],
  'Across systems': [`/across?ics=${HOME}`, '[role=gridcell]'],
  'an action': [`/action/HS4.e3?ics=${HOME}`, '.conflict'],
  'People and owners': [`/owners?ics=${HOME}`, '.owners tbody tr'],
  'Who to chase': [`/chase?ics=${HOME}`, '.chase-card'],
  'Replies of owners': [`/replies?ics=${HOME}`, '.file-drop'],
  Disagreements: [`/conflicts?ics=${HOME}`, '.conflict'],
  'Find anything': [`/search?ics=${HOME}&words=community&whose=all`, '.hits li'],
  Learning: [`/learning?ics=${HOME}`, '.learning-reading'],
  'Who learnt from whom': [`/learning?ics=${HOME}&view=network`, '.network-columns'],
  Strategies: [`/strategies?ics=${HOME}`, '.strategy-list'],
  'text of a strategy': [`/strategies/$strategy?ics=${HOME}`, '.sheet h2'],
  'versions of a strategy': [
    `/strategies/$strategy?ics=${HOME}&view=versions&version=now`,
    '.version-reader .sheet h2',
  ],
  'sign-off of a strategy': [`/strategies/$strategy?ics=${HOME}&view=sign-off`, '.sign-off table'],
  'commitments of a strategy': [
    `/strategies/$strategy?ics=${HOME}&view=commitments`,
    '.strategy-table',
  ],
  'export of a strategy': [`/strategies/$strategy?ics=${HOME}&view=export`, '.export-formats'],
  'Mapping of priorities': [`/strategies/mapping?ics=${HOME}&row=priority:3`, '.system-says'],
  'Joint actions': [`/strategies/mapping?ics=${HOME}&view=joint`, '.joint-list > li'],
  'the checklist': [`/checklist?ics=${HOME}`, '.checklist-rounds tbody tr'],
  'the challenges': [`/challenges?ics=${HOME}`, '.challenges > li'],
  Reports: [`/reports?ics=${HOME}`, '.report-list > li'],
  'Import the report': [`/import/report?ics=${HOME}`, '.file-drop'],
  'Excel and CSV': [`/exchange?ics=${HOME}`, '.file-drop'],
  Settings: [`/settings?ics=${HOME}`, '.settings-facts'],
  'a new record': [`/start?ics=${HOME}`, '.new-record'],
} as const

const NORMAL = { width: 1280, height: 800 }
const WIDE = { width: 1920, height: 1080 }
/** What a window of 1280 shows at 200 %. */
const ZOOMED = { width: 640, height: 400 }

/** What axe finds amiss, one line for each place. */
async function problems(page: Page, narrow = (axe: AxeBuilder) => axe): Promise<string[]> {
  // Legacy mode needs no second page; there are no frames to look into.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await narrow(axe).analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.target.join(' ')}`),
  )
}

/** What makes the window wider than it is: elements that reach beyond what their page scrolls. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const main = document.querySelector('main')
    const { documentElement } = document
    return [documentElement, main]
      .filter((element) => element && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element?.tagName} ${element?.scrollWidth} > ${element?.clientWidth}`)
  })
}

/** The same page in each size and scheme: the scheme changes colours alone, the size what fits. */
async function inspect(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(NORMAL)
  found['1280, light'] = await problems(page)
  found['1280, overflow'] = await overflowing(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  found['1280, dark'] = await problems(page, (axe) => axe.withRules('color-contrast'))
  await page.setViewportSize(WIDE)
  found['1920, overflow'] = await overflowing(page)
  await page.setViewportSize(ZOOMED)
  found['200 %, overflow'] = await overflowing(page)
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))
}

describeAccord('every page', 'example', (accord: Accord) => {
  test.each(Object.entries(PAGES))('%s', async (_, [address, ready]) => {
    const { page } = accord
    const [strategy] = await ask(page, 'strategies.list', {})
    await go(page, address.replace('$strategy', strategy?.id ?? ''))
    await page.locator(ready).first().waitFor()
    await expect.poll(() => inspect(page)).toEqual({})
  })

  test('what opens over a page', async () => {
    const page = await accord.open(`/register?ics=${HOME}`)
    await page.getByRole('grid').focus()
    const found: Record<string, string[]> = {}
    for (const key of ['s', 'o', 'd', '?', 'Control+k']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').first().waitFor()
      found[key] = await problems(page)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.keyboard.press('u')
    await page.locator('.toast').waitFor()
    found.message = await problems(page)
    expect(Object.values(found).flat()).toEqual([])
  })
})

describeAccord('the first screen', 'none', (accord) => {
  test('first run', async () => {
    await expect.poll(() => inspect(accord.page)).toEqual({})
  })

  test('then a record of one’s own, with how it is shared', async () => {
    const { page } = accord
    await ask(page, 'record.create', { ics: HOME, name: 'Asha Patel' })
    await page.getByRole('link', { name: 'Not shared yet' }).waitFor()
    await expect.poll(() => inspect(page)).toEqual({})
  })
})
