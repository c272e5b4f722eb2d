import type { ItemKind, OutcomeKind } from '../../record/workshop-words.ts'

/** What the example's workshops were about. All of it is ours and invented. */

export interface SessionScript {
  title: string
  purpose: string
  /** Days before the example's last day, and below zero after it. */
  daysAgo: number
  priorities: readonly number[]
  items: readonly ItemScript[]
  outcomes: readonly OutcomeScript[]
  /** Minutes in Markdown; `{place}` names a system. */
  minutes: string
}

export interface ItemScript {
  kind: ItemKind
  title: string
  minutes: number
  wanted: string
  /** References of the actions that it is about. */
  about?: readonly string[]
  /** Ids of the metrics that it looks at. */
  metrics?: readonly string[]
  /** Whether somebody is down to present it; everybody but in the coming session. */
  presented?: boolean
  finished?: boolean
}

export interface OutcomeScript {
  kind: OutcomeKind
  text: string
  /** Position of the item that it came from. */
  item: number
  /** Whether it fell to a system: the reader's own, or one of the others. */
  to?: 'home' | 'other'
  /** Days from the session to its due date. */
  dueIn?: number
  /** What the system answered; left out, it has not answered yet. */
  answer?: 'accepted' | 'changed' | 'declined'
  reason?: string
  fate?: 'done' | 'dropped'
}

export const SERIES = {
  title: 'Midlands inequalities workshops',
  purpose:
    'The systems of the Midlands meet to learn from each other, to clear what blocks their work, and to leave with owners and dates.',
}

const WELCOME: ItemScript = {
  kind: 'opening',
  title: 'Welcome, and what the record shows',
  minutes: 15,
  wanted: 'Listen, and note one thing your system could use.',
  finished: true,
}
const CLOSE: ItemScript = {
  kind: 'aob',
  title: 'Any other business',
  minutes: 5,
  wanted: 'Name what has to come to the next session.',
  finished: true,
}

