import { openService } from '../../main/service.ts'

/**
 * A process to be killed: it writes without pause through the real service, and says each batch on
 * standard output as soon as it is acknowledged, never before.
 */
const [dataDir = '', round = ''] = process.argv.slice(2)
const service = await openService({ dataDir })
const references = ['HS1.e2', 'HS1.b1', 'JW4.c1', 'LA1.a1']
process.stdout.write('ready\n')
for (let n = 0; ; n += 1) {
  const changes = { status: n % 2 ? 'planned' : 'blocked', note: `Round ${round}, ${n}` } as const
  const written =
    n % 5 === 4
      ? await service.ask('action.bulkUpdate', { ics: 'QK1', references, changes })
      : await service.ask('action.update', { ics: 'QK1', reference: 'HS1.e2', changes })
  process.stdout.write(`${written.batch} ${written.entries}\n`)
  // A turn for the pipe, so that what was acknowledged is also heard.
  await new Promise((resolve) => setImmediate(resolve))
}
