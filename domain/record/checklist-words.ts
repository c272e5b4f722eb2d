/** The words of the organisational checklist, as they stand in entries and as people read them. */

/** How far up somebody works in their organisation. */
export const CHECKLIST_LEVELS = ['board', 'senior', 'middle', 'front-line'] as const
export type ChecklistLevel = (typeof CHECKLIST_LEVELS)[number]

export const CHECKLIST_LEVEL_WORDS: Record<ChecklistLevel, string> = {
  board: 'Board',
  senior: 'Senior leaders',
  middle: 'Managers',
  'front-line': 'Front line',
}

/** What each level is, for whoever looks for their own. */
export const CHECKLIST_LEVEL_HINTS: Record<ChecklistLevel, string> = {
  board: 'You sit on the board, or are a governor or councillor.',
  senior: 'You lead a large part of the organisation.',
  middle: 'You manage a team or a service.',
  'front-line': 'You do any other job: with the public, in an office, on a ward.',
}

export const CHECKLIST_ANSWERS = ['yes', 'no', 'unknown'] as const
export type ChecklistAnswer = (typeof CHECKLIST_ANSWERS)[number]

export const CHECKLIST_ANSWER_WORDS: Record<ChecklistAnswer, string> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'I do not know',
}
