import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import type { Grant } from '../../domain/record/grants.ts'
import type { AnswerWords } from '../../domain/record/reply-fields.ts'
import type { ReplyFile } from '../../domain/replies/reply-file.ts'
import type { Service } from '../../main/service.ts'
import { HOME, newService, REFERENCE, temporaryFolder } from '../helpers.ts'
import { pageIn } from './page-in.ts'

/** 21 November 2026, a Saturday, at noon. */
export const NOW = Date.parse('2026-11-21T12:00:00Z')
export const SECOND = 'LA1.a1'

/** A service with an owner who has two overdue actions. */
export async function serviceWithOwner(grants: Grant[] = [`lead:${HOME}`], now = () => NOW) {
  const service = await newService(grants, now)
  const { id: owner } = await service.ask('owners.save', {
    ics: HOME,
    fields: { name: 'Priya Shah', email: 'priya@example.nhs.uk' },
  })
  await service.ask('action.bulkUpdate', {
    ics: HOME,
    references: [REFERENCE, SECOND],
    changes: { owner, due: '2026-10-31', status: 'in-progress' },
  })
  return { service, owner }
}

/** The e-mail to the owner, as it would be sent, and the page in it. */
export async function asked(service: Service, owner: string, ics = HOME) {
  const { file } = await service.ask('owners.email', { ics, owner })
  const email = readFileSync((await service.files.out(file.token))!.path, 'latin1')
  return { email, page: pageIn(email) }
}

/** What the form would save. */
export function replyTo(
  page: string,
  says: Record<string, AnswerWords>,
  values: Partial<ReplyFile> = {},
): ReplyFile {
  const { request, token } = new JSDOM(page).window.document.querySelector('form')!.dataset
  return {
    accord: 'owner-reply',
    version: 1,
    id: randomUUID(),
    request: request!,
    token: token!,
    written: '2026-11-22T09:00:00.000Z',
    answers: Object.entries(says).map(([action, words]) => ({ action, says: words })),
    ...values,
  }
}

/** Lays contents down as files and takes them in, each under the name it is given. */
export async function take(
  service: Service,
  contents: Record<string, ReplyFile | string | Buffer>,
  { ics = HOME, dryRun = false } = {},
) {
  const folder = temporaryFolder()
  const files: string[] = []
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name)
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content)
    writeFileSync(path, isRaw ? content : JSON.stringify(content))
    files.push(await service.files.takeIn(path))
  }
  return service.ask('owners.takeReplies', { ics, files, dryRun })
}