export const SESSIONS: readonly SessionScript[] = [
  {
    title: 'Getting started together',
    purpose: 'Agree how we work, and choose what to begin with.',
    daysAgo: 290,
    priorities: [1, 5],
    items: [
      WELCOME,
      {
        kind: 'discussion',
        title: 'Where each system stands, and why',
        minutes: 35,
        wanted: 'Say what you have begun, and what you would rather learn from others.',
        about: ['HS1.c2', 'HS3.a2'],
        finished: true,
      },
      {
        kind: 'decision',
        title: 'How often we meet, and who chairs',
        minutes: 20,
        wanted: 'Decide on a rhythm and on two co-chairs.',
        finished: true,
      },
      CLOSE,
    ],
    outcomes: [
      {
        kind: 'decision',
        text: 'We meet every three months, for 90 minutes',
        item: 2,
        fate: 'done',
      },
      {
        kind: 'action',
        text: 'Name one person in each system who keeps the record up to date',
        item: 1,
        fate: 'done',
        dueIn: 30,
      },
    ],
    minutes: [
      '# What was said',
      '- Most systems have begun with the actions that need no new money.',
      '- Several asked for a plain list of who does what in each place.',
      '',
      '# What was agreed',
      'We meet every three months. Two systems take the chair in turn.',
    ].join('\n'),
  },
  {
    title: 'Finding people early',
    purpose: 'Share what works in finding people who do not come to us.',
    daysAgo: 185,
    priorities: [6, 9],
    items: [
      WELCOME,
      {
        kind: 'update',
        title: 'What we promised last time',
        minutes: 10,
        wanted: 'Say what is done, what is not, and what stands in the way.',
        finished: true,
      },
      {
        kind: 'discussion',
        title: 'Outreach that people trust',
        minutes: 30,
        wanted: 'Tell us what you tried, and who came because of it.',
        about: ['HS3.a2', 'HS3.b1'],
        finished: true,
      },
      {
        kind: 'discussion',
        title: 'Sharing data between partners',
        minutes: 25,
        wanted: 'Say what agreement you have, and what still holds you up.',
        about: ['JW3.c1'],
        finished: true,
      },
      CLOSE,
    ],
    outcomes: [
      {
        kind: 'action',
        text: 'Share the outreach pathway and its costs with all systems',
        item: 2,
        to: 'other',
        dueIn: 60,
        answer: 'accepted',
      },
      {
        kind: 'commitment',
        text: 'Publish the list of community venues that can be used for clinics',
        item: 2,
        to: 'home',
        dueIn: 90,
        answer: 'changed',
      },
      {
        kind: 'action',
        text: 'Send round the model agreement for sharing data',
        item: 3,
        to: 'other',
        dueIn: 45,
        answer: 'declined',
        reason: 'Our agreement is being written anew; ask us again in the spring.',
      },
      { kind: 'decision', text: 'We use one form of words for consent in outreach', item: 3 },
    ],
    minutes: [
      '# Outreach that people trust',
      '- {place} works with faith groups and sees people who never had a health check.',
      '- Volunteers are paid for their travel. That small sum decides whether they stay.',
      '- Those who began late asked for the forms, not for another plan.',
      '',
      '# Sharing data between partners',
      'The agreements differ in length from two pages to sixty. All cover the same ground.',
      '',
      '1. Start from the shortest one.',
      '2. Ask the information governance leads to read it together.',
    ].join('\n'),
  },
  {
    title: 'Good work and training',
    purpose: 'Open good jobs to people from the places with the worst health.',
    daysAgo: 75,
    priorities: [10],
    items: [
      WELCOME,
      {
        kind: 'update',
        title: 'What we promised last time',
        minutes: 10,
        wanted: 'Say what is done, what is not, and what stands in the way.',
        finished: true,
      },
      {
        kind: 'discussion',
        title: 'Apprenticeships across the region',
        minutes: 30,
        wanted: 'Say how many places you could offer, and what you need for it.',
        about: ['ER1.c4', 'LA1.c4'],
        finished: true,
      },
      {
        kind: 'discussion',
        title: 'Paying people for their time and knowledge',
        minutes: 20,
        wanted: 'Bring your rates, and what your finance team says to them.',
        about: ['HS2.a3'],
        finished: false,
      },
      {
        kind: 'decision',
        title: 'One apprenticeship scheme for the region',
        minutes: 10,
        wanted: 'Decide whether we apply together, and who leads.',
        finished: false,
      },
      CLOSE,
    ],
    outcomes: [
      {
        kind: 'action',
        text: 'Count the apprenticeship places that could be offered next year',
        item: 2,
        to: 'home',
        dueIn: 60,
      },
      {
        kind: 'action',
        text: 'Draft how one scheme for the region would be paid for',
        item: 2,
        to: 'other',
        dueIn: 70,
        answer: 'accepted',
      },
      {
        kind: 'commitment',
        text: 'Bring the rates you pay to people with lived experience',
        item: 3,
        to: 'home',
        dueIn: 95,
      },
      {
        kind: 'commitment',
        text: 'Offer work trials in two hospitals',
        item: 2,
        to: 'other',
        dueIn: 120,
      },
      {
        kind: 'decision',
        text: 'Job adverts say what training the post comes with',
        item: 2,
        fate: 'done',
      },
    ],
    minutes: [
      '# Apprenticeships across the region',
      '- {place} has filled all its places and turned people away.',
      '- Others have levy money left over at the end of each year.',
      '- A shared scheme would let the money follow the people.',
      '',
      '# What we did not get to',
      'Rates of pay came up late and go to the next session, with the decision on one scheme.',
    ].join('\n'),
  },
  {
    title: 'Maternity and the early years',
    purpose: 'Choose what we do together for mothers and young children.',
    daysAgo: -12,
    priorities: [3, 4],
    items: [
      { ...WELCOME, metrics: ['smoking-at-delivery'] },
      {
        kind: 'discussion',
        title: 'Continuity of care for those who need it most',
        minutes: 30,
        wanted: 'Say what works in your system and what you need from others.',
        about: ['HS7.b1', 'HS7.b3'],
      },
      {
        kind: 'discussion',
        title: 'Family hubs and health visitors',
        minutes: 25,
        wanted: 'Say what your hubs offer, and who does not come.',
        about: ['LA2.b3'],
        presented: false,
      },
      CLOSE,
    ],
    outcomes: [],
    minutes: '',
  },
]
