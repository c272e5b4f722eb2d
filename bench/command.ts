import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { asMarkdown, inTemporaryFolder, type Line, quantile, say } from './measure.ts'

/**
 * `npm run bench command`: short calls of the command line on the example, each a process of its own,
 * beside a Node that does nothing in the same run. Build first, as `npm start` does: a call runs the
 * sources where the bundle is missing or older.
 */

const RUNS = 9
const ACCORD = join(import.meta.dirname, '..', 'bin', 'accord.js')
const CALLS: readonly (readonly string[])[] = [
  ['--version'],
  ['systems', 'list'],
  ['summary'],
  ['actions', 'list', '--ics', 'QK1', '--status', 'blocked'],
  ['metrics', 'list'],
]

console.log(
  asMarkdown({
    title: 'A short command',
    about:
      'One call of the command line on the example, beside `node -e 0`: the fastest of nine each, since a busy machine only adds.',
    unit: 'calls',
    lines: await inTemporaryFolder(async (folder) => linesOn(join(folder, 'record'))),
  }),
)

function linesOn(data: string): Line[] {
  say('making the example')
  run([ACCORD, 'record', 'init', '--example', '--data', data])
  const times = new Map<string, number[]>()
  for (let turn = 0; turn < RUNS; turn += 1) {
    say(`calls, ${turn + 1} of ${RUNS}`)
    for (const call of CALLS) {
      const own = call[0]?.startsWith('--') ? [] : ['--data', data]
      note(times, call.join(' '), run([ACCORD, ...call, ...own]))
    }
    note(times, 'nothing', run(['-e', '0']))
  }
  const bare = quantile(times.get('nothing') ?? [], 0)
  return CALLS.map((call) => {
    const own = times.get(call.join(' ')) ?? []
    const note = `median ${quantile(own, 0.5).toFixed(0)} ms`
    return { what: call.join(' '), size: 1, accord: quantile(own, 0), bare, note }
  })
}

function note(times: Map<string, number[]>, what: string, time: number): void {
  times.set(what, [...(times.get(what) ?? []), time])
}

/** How long it took, in ms. */
function run(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return performance.now() - start
}
