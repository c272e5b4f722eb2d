import { beforeAll, expect, test } from 'vitest'
import { sharing } from '../../domain/practice/mapping.ts'
import type { PriorityMatrix, Study } from '../../preload/strategies-types.ts'
import { copyExample } from '../example-record.ts'
import { accord, temporaryFolder } from '../hosts/spawn.ts'

/** What the example and the command line say of practice and priorities. */

const data = `${temporaryFolder()}/record`

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await accord(...args, '--data', data, '--json')
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout)
}

beforeAll(() => copyExample(data))

test('every system has case studies of its own and adopted some', async () => {
  const studies = await json<Study[]>('practice', 'list')
  const own = studies.filter(({ ics }) => ics !== null)
  expect(new Set(own.map(({ ics }) => ics)).size).toBe(11)
  expect(new Set(own.map(({ title }) => title)).size).toBe(22)
  const adopters = studies.flatMap(({ adoptions }) => adoptions.map(({ ics }) => ics))
  expect(new Set(adopters).size).toBe(11)
  const key = own.find(({ adoptions }) => adoptions.length > 0)?.key ?? ''
  const { stdout } = await accord('practice', 'show', key, '--data', data)
  expect(stdout).toMatch(/Adopted by +Since/)
})

test('its priorities overlap and leave gaps, and two joint actions rest on them', async () => {
  const { systems, rows, joint, proposed } = await json<PriorityMatrix>('priorities', 'matrix')
  for (const { count } of systems) {
    expect(count).toBeGreaterThanOrEqual(3)
    expect(count).toBeLessThanOrEqual(5)
  }
  const shared = rows.map(sharing)
  expect(shared.filter((count) => count === 0).length).toBeGreaterThan(1)
  expect(shared.filter((count) => count > 5).length).toBeGreaterThan(1)
  expect(joint.map(({ state }) => state).sort()).toEqual(['agreed', 'proposed'])
  for (const { rests } of joint) expect(rests.length).toBeGreaterThan(1)
  expect(proposed.length).toBeGreaterThan(2)
  const { stdout } = await accord('priorities', 'list', '--data', data)
  expect(stdout).toMatch(/^Title +Priorities +Focus areas +Source/)
})

test('the command line says which case studies there are when one is not', async () => {
  const { stderr, code } = await accord('practice', 'show', 'report:99', '--data', data)
  expect(stderr).toMatch(/no case study "report:99".*accord practice list/)
  expect(code).toBe(2)
})
