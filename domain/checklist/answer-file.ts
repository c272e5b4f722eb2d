import { z } from 'zod'
import { CHECKLIST_ANSWERS, CHECKLIST_LEVELS } from '../record/checklist-words.ts'
import { CHECKLIST_QUESTIONS, CHECKLIST_REMARK } from './questions.ts'

/** The file that the one-page form saves. It comes back by e-mail, from anybody. */
export const AnswerFile = z.strictObject({
  accord: z.literal('checklist-answer'),
  version: z.literal(1),
  round: z.uuid(),
  /** Made by chance when the page was opened, so that twice the same is known as such. */
  id: z.uuid(),
  level: z.enum(CHECKLIST_LEVELS),
  answers: z.strictObject(
    Object.fromEntries(CHECKLIST_QUESTIONS.map(({ id }) => [id, z.enum(CHECKLIST_ANSWERS)])),
  ),
  remark: z.string().trim().max(CHECKLIST_REMARK.longest).nullable(),
})
export type AnswerFile = z.infer<typeof AnswerFile>

/** Bytes. Every character of the longest remark escaped, and room to spare. */
export const LARGEST_ANSWER_FILE = 32 * 1024

/** Reads the text of a file; `undefined` when it is no answer to the checklist. */
export function readAnswerFile(text: string): AnswerFile | undefined {
  try {
    return AnswerFile.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
