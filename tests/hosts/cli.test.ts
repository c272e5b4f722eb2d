import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { STATUSES } from '../../domain/record/statuses.ts'
import type { ActionRow } from '../../preload/types.ts'
import { accord, type Ended, PROJECT, run, temporaryFolder } from './spawn.ts'

const folder = temporaryFolder()
const data = join(folder, 'record')

/** One line on standard error, nothing on standard output, and never the inside of a program. */
function expectSentence(ended: Ended, code: 1 | 2, sentence: RegExp): void {
  expect(ended.stderr).toMatch(sentence)
  expect(ended.stderr).toMatch(/^.*[.]\n$/)
  expect(ended.stderr).not.toMatch(/\bat .*:\d+|Error:|node:/)
  expect(ended.stdout).toBe('')
  expect(ended.code).toBe(code)
}

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await accord(...args, '--data', data, '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

describe('a wrong call ends with 2 and says what is right', () => {
  test.concurrent.each([
    ['no command', [], /needs a command.*record, catalogue, actions/],
    [
      'a command that is not there',
      ['akcions'],
      /no command "akcions".*record, catalogue, actions/,
    ],
    ['a group without a command', ['actions'], /needs a command.*list, show, history, update/],
    ['a sub-command that is not there', ['actions', 'lst'], /no command "lst".*list, show/],
    ['an option that is not there', ['summary', '--nope'], /Unknown option "--nope".*--help/],
    ['a missing argument', ['actions', 'show'], /required argument "reference"/],
    ['a missing value', ['actions', 'list', '--ics'], /--ics.*argument missing/],
    ['one argument too many', ['systems', 'list', 'all'], /[Tt]oo many arguments/],
    ['a status', ['actions', 'list', '--status', 'done'], /no status "done".*not-started, planned/],
    ['one status of several', ['actions', 'list', '--status', 'blocked,done'], /no status "done"/],
    ['a section', ['actions', 'list', '--section', 'XX'], /no section "XX".*hs, la, er, jw/i],
    ['a confidence', ['actions', 'update', 'HS1.e2', '--confidence', 'good'], /on-track, at-risk/],
    ['a priority', ['actions', 'list', '--priority', '11'], /from 1 to 10/],
    ['a date', ['actions', 'update', 'HS1.e2', '--due', '1/12/2026'], /2026-12-01/],
    ['nothing to change', ['actions', 'update', 'HS1.e2'], /what to change.*--status/],
    ['a part of the catalogue', ['catalogue', 'show', 'HS9'], /no "HS9".*HS1\.e2/],
    ['a record without a name', ['record', 'init', '--ics', 'QK1'], /--name/],
    ['a system', ['record', 'init', '--ics', 'ZZZ', '--name', 'A'], /no system "ZZZ".*QK1/],
    ['a grant', ['record', 'init', '--grant', 'boss'], /no grant "boss".*lead:<system>/],
    ['a format', ['register', 'export', 'register.pdf'], /no format "pdf".*xlsx, csv/],
  ])('%s', async (_name, args, sentence) => {
    expectSentence(await accord(...args), 2, sentence)
  })
})

describe('without a record', () => {
  test('the catalogue shows all the same', async () => {
    const { stdout, code } = await run('bin/accord.js', ['catalogue', 'show', '--json'], {
      env: { ACCORD_DATA: join(folder, 'none') },
    })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      focusAreas: 14,
      recommendations: 66,
      actions: 246,
      challenges: 37,
      caseStudies: 0,
    })
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  test('everything else says how to make one, and makes no folder', async () => {
    const none = join(folder, 'none')
    for (const args of [
      ['actions', 'list'],
      ['summary', '--json'],
      ['record', 'info'],
    ]) {
      expectSentence(
        await accord(...args, '--data', none),
        1,
        /no record in .*"accord record init"/,
      )
    }
    expect(existsSync(none)).toBe(false)
  })
})

describe('with a record', () => {
  beforeAll(async () => {
    const made = await accord(
      'record',
      'init',
      '--ics',
      'QK1',
      '--name',
      'Asha Patel',
      '--data',
      data,
    )
    expect(made).toMatchObject({ code: 0, stderr: '' })
  })

  test('a second one is refused', async () => {
    expectSentence(
      await accord('record', 'init', '--ics', 'QK1', '--name', 'Asha Patel', '--data', data),
      1,
      /already/,
    )
  })

  test('an update shows in list, show and history', async () => {
    await json(
      'actions',
      'update',
      'HS1.e2',
      '--status',
      'in-progress',
      '--note',
      'Begun',
      '--confidence',
      'on-track',
      '--owner',
      'Jo Brown',
      '--due',
      '2026-12-01',
      '--next-step',
      'Meet',
    )
    const rows = await json<ActionRow[]>('actions', 'list', '--status', 'in-progress')
    expect(rows).toEqual([
      expect.objectContaining({
        reference: 'HS1.e2',
        ics: 'QK1',
        status: 'in-progress',
        confidence: 'on-track',
        ownerName: 'Jo Brown',
        due: '2026-12-01',
        title: expect.any(String),
      }),
    ])
    expect(await json('actions', 'show', 'HS1.e2', '--ics', 'QK1')).toMatchObject({
      row: { note: 'Begun', nextStep: 'Meet' },
    })
    const history = await accord('actions', 'history', 'HS1.e2', '--data', data)
    expect(history.stdout).toContain('In progress')
    expect(history.stdout).toContain('Asha Patel')
    expect(await json('actions', 'list', '--owner', 'jo brown')).toHaveLength(1)
    expect(await json('owners', 'list')).toMatchObject([{ name: 'Jo Brown', open: 1 }])
  })

  test('an owner of that name is used again, and none takes it away', async () => {
    await json('actions', 'update', 'HS1.e1', '--owner', 'jo brown')
    expect(await json('owners', 'list')).toHaveLength(1)
    await json('actions', 'update', 'HS1.e1', '--owner', 'none')
    const rows = await json<ActionRow[]>('actions', 'list', '--section', 'hs', '--owner', 'none')
    expect(rows.map((row) => row.reference)).toContain('HS1.e1')
  })

  test('a system that is not there is a wrong call that names the systems', async () => {
    for (const command of [
      ['actions', 'list'],
      ['owners', 'list'],
      ['conflicts', 'list'],
      ['summary'],
    ]) {
      expectSentence(
        await accord(...command, '--ics', 'ZZZ', '--data', data),
        2,
        /no system "ZZZ".*QK1/,
      )
    }
  })

  test('an action that is not there is a wrong call, and adds no owner', async () => {
    const update = ['actions', 'update', 'HS1.e99', '--owner', 'Nobody Known', '--data', data]
    expectSentence(await accord(...update), 2, /HS1\.e99/)
    expectSentence(await accord('actions', 'show', 'nonsense', '--data', data), 2, /HS1\.e2/)
    expect(await json('owners', 'list')).toHaveLength(1)
  })

  test("another system's record cannot be changed", async () => {
    const update = ['actions', 'update', 'HS1.e2', '--ics', 'QJM', '--status', 'planned']
    const ended = await accord(...update, '--data', data, '--json')
    expectSentence(ended, 1, /lead/)
  })

  test('the summary counts every action of every system', async () => {
    const { systems } = await json<{ systems: Record<string, number>[] }>('summary')
    expect(systems).toHaveLength(11)
    for (const system of systems) {
      expect(STATUSES.reduce((sum, status) => sum + system[status]!, 0)).toBe(246)
    }
    const { stdout } = await accord('summary', '--data', data)
    expect(stdout.split('\n')).toHaveLength(14)
  })

  test('the register goes out and comes back', async () => {
    for (const name of ['register.csv', 'register.xlsx']) {
      const file = join(folder, name)
      expect(await json('register', 'export', file)).toMatchObject({ path: file, ics: 'QK1' })
      expect(readFileSync(file).length).toBeGreaterThan(1000)
      const preview = await json('register', 'import', file, '--dry-run')
      expect(preview).toMatchObject({ changed: [], problems: [] })
    }
  })

  test('a changed register is imported', async () => {
    const file = join(folder, 'changed.csv')
    await json('register', 'export', file)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('In progress', 'Complete'))
    const dry = await accord('register', 'import', file, '--dry-run', '--data', data)
    expect(dry.stdout).toContain('1 row changed')
    await json('register', 'import', file)
    expect(await json('actions', 'list', '--status', 'complete')).toHaveLength(1)
  })

  test('a file that is not there, or is no register, is told in a sentence', async () => {
    const wrong = join(folder, 'wrong.xlsx')
    writeFileSync(wrong, 'no spreadsheet')
    for (const args of [
      ['register', 'import', join(folder, 'missing.csv')],
      ['register', 'import', wrong],
      ['catalogue', 'import', join(folder, 'missing.docx')],
      ['record', 'restore', join(folder, 'missing.accord')],
    ]) {
      expectSentence(await accord(...args, '--data', data), 1, /\w/)
    }
  })

  test('what is not all of the report is refused unless it is accepted', async () => {
    const part = join(folder, 'part.txt')
    writeFileSync(part, 'This is a letter and not a report.\n'.repeat(50))
    expectSentence(await accord('catalogue', 'import', part, '--data', data, '--json'), 1, /\w/)
  })

  test('a backup restores what was there', async () => {
    const file = join(folder, 'backup.accord')
    await json('record', 'backup', '--to', file)
    await json('actions', 'update', 'HS1.e3', '--status', 'blocked')
    expect(await json('actions', 'list', '--status', 'blocked')).toHaveLength(1)
    await json('record', 'restore', file)
    expect(await json('actions', 'list', '--status', 'blocked')).toHaveLength(0)
    expect(await json('record', 'verify')).toMatchObject({ ok: true })
    expect(await json('record', 'info')).toMatchObject({ example: false })
  })

  test('commands are about the system that carries on one’s own', async () => {
    const at = (...args: string[]) => accord(...args, '--data', join(folder, 'merged'), '--json')
    const grants = ['--grant', 'regional', '--grant', 'lead:QK1']
    await at('record', 'init', '--ics', 'QK1', '--name', 'Asha Patel', ...grants)
    const into = ['--into', 'QMZ', '--name', 'Midland North', '--ons', 'E54000099']
    const since = ['--sub-region', 'east', '--on', '2024-04-01']
    expect((await at('systems', 'merge', 'QK1', 'QJ2', ...into, ...since)).stderr).toBe('')
    const listed = async (...args: string[]): Promise<ActionRow[]> =>
      JSON.parse((await at('actions', 'list', ...args)).stdout)
    expect((await listed())[0]?.ics).toBe('QMZ')
    expect((await listed('--ics', 'QK1'))[0]?.ics).toBe('QK1')
  })

  test('damage is told, and a backup from elsewhere ends it where there is no other', async () => {
    const mine = join(folder, 'damaged')
    const at = (...args: string[]) => accord(...args, '--data', mine)
    await at('record', 'init', '--ics', 'QK1', '--name', 'Asha Patel')
    const elsewhere = join(folder, 'elsewhere.accord')
    await at('record', 'backup', '--to', elsewhere)
    await at('record', 'backup')
    const damage = () => writeFileSync(join(mine, 'record.sqlite'), 'not a record')

    damage()
    const restored = await at('summary', '--json')
    expect(restored.code).toBe(0)
    expect(restored.stderr).toMatch(/^The record was damaged and has been restored.*\.\n$/)
    expect(JSON.parse(restored.stdout)).toBeDefined()
    expect((await at('summary')).stderr).toBe('')

    rmSync(join(mine, 'backups'), { recursive: true })
    damage()
    expectSentence(await at('summary'), 1, /no good backup to restore.*“accord record restore”/)
    expect(await at('record', 'restore', elsewhere)).toMatchObject({ code: 0, stderr: '' })
    expect(await at('summary')).toMatchObject({ code: 0, stderr: '' })
  })

  test('a pipe that closes early is no failure', async () => {
    const child = spawn(process.execPath, [join(PROJECT, 'bin/accord.js'), 'catalogue', 'show'])
    child.stdout.once('data', () => child.stdout.destroy())
    let stderr = ''
    child.stderr.on('data', (part) => {
      stderr += part
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('works from any folder, and finds the record by ACCORD_DATA', async () => {
    const elsewhere = join(folder, 'a folder with spaces')
    mkdirSync(elsewhere)
    const ended = await run('bin/accord.js', ['record', 'info', '--json'], {
      cwd: elsewhere,
      env: { ACCORD_DATA: data },
    })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
  })
})
