/**
 * The questions of the commission's organisational checklist, in our own words. An id is the
 * question's number in the commission's report.
 */

export interface ChecklistQuestion {
  id: string
  text: string
  /** One line for whoever is not sure what is meant. */
  help: string
}

export interface ChecklistGroup {
  title: string
  questions: readonly ChecklistQuestion[]
}

export const CHECKLIST_GROUPS: readonly ChecklistGroup[] = [
  {
    title: 'Who leads',
    questions: [
      {
        id: '1',
        text: 'Is one senior person in charge of our work on fair health?',
        help: 'You could say who it is.',
      },
      {
        id: '2',
        text: 'Do we have a full plan for how our jobs, spending and buildings help local people?',
        help: 'This is often called being an anchor organisation.',
      },
    ],
  },
  {
    title: 'Plans and ways of working',
    questions: [
      {
        id: '3',
        text: 'Do we have a bold plan for equality that puts closing the gaps first?',
        help: 'The best plans have a part on health.',
      },
      {
        id: '4',
        text: 'Do we always check who gains and who loses from the services we run?',
        help: 'The check is written down and covers the good and the bad.',
      },
      {
        id: '5',
        text: 'Do we have a plan so that nobody is left out when services go online?',
        help: 'The plan has goals, and we measure how we do.',
      },
      {
        id: '6',
        text: 'Do we have rules for sharing data with others that help local people?',
        help: 'Partners know what they can share, and use it.',
      },
      {
        id: '7',
        text: 'Can staff and the people we serve tell us what is wrong, and do leaders act on it?',
        help: 'What people say reaches those who decide.',
      },
    ],
  },
  {
    title: 'People and communities',
    questions: [
      {
        id: '8',
        text: 'Are our staff like the people we serve, at every level?',
        help: 'Think above all of those at the top.',
      },
      {
        id: '9',
        text: 'Do we know all the groups and communities who live here and use our services?',
        help: 'We know who they are and what they need.',
      },
      {
        id: '10',
        text: 'Are we working now to win back trust, involve people and put money into local areas?',
        help: 'The work has begun. A plan to begin is a “no”.',
      },
      {
        id: '11',
        text: 'Do we have ways to fit our services to local people, with help from local groups?',
        help: 'This can mean using their halls, their skills and the trust they have.',
      },
      {
        id: '12',
        text: 'Do we have goals for talking and listening better to the people and charities around us?',
        help: 'The goals cover people who use our services too.',
      },
    ],
  },
]

export const CHECKLIST_QUESTIONS: readonly ChecklistQuestion[] = CHECKLIST_GROUPS.flatMap(
  ({ questions }) => questions,
)

/** The open question. */
export const CHECKLIST_REMARK = {
  text: 'What is one thing you could do better yourself, and what would you need for it?',
  help: 'You can leave this empty. Please name nobody, and write nothing about a patient.',
  longest: 2000,
}
