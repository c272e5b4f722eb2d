import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { accord, temporaryFolder } from '../hosts/spawn.ts'
import { homeLines } from './fixtures.ts'

const folder = temporaryFolder()
const data = join(folder, 'record')

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('statistics of any file', () => {
  const series = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
  const rows = series.map((value, i) => `${i + 1},${value}`)
  const path = file('series.csv', ['period,value', ...rows].join('\n'))

  test.each([
    [[], -0.72, 4.6],
    [['--no-screening'], -3.06, 6.95],
  ])('metrics spc %j gives the published limits', async (options, lower, upper) => {
    const { stdout, code } = await accord('metrics', 'spc', path, '--json', ...options)
    expect(code).toBe(0)
    const [phase] = JSON.parse(stdout).phases
    expect(phase.mean).toBeCloseTo(1.94, 2)
    expect(phase.limits.lower).toBeCloseTo(lower, 1)
    expect(phase.limits.upper).toBeCloseTo(upper, 2)
  })

  test('metrics gap gives both indices with limits', async () => {
    const quantiles = [1, 2, 3, 4, 5].map(
      (q) => `${q},1000,${30 - q * 2},${29 - q * 2},${31 - q * 2}`,
    )
    const gap = file('gap.csv', ['quantile,population,value,lower,upper', ...quantiles].join('\n'))
    const { stdout, code } = await accord('metrics', 'gap', gap, '--json')
    expect(code).toBe(0)
    const { sii, rii } = JSON.parse(stdout)
    expect(sii.value).toBeCloseTo(-10, 6)
    expect(sii.lower).toBeLessThan(-10)
    expect(rii.value).toBeCloseTo(19 / 29, 6)
  })

  test.each([
    [1, ['metrics', 'gap', path], /lacks the column/],
    [1, ['metrics', 'spc', join(folder, 'gone.csv')], /no file/],
    [2, ['metrics', 'spc', path, '--better', 'sideways'], /There is no direction/],
    [2, ['metrics', 'spc', path, '--ghost', '99'], /no period 99/],
  ])('a wrong call ends with %i and a sentence', async (expected, args, sentence) => {
    const { code, stderr, stdout } = await accord(...args)
    expect([code, stdout]).toEqual([expected, ''])
    expect(stderr).toMatch(sentence)
  })
})

describe('on a record', () => {
  beforeAll(async () => {
    const grants = ['--grant', 'lead:QK1', '--grant', 'regional']
    await accord('record', 'init', '--ics', 'QK1', '--name', 'Robin', ...grants, '--data', data)
  })

  test('metrics import, list and show', async () => {
    const path = join(folder, 'values.csv')
    const lines = homeLines('2022/23', [90, 80, 70])
    writeFileSync(
      path,
      [
        'Indicator ID,Indicator Name,Area Code,Area Name,Sex,Age,Category Type,Category,Time period,Value,Lower,Upper,Count,Denominator,Value note',
        ...lines,
      ].join('\n'),
    )
    const dry = await accord('metrics', 'import', path, '--dry-run', '--data', data)
    expect(dry.stdout).toMatch(/3 new values.*\n.*\nNothing was changed/s)
    const written = await accord('metrics', 'import', path, '--data', data, '--json')
    expect(JSON.parse(written.stdout)).toMatchObject({ new: 3 })
    const shown = await accord('metrics', 'show', 'smoking-at-delivery', '--data', data)
    expect(shown.stdout).toMatch(/Leicester, Leicestershire and Rutland +8 /)
    const listed = await accord('metrics', 'list', '--data', data)
    expect(listed.stdout).toMatch(/smoking-at-delivery/)
    const unknown = await accord('metrics', 'show', 'no-such', '--data', data)
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
  })

  test('metrics import takes any table, and counts alike in words and in JSON', async () => {
    const path = file(
      'local.csv',
      [
        'Waits by place;made up;',
        '',
        'Month;Board;Share seen',
        'Apr-23;QK1;12,5 %',
        'May-23;NHS Lincolnshire ICB;11,9 %',
        'Jun-23;Atlantis;11 %',
        'Jun-23;QK1;[c]',
        'Total;;36 %',
        'Source: a local return;;',
      ].join('\r\n'),
    )
    const options = ['--metric', 'smoking-at-delivery', '--data', data]
    const columns = ['--column', 'area=Board', '--column', 'value=Share seen']
    const dry = await accord('metrics', 'import', path, ...options, ...columns, '--dry-run')
    expect(dry.stdout).toMatch(/^6 rows read: 3 new values, 0 changed, 0 unchanged, 3 left out/)
    expect(dry.stdout).toMatch(/1 row left out: totals/)
    // The record has years of this metric, from the test before.
    const call = ['metrics', 'import', path, ...options, ...columns]
    const asked = await accord(...call)
    expect(asked).toMatchObject({ code: 2, stdout: '' })
    expect(asked.stderr).toMatch(
      /and the record has 1 financial year.*--rhythm months, --rhythm all/,
    )
    const written = await accord(...call, '--rhythm', 'all', '--json')
    expect(JSON.parse(written.stdout)).toMatchObject({ read: 6, new: 3, leftOut: 3 })
    const missing = await accord('metrics', 'import', path, ...options, '--column', 'value=Rate')
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/no column "Rate"/) })
  })

  test('metrics spc asks for one rhythm, and names what is missing', async () => {
    const mixed = file('mixed.csv', 'period,value\n2021/22,1\nApr 2023,2\nMay 2023,2\n')
    const { code, stderr } = await accord('metrics', 'spc', mixed)
    expect(code).toBe(1)
    expect(stderr).toMatch(/mixes 2 months and 1 financial year/)
    const years = [2010, 2011, 2012, 2014, 2015, 2016, 2017, 2018]
    const gap = file(
      'gap-years.csv',
      `period,value\n${years.map((y) => `${y},${y % 3}`).join('\n')}\n`,
    )
    const { stdout } = await accord('metrics', 'spc', gap, '--json')
    expect(JSON.parse(stdout).notices).toEqual(['There is no value between 2012 and 2014.'])
  })
})
