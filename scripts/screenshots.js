import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { chromium } from 'playwright-core'
import { startBrowserHost } from '../tests/e2e/browser-host.ts'
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
  executablePath: process.env.ACCORD_CHROMIUM ?? '/usr/bin/chromium',
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

  await page.emulateMedia({ colorScheme: 'dark' })
  await view('my-system-dark', `/my-system?${ICS}`, '.attention > li')
  await page.emulateMedia({ colorScheme: 'light' })

  await view('exchange', `/exchange?${ICS}`, '.file-drop')
  await page.locator('input[type=file]').setInputFiles(await changedWorkbook(page))
  await page.locator('.exchange-changes').waitFor()
  await page.locator('.toast-close').first().click()
  await take('exchange-preview')

  if (!existsSync(REPORT)) return
  await view('import', `/import/report?${ICS}`, '.file-drop')
  await page.locator('input[type=file]').setInputFiles(REPORT)
  await page.locator('.import-found').waitFor()
  await take('import-preview')
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
