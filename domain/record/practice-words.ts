import type { JointState } from './strategy-words.ts'

/** The words of borrowed practice and of joint action, as they stand in entries and on pages. */

/** Whether a case study worked where it was taken over. */
export const WORKED = ['yes', 'partly', 'no', 'too-early'] as const
export type Worked = (typeof WORKED)[number]

export const WORKED_WORDS: Record<Worked, string> = {
  yes: 'It worked',
  partly: 'It worked in part',
  no: 'It did not work',
  'too-early': 'Too early to say',
}

export const JOINT_STATE_WORDS: Record<JointState, string> = {
  proposed: 'Proposed',
  agreed: 'Agreed',
  declined: 'Declined',
}
