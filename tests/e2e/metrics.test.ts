import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Accord, ask, describeAccord, go, HOME, OTHER } from './accord.ts'
import { PROJECT } from './browser-host.ts'

/** A real export, where it lies beside the project. */
const SAMPLE = resolve(PROJECT, '..', 'shared', 'data', 'fingertips-export-sample.csv')
/**
 * Rows under the sample's heading, those that can be kept (a county that is no more, and its rows,
 * cannot), and the metric made for its one indicator.
 */
const SAMPLE_ROWS = 150
const SAMPLE_GOOD_ROWS = 145
const SAMPLE_METRIC = 'campylobacter-incidence-rate-100-000'

describeAccord('metrics', 'none', (accord) => {
  let page: Page

  beforeAll(async () => {
    page = accord.page
    await ask(page, 'record.create', {
      ics: HOME,
      name: 'Ann Example',
      grants: [`lead:${HOME}`, 'regional'],
    })
    await page.reload()
    await page.getByRole('navigation', { name: 'Accord' }).waitFor()
  })
  afterAll(() => page?.close())

  test('a value is entered by hand and stands on the metric’s page', async () => {
    await go(page, `/metrics/smoking-at-delivery?ics=${HOME}`)
    await page.getByRole('button', { name: 'Enter values' }).click()
    await page.getByLabel('Where the value is from').fill('Local maternity report')
    await page.getByLabel('Period').fill('2025/26')
    await page.getByLabel('Value, %').fill('nine')
    await page.getByRole('button', { name: 'Save the value' }).click()
    await page.getByText('Give the value as a number.').waitFor()
    await page.getByLabel('Value, %').fill('9.4')
    await page.getByRole('button', { name: 'Save the value' }).click()
    await page.locator('.toast').first().waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.locator('.metric-latest').getByText('9.4%').waitFor()
    await expect.poll(() => violations(page)).toEqual([])
  })

  test('any table comes in once its columns are named; a bad cell is named by row and column', async () => {
    const file = join(tmpdir(), `accord-table-${process.pid}.csv`)
    writeFileSync(file, 'Where,When,How many\nE54000013,2024/25,12.5\nE54000013,2025/26,lots\n')
    await chooseFile(page, file)
    await page.getByRole('heading', { name: /What do the columns of/ }).waitFor()
    await nameColumn(page, 'Where holds', 'Area')
    await nameColumn(page, 'When holds', 'Period')
    await nameColumn(page, 'How many holds', 'Value')
    await page.getByRole('combobox', { name: 'Metric of all rows' }).fill('smoking when')
    await page.getByRole('option', { name: 'Smoking when the baby is born' }).click()
    await expect.poll(() => violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Read the file' }).click()
    await page.getByRole('heading', { name: /1 problem in the file/ }).waitFor()
    const problem = page.locator('.import-problems tbody tr')
    await expect.poll(() => problem.locator('td').first().textContent()).toBe('3')
    await expect.poll(() => problem.textContent()).toContain('lots')
    await page.getByRole('button', { name: 'Import the good rows' }).click()
    await page.getByRole('heading', { name: 'The values are imported' }).waitFor()
    await page.getByRole('main').getByText('1 new value').waitFor()
  })

  test.skipIf(!existsSync(SAMPLE))('a real Fingertips export is imported end to end', async () => {
    await importSample(page)
    await page.getByText(`${SAMPLE_GOOD_ROWS} new values`).waitFor()
    const { points } = (
      await ask(page, 'metrics.series', { metric: SAMPLE_METRIC, areas: ['E92000001'] })
    ).series[0]!
    expect(points[0]).toMatchObject({ period: '2015', value: 94.7261896202678 })

    await go(page, `/metrics/${SAMPLE_METRIC}?ics=${HOME}`)
    await page.getByRole('heading', { name: 'Side by side' }).waitFor()
    await page.locator('.chart svg').first().waitFor()
    await expect.poll(() => violations(page)).toEqual([])

    // Again: nothing is doubled.
    await chooseFile(page, SAMPLE)
    await page.getByRole('heading', { name: /would change/ }).waitFor()
    await expect.poll(() => countOf(page, 'New')).toBe('0')
    await expect.poll(() => countOf(page, 'Unchanged')).toBe(String(SAMPLE_GOOD_ROWS))
  })

  test.skipIf(!existsSync(SAMPLE))('the table behind a picture is one key away', async () => {
    await go(page, `/metrics/${SAMPLE_METRIC}?ics=${HOME}`)
    const chart = page.locator('[data-chart]').filter({ hasText: 'beside England' }).first()
    await chart.getByRole('img').focus()
    await page.keyboard.press('t')
    await chart.getByRole('rowheader', { name: 'England' }).first().waitFor()
    await page.keyboard.press('t')
    await chart.getByRole('img').waitFor()

    const download = page.waitForEvent('download')
    await chart.getByRole('button', { name: /^Save as CSV/ }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    expect(text).toContain('England')
  })

  test.each([
    ['the region', '/metrics', 'Metrics'],
    ['the map', '/metrics?view=map', 'Metrics'],
    ['early warnings', '/metrics?view=warnings', 'Metrics'],
    ['the scorecard', '/metrics/system', /^Scorecard of/],
    ['the import', '/metrics/import', 'Import values'],
  ] as const)('axe finds nothing amiss on %s', async (_, address, title) => {
    await go(page, `${address}${address.includes('?') ? '&' : '?'}ics=${HOME}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.locator('.loading').waitFor({ state: 'detached' })
    await expect.poll(() => violations(page)).toEqual([])
  })
})

describeAccord('metrics of somebody who may only read', 'none', (accord: Accord) => {
  test('values, targets and the definition show why they cannot be changed', async () => {
    await ask(accord.page, 'record.create', { ics: OTHER, name: 'Rae Reader', grants: ['viewer'] })
    const page = await accord.open(`/metrics/smoking-at-delivery?ics=${OTHER}`)
    for (const [button, reason] of [
      ['Enter values', /Only a lead of Staffordshire/],
      ['Set a target', /Only a lead of Staffordshire/],
      ['Change the definition', /regional staff/],
    ] as const) {
      await page.getByRole('button', { name: button }).focus()
      await page.getByRole('tooltip').filter({ hasText: reason }).waitFor()
    }
    await page.close()
  })
})

async function chooseFile(page: Page, file: string): Promise<void> {
  // Away first: the page keeps what it was asked while it is on show.
  await go(page, `/metrics?ics=${HOME}`)
  await page.getByRole('heading', { level: 1, name: 'Metrics' }).waitFor()
  await go(page, `/metrics/import?ics=${HOME}`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles(file)
}

async function importSample(page: Page): Promise<void> {
  await chooseFile(page, SAMPLE)
  await page.getByRole('heading', { name: /would change/ }).waitFor()
  await expect.poll(() => countOf(page, 'Rows read')).toBe(String(SAMPLE_ROWS))
  await page.getByRole('button', { name: 'Make a new metric' }).click()
  await page
    .getByLabel('Explanation')
    .fill('People found to have a campylobacter infection, out of everybody living there.')
  await page.getByLabel('Unit').fill('per 100,000')
  await page.getByRole('button', { name: 'Use this metric' }).click()
  await page.getByRole('button', { name: 'Import the good rows' }).click()
  await page.getByRole('heading', { name: 'The values are imported' }).waitFor()
}

async function nameColumn(page: Page, column: string, meaning: string): Promise<void> {
  await page.getByRole('button', { name: column }).click()
  await page.getByRole('option', { name: meaning }).first().click()
}

/** The number under a heading of the preview. */
function countOf(page: Page, term: string): Promise<string | null> {
  return page
    .locator('.import-counts > div')
    .filter({ has: page.getByText(term, { exact: true }) })
    .locator('dd')
    .textContent()
}

/** What axe finds amiss on the page inside the shell, one line for each rule. */
async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).include('.shell-page').setLegacyMode().analyze()
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}
