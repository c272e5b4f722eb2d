import { definitions } from '../../publication/build.ts'
import { type Chapters, chapter } from '../chapter.ts'

/** Words that a reader from outside may not know. */
export const glossaryAnnex: Chapters = () => [
  chapter('glossary', 'Words used in this report', () => [definitions(WORDS)]),
]

const WORDS: [string, string][] = [
  [
    'Action',
    'One of the things that the commission asks every system to do. Each has a reference, such as HS1.a1.',
  ],
  [
    'Baseline',
    'The value that later values are compared with: the commission’s own, or the first there is.',
  ],
  ['Claim', 'A word such as “improved”. It stands in this report only where a rule allows it.'],
  [
    'Commission',
    'The commission on health inequalities in the Midlands, whose report this one follows up.',
  ],
  [
    'Commitment',
    'What a system says it will do under a joint strategy. An action of its register carries it.',
  ],
  [
    'Confidence interval',
    'The range in which the true value very likely lies, given how few or many people were counted.',
  ],
  [
    'Deprivation',
    'How much an area lacks, such as money, work and good homes. Areas are put in order and cut into ten or five groups.',
  ],
  ['Embedded', 'Complete, and kept up as part of normal work.'],
  ['Entry', 'One thing that somebody wrote into the record. It has a time, and never changes.'],
  ['Figure', 'A number in this report. Its mark, such as F12, leads to the evidence behind it.'],
  ['Focus area', 'A part of the commission’s report: a group of actions on one subject.'],
  [
    'Freeze',
    'A list of exactly the entries that were in the record at one moment. All figures come from it.',
  ],
  ['Hash', 'A fingerprint of data: whatever is altered, it is another.'],
  [
    'Health inequality',
    'A difference in health between groups of people that is unfair and could be avoided.',
  ],
  [
    'Integrated care system',
    'The health and care organisations of one area that plan together. Here for short: system.',
  ],
  ['Outcome', 'Something that a workshop decided, or that somebody there took on.'],
  ['Priority for change', 'One of the ten subjects that the commission puts first.'],
  ['Process control', 'A way to tell a true change from the ups and downs that there always are.'],
  [
    'Slope index of inequality',
    'How far the ends of deprivation lie apart, the most deprived less the least, on a straight line through all groups.',
  ],
  ['Stalled', 'Under way, but without a word in the record for half a year.'],
  ['Withheld', 'Not shown, since so few people are behind it that they could be recognised.'],
]
