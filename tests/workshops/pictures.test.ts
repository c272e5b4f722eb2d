import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Service } from '../../main/service.ts'
import { csvFile, fingertipsLine, importFile, LLR } from '../metrics-record/fixtures.ts'
import { addItem, CHAIR, chairedService, newSession } from './fixtures.ts'

const MIDLANDS = 'E40000011'
const METRIC = 'smoking-at-delivery'
const YEARS = ['2016/17', '2017/18', '2018/19', '2019/20', '2020/21', '2021/22', '2022/23']
const LATEST = '2023/24'

/** The briefs of a session whose item is about one metric, after some values have come in. */
async function briefAbout(lines: readonly string[], presenterSystem: string | null = null) {
  const { service, series } = await chairedService([...CHAIR, 'regional'])
  await importFile(service, csvFile(lines))
  const session = await newSession(service, series)
  await addItem(service, session, {
    ...{ title: 'Smoking', presenterSystem },
    links: [{ kind: 'metric', id: METRIC }],
  })
  return brief(service, session)
}

async function brief(service: Service, session: string): Promise<string> {
  const { token } = await service.ask('workshops.export', { session, what: 'brief', format: 'md' })
  return readFileSync(service.files.out(token)?.path as string, 'utf8')
}

const course = (area: string, years: readonly string[]) =>
  years.map((year, i) => fingertipsLine(area, year, 900 - i * 10, 9000))
const region = (years: readonly string[]) => course(MIDLANDS, years)

describe('a metric in the pack', () => {
  it('is drawn over time with process limits where there are values enough', async () => {
    const text = await briefAbout([...region([...YEARS, LATEST])])
    expect(text).toContain(`${YEARS[0]} to ${LATEST}: values and process limits`)
    expect(text).toMatch(/\| 2023\/24 \| 9\.2/)
  })

  it('is drawn as its course where there are too few, and not at all where there is one', async () => {
    const two = await briefAbout(region(YEARS.slice(0, 2)))
    expect(two).toMatch(/From 10% in 2016\/17 to 9\.89% in 2017\/18/)
    expect(two).not.toContain('process limits')
    expect(await briefAbout(region(YEARS.slice(0, 1)))).not.toContain('with 95% limits')
  })

  it('is drawn of the presenter’s system, or of every system, where the region has no course', async () => {
    const lines = course(LLR, [...YEARS, LATEST])
    expect(await briefAbout(lines, 'QK1')).toContain('Rutland, 2016/17 to 2023/24: values and')
    const all = await briefAbout(lines)
    expect(all).toContain('each system over time beside England')
    expect(all).toMatch(/Rutland \| 2016\/17 \| 10 \| 2023\/24 \| 9\.22/)
  })

  it('hides the region’s value where a system’s small count could be worked back from it', async () => {
    const text = await briefAbout([
      ...region([...YEARS, LATEST]),
      fingertipsLine(LLR, LATEST, 3, 1000),
    ])
    expect(text).toContain('2016/17 to 2022/23: values and process limits')
    expect(text).not.toMatch(/\| 2023\/24 \| 9\.2/)
  })
})
