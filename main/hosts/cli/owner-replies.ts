import { resolve } from 'node:path'
import type { Command } from 'commander'
import { FIELD_LABELS } from '../../../domain/record/labels.ts'
import { STATUS_WORDS } from '../../../domain/record/statuses.ts'
import { plural } from '../../../domain/words.ts'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { addCommand, type CommonOptions, chooseSystem, keepFile, withRecord } from './command.ts'
import { findOwner } from './find-owner.ts'
import { print, printJson, shortDate, table } from './output.ts'
import { dateOrNone, existingFile, oneOf, wrongCall } from './values.ts'

const DECIDE = { accept: 'accepted', decline: 'declined' } as const
type Deciding = keyof typeof DECIDE

/** `accord owners ask | take-replies | answers | decide`: owners who answer without Accord. */
export function addReplyCommands(owners: Command): void {
  addCommand(owners, 'ask <owner>', 'write the e-mail, with a form in it, to one owner')
    .option('--ics <code>', 'system; your own by default')
    .option('--by <date>', 'day the reply is asked for; in two weeks by default', dateOrNone)
    .requiredOption('--out <file>', 'file to write; it opens as a draft')
    .action(askOwner)
    .addHelpText('after', '\n<owner>: name or id.')
  addCommand(owners, 'take-replies <files...>', 'take in replies, or e-mails that hold them')
    .option('--ics <code>', 'system; your own by default')
    .option('--dry-run', 'only say what would come in')
    .action(takeReplies)
  addCommand(owners, 'answers', 'list what owners answered')
    .option('--ics <code>', 'system; your own by default')
    .action(answers)
  addCommand(owners, 'decide <decision> <answers...>', 'accept or decline what owners answered')
    .option('--ics <code>', 'system; your own by default')
    .option('--reason <words>', 'why it is declined')
    .action(decide)
    .addHelpText(
      'after',
      '\n<decision>: accept or decline.\n<answers>: ids, or how they begin; "accord owners answers" lists them.',
    )
}

type SystemOptions = CommonOptions & { ics?: string }

async function askOwner(
  named: string,
  options: SystemOptions & { out: string; by?: string | null },
): Promise<void> {
  const to = resolve(options.out)
  const asked = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const owner = await findOwner(service, ics, named)
    if (!owner) throw wrongCall(`There is no owner "${named}" in ${ics}.`)
    const { file, said } = await service.ask('owners.email', {
      ...{ ics, owner: owner.id },
      ...(options.by && { replyBy: options.by }),
    })
    await keepFile(service, file.token, to)
    return { owner: owner.id, said, path: to, bytes: file.bytes }
  })
  if (options.json) return printJson(asked)
  print(`${asked.said}. Written to ${to}. Open it, read it and send it.`)
}

async function takeReplies(
  paths: readonly string[],
  options: SystemOptions & { dryRun?: boolean },
): Promise<void> {
  const taken = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const files: string[] = []
    for (const path of paths) files.push(await service.files.takeIn(existingFile(path)))
    return service.ask('owners.takeReplies', { ics, files, dryRun: options.dryRun ?? false })
  })
  if (options.json) return printJson(taken)
  const verb = options.dryRun ? 'would come in' : 'taken in'
  for (const { name, owner, answers } of taken.taken)
    print(`${name}: ${plural(answers, 'answer')} from ${owner} ${verb}.`)
  for (const reason of taken.left) print(reason)
  if (taken.taken.length > 0 && !options.dryRun)
    print('\n"accord owners answers" lists what waits for you.')
}

async function answers(options: SystemOptions): Promise<void> {
  const found = await withRecord(options, async (service, state) =>
    service.ask('owners.answers', { ics: await chooseSystem(service, state, options.ics) }),
  )
  if (options.json) return printJson(found)
  if (found.length === 0) return print('No owner has answered yet.')
  print(
    table<OwnerAnswer>(
      [
        { heading: 'Id', value: ({ id }) => id.replace(/^(.{8}).*$/, '$1') },
        { heading: 'Action', value: ({ reference }) => reference },
        { heading: 'Owner', value: ({ ownerName }) => ownerName },
        { heading: 'Written', value: ({ written }) => shortDate(written) },
        { heading: 'Says', value: wordsOf, flexible: true },
        { heading: 'Decision', value: ({ decision }) => decision ?? 'waits' },
      ],
      found,
    ),
  )
}

function wordsOf({ says, moved }: OwnerAnswer): string {
  return [
    says.status && STATUS_WORDS[says.status],
    says.note,
    says.nextStep && `${FIELD_LABELS.nextStep}: ${says.nextStep}`,
    says.due && `${FIELD_LABELS.due}: ${shortDate(says.due)}`,
    says.notMine && 'Not theirs any more',
    ...moved.map((sentence) => `(${sentence})`),
  ]
    .filter(Boolean)
    .join(' · ')
}

async function decide(
  decision: string,
  named: readonly string[],
  options: SystemOptions & { reason?: string },
): Promise<void> {
  const how = oneOf<Deciding>('decision', 'decisions', ['accept', 'decline'])(decision)
  const written = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const waiting = (await service.ask('owners.answers', { ics })).filter(
      (answer) => answer.decision === null,
    )
    const chosen = named.flatMap((start) => {
      const found = waiting.filter(({ id }) => id.startsWith(start.toLowerCase()) || id === start)
      if (found.length === 0)
        throw wrongCall(
          `No answer that waits begins with "${start}". "accord owners answers" lists them.`,
        )
      return found
    })
    return service.ask('owners.decide', {
      ...{ ics, decision: DECIDE[how] },
      answers: chosen.map(({ id, seen }) => ({ id, seen })),
      ...(options.reason && { reason: options.reason }),
    })
  })
  if (options.json) return printJson(written)
  print(`${written.said}.`)
}
