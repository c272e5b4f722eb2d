import type { EqualityQuestions } from './shared.ts'

/** What to ask of each group when the subject is a scheme for apprentices. */
export const APPRENTICE_QUESTIONS: EqualityQuestions = {
  protected: [
    ['Age', 'Are there places for people who start again at 40 or 50?'],
    [
      'Disability',
      'Are adjustments in place on the first day, and are supported internships a way in?',
    ],
    ['Gender reassignment', 'Can people apply and work under the name they use?'],
    ['Marriage and civil partnership', 'Do pay and benefits treat all couples alike?'],
    ['Pregnancy and maternity', 'Can a course be paused and taken up again without loss?'],
    ['Race', 'Who applies, who is chosen, who finishes, who is promoted?'],
    ['Religion or belief', 'Do uniform, prayer and holy days fit the rota?'],
    ['Sex', 'Which trades draw one sex only, and what would change that?'],
    ['Sexual orientation', 'Is it safe to be open at work and in college?'],
  ],
  inclusion: [
    [
      'People in the most deprived fifth',
      'Can they afford to start: fares, clothes, the first month?',
    ],
    ['Young people who were in care', 'Is a place kept, with someone to call out of hours?'],
    ['Refugees', 'Are skills from abroad counted, and English taught on the job?'],
    ['People with a criminal record', 'Which jobs need a clean record, and which do not?'],
    ['Unpaid carers', 'Are part-time places real or only on paper?'],
    ['People in rural places', 'How do they get to college without a car?'],
    ['People without qualifications', 'Is there a first step before level 2?'],
    ['People without internet', 'Can they apply in person or by phone?'],
  ],
}
