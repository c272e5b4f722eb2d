import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActionFieldsNow } from '../../domain/register/fields.ts'
import { writeRegisterWorkbook } from '../../main/exports/register-workbook.ts'
import { readRegisterWorkbook } from '../../main/imports/register-workbook.ts'
import {
  actionsWith,
  compare,
  fields,
  folder,
  importOptions,
  PRIYA,
  register,
  SAM_LEAD,
} from './fixtures.ts'
import { unzip } from './unzip.ts'

async function roundTrip(said: Record<string, ActionFieldsNow>) {
  const path = join(folder(), 'register.xlsx')
  const exported = register(said)
  await writeRegisterWorkbook(exported, path)
  return compare(await readRegisterWorkbook(path, importOptions), exported)
}

describe('there and back without a change', () => {
  test('nothing differs, formulas in notes and removed owners included', async () => {
    const comparison = await roundTrip(register().fields)
    expect(comparison).toEqual({ rows: 3, unchanged: 3, changed: [], problems: [] })
  })

  test.each([
    '=1+1',
    '+44 116 000 0000',
    '-5%',
    '@home',
    "'quoted",
    '_x0041_ is no A',
    '_x005f_x0041_',
    '#N/A',
    '00123',
    '__proto__',
    '1/2',
    '  spaces  inside  ',
    '\u0001control\u0000 characters\u007f',
    'broken \ud800 letter',
    '😀 <b>&amp;</b> \u2028',
    'x'.repeat(4000),
  ])('%j', async (note) => {
    const comparison = await roundTrip({ 'HS1.b1': fields({ note, nextStep: note.slice(0, 999) }) })
    expect(comparison).toMatchObject({ unchanged: 3, changed: [], problems: [] })
  })

  test('any text at all', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(texts, async (notes) => {
        const comparison = await roundTrip(actionsWith(notes))
        expect(comparison).toMatchObject({ changed: [], problems: [] })
      }),
      { numRuns: 5 },
    )
  })

  test('more than a thousand rows, with progress to the end', async () => {
    const said = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [
        `HS1.b${index + 20}`,
        fields({ status: 'planned', note: `Note ${index}`, due: '2027-01-31', owner: PRIYA }),
      ]),
    )
    const path = join(folder(), 'register.xlsx')
    const exported = register(said)
    const progress: number[] = []
    await writeRegisterWorkbook(exported, path, { onProgress: (done) => progress.push(done) })
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(exported.rows.length)
    const comparison = compare(await readRegisterWorkbook(path, importOptions), exported)
    expect(comparison).toEqual({ rows: 1203, unchanged: 1203, changed: [], problems: [] })
  })
})

describe('the record moved on meanwhile', () => {
  test('what only we changed is nothing to import', async () => {
    const path = join(folder(), 'register.xlsx')
    const exported = register()
    await writeRegisterWorkbook(exported, path)
    const read = await readRegisterWorkbook(path, importOptions)
    const now = { ...exported.fields, 'HS1.b1': fields({ status: 'blocked', owner: SAM_LEAD }) }
    expect(compare(read, exported, now)).toMatchObject({ unchanged: 3, changed: [] })
  })
})

describe('as Excel sees it', () => {
  async function parts() {
    const path = join(folder(), 'register.xlsx')
    await writeRegisterWorkbook(register(), path)
    const all = unzip(path)
    return { path, all, sheet: all.get('xl/worksheets/sheet2.xml')! }
  }

  test('headings and first columns stay in view, and the filter covers the hidden columns', async () => {
    const { sheet } = await parts()
    expect(sheet).toMatch(/<pane xSplit="2" ySplit="1" topLeftCell="C2"[^>]* state="frozen"\/>/)
    expect(sheet).toContain('<autoFilter ref="A1:K4"/>')
    expect(sheet).toMatch(/<col min="10" max="11"[^>]* hidden="1"/)
  })

  test('choices come from lists, dates are dates, and grey columns take nothing', async () => {
    const { sheet } = await parts()
    const rules = [
      ...sheet.matchAll(
        /<dataValidation [^>]*type="(\w+)"[^>]*sqref="([^"]+)">(.*?)<\/dataValidation>/g,
      ),
    ]
    expect(rules.map(([, type, range, formula]) => [type, range, formula])).toEqual([
      ['custom', 'A2:C4', '<formula1>FALSE</formula1>'],
      ['list', 'D2:D4', '<formula1>Lists!$A$2:$A$8</formula1>'],
      ['list', 'E2:E4', '<formula1>Lists!$B$2:$B$4</formula1>'],
      ['list', 'F2:F4', '<formula1>Lists!$C$2:$C$4</formula1>'],
      ['date', 'G2:G4', '<formula1>36526</formula1><formula2>73050</formula2>'],
    ])
    expect(sheet).toContain('<v>46327</v>')
  })

  test('a note that begins like a formula is a text, and stays one when it is edited', async () => {
    const { sheet, all } = await parts()
    expect(sheet).not.toContain('<f>')
    expect(all.get('xl/sharedStrings.xml')).toContain('=HYPERLINK(&quot;http://example.org&quot;')
    const style = Number(/<c r="I2" s="(\d+)" t="s">/.exec(sheet)?.[1])
    const formats = [...all.get('xl/styles.xml')!.matchAll(/<xf numFmtId="(\d+)"[^>]* xfId=/g)]
    expect(formats[style]?.[1]).toBe('49')
  })

  test('the sheets for Accord are out of sight', async () => {
    const { all } = await parts()
    const states = [...all.get('xl/workbook.xml')!.matchAll(/name="(\w+)" state="(\w+)"/g)]
    expect(states.map(([, name, state]) => [name, state])).toEqual([
      ['Instructions', 'visible'],
      ['Register', 'visible'],
      ['Lists', 'veryHidden'],
      ['Base', 'veryHidden'],
      ['About', 'veryHidden'],
    ])
  })

  const office = (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'soffice'))
    .find((path) => existsSync(path))
  if (office === undefined) {
    console.warn('LibreOffice is not installed: the test that opens the workbook in it is skipped.')
  }

  test.skipIf(office === undefined)(
    'another program reads it, and what that program saves comes back unchanged',
    { timeout: 300_000 },
    async () => {
      const { path } = await parts()
      const out = folder()
      const settings = `-env:UserInstallation=file://${folder()}`
      const convert = ['--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML']
      await promisify(execFile)(office!, [settings, ...convert, '--outdir', out, path])
      const read = await readRegisterWorkbook(join(out, 'register.xlsx'), importOptions)
      const comparison = compare(read, register())
      expect(comparison).toEqual({ rows: 3, unchanged: 3, changed: [], problems: [] })
    },
  )
})

describe('when it cannot be finished', () => {
  test('a cancelled export leaves what was there, and nothing else', async () => {
    const directory = folder()
    const path = join(directory, 'register.xlsx')
    writeFileSync(path, 'before')
    const cancelled = new AbortController()
    const writing = writeRegisterWorkbook(register(), path, {
      signal: cancelled.signal,
      onProgress: () => cancelled.abort(new Error('stopped')),
    })
    await expect(writing).rejects.toThrow('stopped')
    expect(readFileSync(path, 'utf8')).toBe('before')
    expect(readdirSync(directory)).toEqual(['register.xlsx'])
  })

  test('a folder that is not there is named in one sentence', async () => {
    const path = join(folder(), 'nowhere', 'register.xlsx')
    await expect(writeRegisterWorkbook(register(), path)).rejects.toThrow(
      'register.xlsx could not be saved, because its folder is not there. Choose another folder.',
    )
  })
})
