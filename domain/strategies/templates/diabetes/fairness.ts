import type { EqualityQuestions } from '../shared.ts'

/** What to ask of each group when the subject is diabetes. */
export const DIABETES_QUESTIONS: EqualityQuestions = {
  protected: [
    [
      'Age',
      'Do younger adults with type 2 and those moving from child to adult care get their checks?',
    ],
    [
      'Disability',
      'Can people with a learning disability, sight loss or severe mental illness use our courses, sensors and letters?',
    ],
    [
      'Gender reassignment',
      'Do records and invitations use the right name, and do checks allow for hormone treatment?',
    ],
    [
      'Marriage and civil partnership',
      'Is advice on food and care offered to whoever shares the home, in any kind of household?',
    ],
    [
      'Pregnancy and maternity',
      'Who follows up women who had diabetes in pregnancy, and do all ethnic groups get a sensor?',
    ],
    [
      'Race',
      'Do we use the right weight thresholds, languages and foods? Who is offered technology, and who takes it up?',
    ],
    ['Religion or belief', 'Do we give safe advice on fasting before Ramadan and other fasts?'],
    ['Sex', 'Who drops out of courses, and do working hours or caring explain it?'],
    ['Sexual orientation', 'Do people feel safe to be open with the teams they meet every year?'],
  ],
  inclusion: [
    [
      'People in the most deprived fifth',
      'How many have all their checks, against the least deprived fifth?',
    ],
    ['People without a home', 'Where can insulin be kept cold, and who looks after feet?'],
    [
      'Gypsy, Roma and Traveller communities',
      'Can people register with a practice and keep their place in a course when they move?',
    ],
    [
      'Migrants, refugees and people seeking asylum',
      'Is there an interpreter at each visit, and do people know that GP care is free?',
    ],
    [
      'People in prison and on release',
      'Does treatment go on without a gap on the day they leave?',
    ],
    ['People who depend on drugs or alcohol', 'Can both be treated in one place?'],
    [
      'People in rural places',
      'How far is it to a course, an eye screening van and a foot clinic?',
    ],
    ['People without internet', 'Is there another way for every app, form and course?'],
  ],
}
