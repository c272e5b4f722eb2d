import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { chromium } from 'playwright-core'
import { startBrowserHost } from '../tests/e2e/browser-host.ts'
import { CHROMIUM } from './chromium.js'
import { buildIfNeeded, PROJECT } from './installed.js'

/**
 * Makes the pictures in docs/screenshots again, from the real interface with example data:
 * `node scripts/screenshots.js`. Wants Chromium, or the browser that ACCORD_CHROMIUM names.
 */
const OUT = join(PROJECT, 'docs', 'screenshots')
/** The published report; without it the picture of its import stays as it is. */
const REPORT = join(PROJECT, '..', 'shared', 'seeds', 'commission-report.txt')
const ICS = 'ics=QK1'

if (!buildIfNeeded()) process.exit(1)
const folder = mkdtempSync(join(tmpdir(), 'accord-'))
const host = await startBrowserHost(join(folder, 'record'))
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  await takeAll(
    await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' }),
  )
} finally {
  await browser.close()
  await host.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function takeAll(page) {
  const take = async (name) => {
    await page.mouse.move(1279, 799)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(OUT, `${name}.png`) })
    console.log(name)
  }
  /** Opens an address, waits for what shows that it has its answers, and takes the picture. */
  const view = async (name, address, ready) => {
    await page.evaluate((hash) => {
      location.hash = hash
    }, address)
    await page.locator(ready).first().waitFor()
    await page.waitForTimeout(400)
    await take(name)
  }

  await page.goto(host.link)
  await page.getByRole('button', { name: 'Look around with example data' }).waitFor()
  await take('first-run')
  await page.getByRole('button', { name: 'Look around with example data' }).click()
  await page.getByText('Example data: invented.').waitFor({ timeout: 60_000 })

  await view('my-system', `/my-system?${ICS}`, '.attention > li')
  await view('register', `/register?${ICS}`, '.table-name')
  await view('register-with-detail', `/register/HS1.d1?${ICS}`, '.standing')
  await view('across', `/across?${ICS}`, '[role=gridcell]')
  await view('action', `/action/HS1.e1?${ICS}`, '.standing')
  await view('owners', `/owners?${ICS}`, '.owners tbody tr')
  await view('chase', `/chase?${ICS}`, '.chase-card')
  await view('conflicts', `/conflicts?${ICS}`, '.conflict')
  await view('settings', `/settings?${ICS}`, '.settings-facts')

  await view('workshops', `/workshops?${ICS}`, 'main a[href*="/workshops/"]')
  await page.locator('main a[href*="/workshops/"]').first().click()
  await page.getByText('Welcome, and what the record shows').first().waitFor()
  await page.waitForTimeout(2000)
  await take('workshop')
  await view('metrics', `/metrics?${ICS}`, 'main a[href*="/metrics/"]')
  await view('metric', `/metrics/early-cancer-diagnosis?${ICS}`, 'main figure svg')

  await takeStrategies(page, view, take)
  await takeReports(page, view, take)

  await page.emulateMedia({ colorScheme: 'dark' })
  await view('my-system-dark', `/my-system?${ICS}`, '.attention > li')
  await page.emulateMedia({ colorScheme: 'light' })

  await view('exchange', `/exchange?${ICS}`, '.file-drop')
  await page
    .getByRole('region', { name: 'Bring changes in' })
    .locator('input[type=file]')
    .setInputFiles(await changedWorkbook(page))
  await page.locator('.exchange-changes').waitFor()
  await page.locator('.toast-close').first().click()
  await take('exchange-preview')

  if (!existsSync(REPORT)) return
  await view('import', `/import/report?${ICS}`, '.file-drop')
  await page.locator('input[type=file]').setInputFiles(REPORT)
  await page.locator('.import-found').waitFor()
  await take('import-preview')
}

/** The joint strategy, what it can build on, and the organisations' own checklists. */
async function takeStrategies(page, view, take) {
  await view('strategies', `/strategies?${ICS}`, '.strategy-list > li')
  await page.locator('.strategy-title').first().click()
  await page.locator('.sheet h2').first().waitFor()
  await page.waitForTimeout(1000)
  await take('strategy')
  await page.getByRole('link', { name: 'Sign-off' }).click()
  await page.locator('.sign-off tbody tr').first().waitFor()
  await take('strategy-sign-off')
  await view('mapping', `/strategies/mapping?${ICS}&row=priority:3`, '.system-says')
  await view('learning-network', `/learning?${ICS}&view=network`, '.network-columns')
  await view('checklist', `/checklist?${ICS}`, '.checklist-rounds tbody tr')
  await page.locator('.checklist-rounds tbody a').first().click()
  await page.locator('.checklist-results tbody tr').first().waitFor()
  await take('checklist-results')
}

/** The report of the year: frozen, a figure followed to its source, frozen again after a change. */
async function takeReports(page, view, take) {
  await view('reports', `/reports?${ICS}`, '.report-list > li')
  await page.locator('.report-title').first().click()
  await page.getByRole('button', { name: 'Freeze the record' }).click()
  await page.locator('.traced-value').first().waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'What changed this year' }).click()
  await page
    .getByRole('cell', { name: /points/ })
    .first()
    .waitFor()
  await page.locator('.publication td .traced-value, td .traced-value').first().click()
  await page.locator('.traced-entries > li').first().waitFor()
  await closeMessages(page)
  await take('report-figure')

  const change = { ics: 'QK1', reference: 'HS1.e2', changes: { status: 'complete' } }
  await page.evaluate(async (body) => {
    const headers = { 'x-accord': '1', 'content-type': 'application/json' }
    await fetch('/call/action.update', { method: 'POST', headers, body })
  }, JSON.stringify(change))
  await page.getByRole('button', { name: 'Freeze again' }).click()
  await page.getByRole('button', { name: 'See what moved' }).click({ timeout: 60_000 })
  await page.locator('.freeze-compared tbody tr').first().waitFor({ timeout: 60_000 })
  await closeMessages(page)
  await take('report-freezes')
}

async function closeMessages(page) {
  for (const close of await page.locator('.toast-close').all()) await close.click()
  await page.locator('.toast').first().waitFor({ state: 'detached' })
}

/** A workbook that a colleague filled in, with one cell that cannot be read. */
async function changedWorkbook(page) {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as Excel' }).click()
  const path = join(folder, 'Register from the district council.xlsx')
  await (await download).saveAs(path)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.getWorksheet('Register')
  sheet.getCell('D3').value = 'Complete'
  sheet.getCell('H3').value = 'Signed off by the partnership board on 12 November.'
  sheet.getCell('E5').value = 'At risk'
  sheet.getCell('G6').value = '31/03/2027'
  sheet.getCell('D7').value = 'Nearly there'
  await workbook.xlsx.writeFile(path)
  return path
}
