import { Command, Option } from 'commander'
import { UserError } from '../domain/errors.ts'
import { GRANT_LIST } from '../domain/record/grants.ts'
import { backupStore, restoreStore } from './backup.ts'
import { openData, requireData, type ServerData } from './data.ts'
import { openLog } from './log.ts'
import {
  CODE_LIFE_MS,
  invite,
  listMembers,
  readGrants,
  revokeMember,
  setGrants,
  unlinkMember,
} from './members/administration.ts'
import { OPERATOR, type Recording, readLines } from './members/administration-log.ts'
import { confirmAsOperator } from './members/devices.ts'
import { Refused } from './members/refused.ts'
import { type ServerOptions, startServer } from './server.ts'
import type { Store } from './store/store.ts'
import { verifyStore } from './verify.ts'

/** `accord-server`: runs the meeting point and looks after its members. */

const HOUR_MS = 60 * 60 * 1000

interface DataFlag {
  data: string
  json?: boolean
}

/** Where the data is, with what the environment adds. */
function dataOptions({ data }: DataFlag) {
  const { DATABASE_URL, ACCORD_SERVER_KEY } = process.env
  return { dataDir: data, databaseUrl: DATABASE_URL, serverKey: ACCORD_SERVER_KEY }
}

async function withData<T>(flags: DataFlag, work: (data: ServerData) => Promise<T>): Promise<T> {
  const data = await openData(dataOptions(flags))
  try {
    return await work(data)
  } finally {
    await data.store.close()
  }
}

