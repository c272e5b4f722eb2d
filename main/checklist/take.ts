import {
  type AnswerFile,
  LARGEST_ANSWER_FILE,
  readAnswerFile,
} from '../../domain/checklist/answer-file.ts'
import { UserError } from '../../domain/errors.ts'
import { findNhsNumber } from '../../domain/record/nhs-number.ts'
import type { ChecklistAnswerFields } from '../../domain/record/report-fields.ts'
import { plural } from '../../domain/words.ts'
import type { ChecklistTaken } from '../../preload/reports-types.ts'
import { readWhole } from '../imports/read-whole.ts'
import { requireSystem, requireWrite, type WritingContext } from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import { readParts } from '../record/parts.ts'
import type { Addition } from '../record/record.ts'
import type { FileShelf } from '../runtime/files.ts'
import { requireRound } from './read.ts'

/**
 * Answers that come back as files. A file that cannot be taken in is left with the reason, and the
 * others are taken in.
 */

/** A file that came back, or why it is none to take in. */
export type Returned = { name: string } & ({ answer: AnswerFile } | { reason: string })

/** Reads files that anybody may have sent. */
export function readReturned(shelf: FileShelf, tokens: readonly string[]): Promise<Returned[]> {
  return Promise.all(
    tokens.map(async (token): Promise<Returned> => {
      const { path, name } = await shelf.incoming(token)
      try {
        const bytes = await readWhole(path, name)
        if (bytes.length > LARGEST_ANSWER_FILE)
          return { name, reason: `${name} is too large to be an answer to the checklist.` }
        const answer = readAnswerFile(bytes.toString('utf8'))
        return answer
          ? { name, answer }
          : { name, reason: `${name} is not an answer that the form has saved.` }
      } catch (error) {
        if (error instanceof UserError) return { name, reason: error.message }
        throw error
      }
    }),
  )
}

export function takeAnswers(
  context: WritingContext,
  id: string,
  files: readonly Returned[],
): ChecklistTaken {
  const round = requireRound(context, id)
  const stream = requireSystem(context, round.ics)
  requireWrite(context, stream)
  const here = new Map(
    readParts(context.record.db, 'checklist-answer', { view: round.ics }).map(
      ({ id: known, fields }) => [known, contentOf(fields)],
    ),
  )
  const additions: Addition[] = []
  const left: string[] = []
  for (const file of files) {
    const reason = 'reason' in file ? file.reason : reasonToLeave(file.name, file.answer, id, here)
    if (reason !== undefined) left.push(reason)
    if (reason !== undefined || 'reason' in file) continue
    const { id: answer, round: of, level, answers, remark } = file.answer
    here.set(answer, contentOf(file.answer))
    additions.push(
      ...changeOf(context, round.ics, `checklist-answer:${answer}`, {
        round: of,
        level,
        answers,
        remark,
        // Where it was taken back before, it comes back.
        removed: false,
      }),
    )
  }
  const said = `${round.organisation}: ${plural(additions.length, 'answer')} taken in`
  return { ...writeDeed(context, stream, additions, said), taken: additions.length, left }
}

function reasonToLeave(
  name: string,
  answer: AnswerFile,
  round: string,
  here: ReadonlyMap<string, string>,
): string | undefined {
  if (answer.round !== round)
    return `${name} answers another round of the checklist. Take it in there.`
  if (answer.remark && findNhsNumber(answer.remark))
    return `${name} looks like it holds an NHS number, and nothing about a patient may be kept here. Ask for the answer again without it.`
  const known = here.get(answer.id)
  if (known === undefined) return undefined
  return known === contentOf(answer)
    ? `${name} is here already.`
    : `${name} is another version of an answer that is here already. Ask for one that is filled in afresh.`
}

/** What two versions of one answer are told apart by. */
function contentOf({ level, answers, remark }: ChecklistAnswerFields): string {
  return JSON.stringify([level, Object.entries(answers ?? {}).sort(), remark ?? null])
}
