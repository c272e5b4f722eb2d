import { z } from 'zod'
import { CommitmentFields } from '../../../domain/record/strategy-fields.ts'
import { wordsFor } from '../../forms/limits.ts'

/** What a system commits to, as a form takes it. */
export const CommitmentText = z.object({
  text: wordsFor(CommitmentFields.shape.text, 'Say what the system will do.', 3),
})
