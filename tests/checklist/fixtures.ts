import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnswerFile } from '../../domain/checklist/answer-file.ts'
import { CHECKLIST_QUESTIONS } from '../../domain/checklist/questions.ts'
import type { ChecklistAnswer } from '../../domain/record/checklist-words.ts'
import type { Grant } from '../../domain/record/grants.ts'
import type { Service } from '../../main/service.ts'
import { HOME, newService, temporaryFolder } from '../helpers.ts'

/** 21 November 2026, a Saturday, at noon. */
export const NOW = Date.parse('2026-11-21T12:00:00Z')

export function allAnswers(says: ChecklistAnswer): Record<string, ChecklistAnswer> {
  return Object.fromEntries(CHECKLIST_QUESTIONS.map(({ id }) => [id, says]))
}

/** A service with a round in it that is open. */
export async function serviceWithRound(grants: Grant[] = [`lead:${HOME}`], now = () => NOW) {
  const service = await newService(grants, now)
  const { id: round } = await service.ask('checklist.saveRound', {
    ics: HOME,
    fields: { title: 'Autumn 2026', organisation: 'Fosse Way Trust', opens: '2026-11-01' },
  })
  return { service, round }
}

/** What the form would save. */
export function answerFile(round: string, values: Partial<AnswerFile> = {}): AnswerFile {
  return {
    ...{ accord: 'checklist-answer', version: 1, round, id: randomUUID(), level: 'middle' },
    ...{ answers: allAnswers('yes'), remark: null },
    ...values,
  }
}

/** Lays contents down as files and takes them in, each under the name it is given. */
export function take(
  service: Service,
  round: string,
  contents: Record<string, AnswerFile | string>,
) {
  const folder = temporaryFolder()
  const files = Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return service.files.takeIn(path)
  })
  return service.ask('checklist.take', { round, files })
}
