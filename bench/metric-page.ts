import type { Page } from 'playwright-core'
import { openService, type Service } from '../main/service.ts'
import { startBrowserHost } from '../tests/e2e/browser-host.ts'
import { launchChromium } from '../tests/hosts/chromium.ts'
import { inTemporaryFolder, quantile } from './measure.ts'

/**
 * `node bench/metric-page.ts`: how long a metric's page takes from the click to its first picture on
 * the screen, in Chromium over the browser host, with 20 years of 11 systems and their 10 tenths of
 * deprivation in the record. Each run starts from a page that has asked for nothing yet.
 */

const METRIC = 'smoking-at-delivery'
const RUNS = 15
const YEARS = 20
const FIRST_YEAR = 2004
const TENTHS =
  'Most,Second most,Third more,Fourth more,Fifth more,Fifth less,Fourth less,Third less,Second least,Least'
    .split(',')
    .map((word) => `${word} deprived decile (IMD2019)`)

await inTemporaryFolder(async (dataDir) => {
  const service = await openService({ dataDir })
  const values = await fill(service)
  await service.close()

  const [host, browser] = await Promise.all([startBrowserHost(dataDir), launchChromium()])
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(host.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const times: number[] = []
    for (let run = 0; run < RUNS; run += 1) times.push(await openMetric(page))
    const ms = (q: number) => quantile(times, q).toFixed(0)
    console.log(
      `A metric's page with ${values} values: first picture after ${ms(0.5)} ms (median of ${RUNS}; 95th percentile ${ms(0.95)} ms).`,
    )
  } finally {
    await browser.close()
    await host.stop()
  }
})

/** Enters the values by hand, so many at a time as one call takes; answers how many. */
async function fill(service: Service): Promise<number> {
  await service.ask('record.create', { ics: 'QK1', name: 'Bench', grants: ['regional'] })
  const systems = (await service.ask('systems.list', {})).filter((system) => system.current)
  const areas = [...systems.map(({ ons }) => ons), 'E92000001']
  const rows = areas.flatMap((area, a) =>
    Array.from({ length: YEARS }, (_, year) => {
      const at = { area, period: period(year) }
      const value = (tenth: number) => 16 - tenth * 0.8 + ((a * 7 + year * 3 + tenth) % 5) / 3
      const limits = (tenth: number) => ({
        value: value(tenth),
        lower95: value(tenth) - 0.7,
        upper95: value(tenth) + 0.7,
        denominator: 1000,
      })
      return [
        { ...at, ...limits(4) },
        ...TENTHS.map((name, tenth) => ({
          ...at,
          ...limits(tenth),
          category: { type: 'LSOA deprivation deciles (IMD2019)', value: name },
        })),
      ]
    }).flat(),
  )
  for (let from = 0; from < rows.length; from += 1000) {
    await service.ask('metrics.enter', {
      scope: 'region',
      metric: METRIC,
      source: 'Invented',
      rows: rows.slice(from, from + 1000),
    })
  }
  return rows.length
}

function period(year: number): string {
  const first = FIRST_YEAR + year
  return `${first}/${String((first + 1) % 100).padStart(2, '0')}`
}

/** Time from the change of address to the frame in which the first picture stands, in ms. */
async function openMetric(page: Page): Promise<number> {
  await page.goto(`${new URL(page.url()).origin}/#/my-system?ics=QK1`)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The shell fetches the other pages' code when it is idle: wait until that is done.
  await page.waitForFunction(() => {
    const ends = performance
      .getEntriesByType('resource')
      .map((entry) => entry.startTime + entry.duration)
    return performance.now() - Math.max(...ends) > 1500
  })
  return page.evaluate(
    (address) =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        const seen = new MutationObserver(() => {
          if (!document.querySelector('.chart-frame > svg')) return
          seen.disconnect()
          // The frame after the next is the first that surely shows it.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.now() - start)),
          )
        })
        seen.observe(document.body, { childList: true, subtree: true })
        location.hash = address
      }),
    `/metrics/${METRIC}?ics=QK1`,
  )
}