function print({ json }: DataFlag, value: unknown, words: string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : words}\n`)
}

interface StartFlags extends DataFlag {
  host: string
  port: string
  tlsCert?: string
  tlsKey?: string
  behindProxy?: boolean
  oidcIssuer?: string
  oidcClient?: string
  oidcRequired?: boolean
  storeLost?: boolean
  logLevel: string
}

async function start(flags: StartFlags): Promise<void> {
  const log = openLog(flags.logLevel)
  const server = await startServer({ ...serverOptions(flags), log })
  print(flags, { url: server.url }, `Accord server on ${server.url}`)
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'closing failed')
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function serverOptions(flags: StartFlags): ServerOptions {
  const { tlsCert, tlsKey, oidcIssuer, oidcClient } = flags
  if (Boolean(tlsCert) !== Boolean(tlsKey)) {
    throw new UserError('TLS needs both --tls-cert and --tls-key.', 'wrong-call')
  }
  if (Boolean(oidcIssuer) !== Boolean(oidcClient)) {
    throw new UserError('Sign-on needs both --oidc-issuer and --oidc-client.', 'wrong-call')
  }
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError('A port is a number from 0 to 65535.', 'wrong-call')
  }
  return {
    ...dataOptions(flags),
    storeLost: flags.storeLost,
    host: flags.host,
    port,
    redisUrl: process.env.REDIS_URL,
    metricsToken: process.env.ACCORD_METRICS_TOKEN,
    behindProxy: flags.behindProxy ?? false,
    ...(tlsCert && tlsKey ? { tls: { cert: tlsCert, key: tlsKey } } : {}),
    ...(oidcIssuer && oidcClient
      ? {
          signOn: {
            issuer: oidcIssuer,
            clientId: oidcClient,
            required: flags.oidcRequired ?? false,
          },
        }
      : {}),
  }
}

interface InviteFlags extends DataFlag {
  name: string
  grant: string[]
  member?: string
  newcomer?: boolean
  hours: string
}

async function inviteSomebody(flags: InviteFlags): Promise<void> {
  const hours = Number(flags.hours)
  if (!(hours > 0 && hours <= 24 * 30)) {
    throw new UserError('--hours is a number from 1 to 720.', 'wrong-call')
  }
  const request = {
    name: flags.name.trim().slice(0, 120),
    grants: readGrants(flags.grant),
    ...(flags.member ? { member: flags.member } : {}),
    newcomer: flags.newcomer ?? false,
  }
  const made = await withData(flags, ({ store, keys }) =>
    invite(recordingTo(store), keys, request, { by: OPERATOR, lifeMs: hours * HOUR_MS }),
  )
  print(
    flags,
    { ...made, expiresAt: new Date(made.expiresAt).toISOString() },
    `Code for ${request.name}: ${made.code}\nIt works once, until ${spoken(made.expiresAt)}.`,
  )
}

function spoken(ms: number): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB', { ...day, hour: '2-digit', minute: '2-digit' }).format(ms)
}

async function members(flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  const rows = await withData(flags, ({ store }) => listMembers(store))
  const lines = rows.map(
    ({ id, name, grants, revoked, devices }) =>
      `${id}  ${name}  ${revoked ? 'no access' : grants.join(', ')}  devices: ${devices}`,
  )
  print(flags, rows, lines.join('\n') || 'There are no members yet. Invite the first one.')
}

async function grant(member: string, grants: string[], flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  const wanted = readGrants(grants)
  await withData(flags, ({ store }) => setGrants(recordingTo(store), member, wanted))
  print(flags, { member, grants: wanted }, `${member} may now: ${wanted.join(', ')}.`)
}

async function confirm(device: string, flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  const member = await withData(flags, ({ store }) => confirmAsOperator(recordingTo(store), device))
  print(flags, { device, member }, `The device ${device} of ${member} may come in now.`)
}

async function unlink(member: string, flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  await withData(flags, ({ store }) => unlinkMember(recordingTo(store), member))
  print(flags, { member }, `${member} can be joined to another account now.`)
}

async function administration(flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  const lines = await withData(flags, ({ store }) => readLines(store, { id: '', all: true }))
  const words = lines.map(
    ({ at, by, deed, member, detail }) =>
      `${spoken(at)}  ${deed}  by ${by}${member ? `  ${member}` : ''}  ${JSON.stringify(detail)}`,
  )
  print(flags, lines, words.join('\n') || 'Nothing was done yet.')
}

const recordingTo = (sql: Store): Recording => ({ sql, now: Date.now })

async function revoke(member: string, flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  await withData(flags, ({ store }) => revokeMember(recordingTo(store), member))
  print(flags, { member, revoked: true }, `${member} has no access any more.`)
}

async function backup(file: string, flags: DataFlag): Promise<void> {
  refuseForPostgres('pg_dump')
  await backupStore(flags.data, file)
  print(flags, { file }, `The store is copied to ${file}. Keep server.key safe apart from it.`)
}

async function restore(file: string, flags: DataFlag): Promise<void> {
  refuseForPostgres('pg_restore')
  const replaced = await restoreStore(flags.data, file, new Date())
  const kept = replaced ? ` What stood there is now ${replaced}.` : ''
  print(flags, { restored: file, replaced }, `The store is back as in ${file}.${kept}`)
}

function refuseForPostgres(tool: string): void {
  if (process.env.DATABASE_URL) {
    throw new UserError(`The store is in PostgreSQL. Use ${tool} for it.`, 'wrong-call')
  }
}

async function verify(flags: DataFlag): Promise<void> {
  requireData(dataOptions(flags))
  const report = await withData(flags, ({ store, keys }) => verifyStore(store, keys))
  const counts = `${report.rooms} rooms, ${report.updates} updates, ${report.entries} entries, ${report.signed} of them signed by their authors`
  const found = report.ok ? [`All is well: ${counts}.`] : report.problems
  const words = [...found, ...report.notices].join('\n')
  print(flags, report, words)
  if (!report.ok) process.exitCode = 1
}

function program(): Command {
  const cli = new Command('accord-server')
    .description('The meeting point of an Accord workspace')
    .showHelpAfterError()
  const data = () => new Option('--data <folder>', 'where the server keeps its data')
  const command = (name: string, description: string) =>
    cli
      .command(name)
      .description(description)
      .addOption(data().env('ACCORD_DATA').makeOptionMandatory())
      .option('--json', 'answer in JSON')

  command('start', 'run the server')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes any', '4730')
    .option('--tls-cert <file>', 'certificate chain, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--behind-proxy', 'a proxy in front ends TLS and sets X-Forwarded-For')
    .option('--oidc-issuer <url>', 'single sign-on provider')
    .option('--oidc-client <id>', 'our client id there')
    .option('--oidc-required', 'joining needs sign-on beside the code')
    .option('--store-lost', 'with ACCORD_SERVER_KEY: a new store replaces one that was lost')
    .option('--log-level <level>', 'debug, info, warn or error', 'info')
    .action(start)
  command('invite', 'make a one-time code for a person')
    .requiredOption('--name <name>', 'name of the person, as others will see it')
    .option('--grant <grant...>', GRANT_LIST, [])
    .option('--member <id>', 'another device for this member, or a member coming back')
    .option('--newcomer', 'after the store was lost: the person never was a member')
    .option('--hours <number>', 'how long the code works', String(CODE_LIFE_MS / HOUR_MS))
    .action(inviteSomebody)
  command('members', 'list members and what they may do').action(members)
  command('grant', 'set what a member may do; replaces what they could')
    .argument('<member>', 'id of the member')
    .argument('<grants...>', GRANT_LIST)
    .action(grant)
  command('revoke', 'end the access of a member on all devices')
    .argument('<member>', 'id of the member')
    .action(revoke)
  command('confirm', 'let in a device that waits, in the place of its member or administrators')
    .argument('<device>', 'id of the device')
    .action(confirm)
  command('unlink', 'take a member’s sign-on account away, so that another can be joined to them')
    .argument('<member>', 'id of the member')
    .action(unlink)
  command('administration', 'the log of who was let in, by whom, and what they may do').action(
    administration,
  )
  command('backup', 'copy the store into a file, also while the server runs')
    .argument('<file>', 'file to make')
    .action(backup)
  command('restore', 'put a backup in the place of the store; stop the server first')
    .argument('<file>', 'backup to take')
    .action(restore)
  command('verify', 'read everything back and check it').action(verify)
  return cli
}

try {
  await program().parseAsync()
} catch (error) {
  const expected = error instanceof UserError || error instanceof Refused
  process.stderr.write(
    expected ? `${error.message}\n` : `Accord server stopped: ${(error as Error).message}\n`,
  )
  process.exitCode = error instanceof UserError && error.code === 'wrong-call' ? 2 : 1
}
