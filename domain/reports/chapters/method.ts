import { formatDate } from '../../dates.ts'
import { definitions, heading, list, paragraph } from '../../publication/build.ts'
import type { Block } from '../../publication/tree.ts'
import { type Chapters, chapter } from '../chapter.ts'
import { CLAIM_RULE } from '../claims.ts'
import type { Evidence } from '../evidence.ts'
import { STALLED_DAYS } from '../status-counts.ts'

/** How the figures came about, so that a stranger can do it again. */
export const methodAnnex: Chapters = () => [chapter('method', 'Method', writeMethod)]

function writeMethod({ about }: Evidence): Block[] {
  return [
    heading(3, 'Where the figures come from'),
    paragraph(
      'Systems write what they do into one shared record. The record only grows: a correction is a new entry, and the old one stays. For this report the record was frozen: a list was made of exactly the entries that were in it at one moment, with a hash, which is a fingerprint of them all. The figures are worked out from those entries alone.',
    ),
    paragraph(
      'Whoever has the same entries gets the same figures, on any computer and at any later time. “accord report verify” checks it. A figure names the entries behind it.',
    ),
    heading(3, 'Which day counts'),
    list([
      `The start is the record as it stood before ${formatDate(about.from)}, and the end as it stood at the end of ${formatDate(about.day)}, UK time.`,
      'What a system says of an action counts from the moment it was said. If it took something back after the period, that counts too, since it puts the period right.',
      'What has a day of its own counts by that day, whenever it was written down: a workshop, a value of a metric.',
      'An entry that reached the record after the freeze does not count, even if its stamp is earlier.',
      'Boards that merged are counted as one from the start, so that like is compared with like.',
    ]),
    heading(3, 'How statuses are counted'),
    list([
      'The unit is one action of the commission in one system. Actions that systems added for themselves are told apart.',
      'An action of which nothing was said counts as not started.',
      'Shares are of the actions that apply. Those that do not apply are told as a share of all.',
      'Statuses are an order, not a quantity: they are counted and never averaged.',
      `Stalled means planned, in progress or blocked, with no word for ${STALLED_DAYS} days.`,
    ]),
    heading(3, 'What is said of metrics'),
    paragraph(CLAIM_RULE),
    definitions([
      [
        'Against England',
        'Better or worse only where the whole 95% confidence interval of the system’s value lies on one side of England’s value of the same period.',
      ],
      [
        'Values of a system',
        'As the source gives them, or added up from counts and denominators of the system’s authorities where the source gives none.',
      ],
      [
        'Small numbers',
        'Counts so small that people could be recognised are withheld, with others from which they could be worked out.',
      ],
    ]),
  ]
}
