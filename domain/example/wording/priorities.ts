/** What the example's systems put first in their own strategies. All of it is ours and invented. */

export interface PriorityTheme {
  /** Priorities for change, and focus areas, to which it maps. */
  priorities: readonly number[]
  focusAreas: readonly string[]
  /** How many of eleven systems have it, roughly. */
  weight: number
  /** The same thing as several strategies would put it: a title, and the strategy's own words. */
  wordings: readonly (readonly [title: string, passage: string])[]
}

/** Nobody's strategy speaks of long-term money or of research: the mapping shows them as gaps. */
export const PRIORITY_THEMES: readonly PriorityTheme[] = [
  {
    priorities: [2, 4],
    focusAreas: ['HS6'],
    weight: 6,
    wordings: [
      [
        'Find and treat diabetes sooner',
        'By 2028 we will find nine in ten people who have diabetes and offer each of them a course near home, in their own language.',
      ],
      [
        'Diabetes: the same care in every street',
        'People in our poorest neighbourhoods are twice as likely to lose a foot to diabetes. We will close that gap within five years.',
      ],
      [
        'Help people to live well with diabetes',
        'We will put dietitians and peer supporters where people meet, and ask people with diabetes to run the courses.',
      ],
    ],
  },
  {
    priorities: [4],
    focusAreas: ['HS6'],
    weight: 5,
    wordings: [
      [
        'Know your blood pressure',
        'We will check the blood pressure of 50,000 more people, two thirds of them in the most deprived fifth.',
      ],
      [
        'Fewer early deaths from heart disease',
        'Heart disease is the largest part of the gap in life expectancy. We begin with blood pressure, cholesterol and smoking.',
      ],
    ],
  },
  {
    priorities: [4, 7],
    focusAreas: ['HS7'],
    weight: 5,
    wordings: [
      [
        'Safer births for every mother',
        'Black and Asian mothers in our area meet greater risks. We will offer each of them the same small team from booking to birth.',
      ],
      [
        'A fair start in pregnancy',
        'We will bring midwives into family hubs in the ten neighbourhoods where women book latest.',
      ],
    ],
  },
  {
    priorities: [3],
    focusAreas: ['JW4'],
    weight: 4,
    wordings: [
      [
        'The first 1,001 days',
        'Families in greatest need will have a named health visitor until the child is two and a half.',
      ],
      [
        'Children ready for school',
        'By five, children from our poorest homes are already behind. Health, schools and councils will share one plan for them.',
      ],
    ],
  },
  {
    priorities: [2, 6],
    focusAreas: ['HS3', 'JW1'],
    weight: 5,
    wordings: [
      [
        'Communities decide with us',
        'No service changes before the people who use it have helped to design it, and are paid for their time.',
      ],
      [
        'Paid community champions',
        'We will employ 60 champions from the communities with the worst health, on contracts of three years.',
      ],
    ],
  },
  {
    priorities: [7],
    focusAreas: ['HS2'],
    weight: 4,
    wordings: [
      [
        'A workforce that looks like our area',
        'By 2029 our senior staff will be as diverse as the people we serve.',
      ],
      [
        'A good place to work, for all staff',
        'Staff from ethnic minorities are more often bullied and less often promoted here. We publish both figures every quarter.',
      ],
    ],
  },
  {
    priorities: [3, 5],
    focusAreas: ['LA1', 'JW1'],
    weight: 4,
    wordings: [
      [
        'Use our size for local good',
        'Together our organisations spend two billion pounds a year. A tenth more of it will stay in the area by 2028.',
      ],
      [
        'Work as a way to health',
        'We will offer 500 first jobs and apprenticeships to people from our poorest neighbourhoods.',
      ],
    ],
  },
  {
    priorities: [9],
    focusAreas: ['JW3'],
    weight: 4,
    wordings: [
      [
        'See the gaps: complete and shared data',
        'Ethnicity will be known for 95 in every 100 records, and every board paper will show outcomes by group.',
      ],
      [
        'One picture of need',
        'Councils and the NHS will read the same figures on who is ill, where, and who is not reached.',
      ],
    ],
  },
  {
    priorities: [2, 4],
    focusAreas: ['HS5'],
    weight: 3,
    wordings: [
      [
        'Easier to see a GP',
        'Anybody can register with any practice without papers, and those without the internet are served as well as those with it.',
      ],
      [
        'Shorter waits where need is greatest',
        'We will look at waiting lists by deprivation and ethnicity each month, and move capacity to where people wait longest.',
      ],
    ],
  },
  {
    priorities: [2],
    focusAreas: ['JW2', 'HS3'],
    weight: 3,
    wordings: [
      [
        'Information that everybody understands',
        'What we write will be clear to a nine-year-old, and there in the ten languages most spoken here.',
      ],
    ],
  },
  {
    priorities: [3],
    focusAreas: ['JW4', 'HS1'],
    weight: 3,
    wordings: [
      [
        'Health for people without a home',
        'Every person who sleeps rough will have a named worker, a GP and a plan within a fortnight.',
      ],
    ],
  },
  {
    priorities: [3, 6],
    focusAreas: ['LA2'],
    weight: 2,
    wordings: [
      [
        'Carers count',
        'We will find unpaid carers, ask how they are, and give each of them a break when they need one.',
      ],
    ],
  },
  {
    priorities: [4],
    focusAreas: ['HS1'],
    weight: 3,
    wordings: [
      [
        'Physical health for people with severe mental illness',
        'Four in five people with severe mental illness will have a full check each year, and help with what it finds.',
      ],
    ],
  },
  {
    priorities: [1, 5],
    focusAreas: ['HS1'],
    weight: 3,
    wordings: [
      [
        'Inequalities first on every agenda',
        'Each board meeting opens with one measure of inequality, and no paper goes forward without saying whom it leaves behind.',
      ],
    ],
  },
]

/** What strategies are called; `{place}` is the system's name. */
export const STRATEGY_TITLES = [
  '{place} health inequalities strategy 2025',
  '{place} integrated care strategy',
  'Fairer health in {place}, 2024 to 2029',
] as const

export interface JointScript {
  title: string
  text: string
  priority: number | null
  focusArea: string | null
  state: 'proposed' | 'agreed'
  reason: string | null
  /** Days before the example's last day on which it was put forward, and on which it was agreed. */
  daysAgo: number
  agreedAgo: number | null
}

export const JOINT_ACTIONS: readonly JointScript[] = [
  {
    title: 'One diabetes course for the whole region',
    text: 'Write one course together, in the languages most spoken in the Midlands, and let anybody join it in any system, near home or near work.',
    priority: null,
    focusArea: 'HS6',
    state: 'agreed',
    reason: 'All who have diabetes among their priorities will put in a dietitian’s day a week.',
    daysAgo: 120,
    agreedAgo: 75,
  },
  {
    title: 'Learn from maternity teams that keep the same midwives',
    text: 'Visit each other’s teams, agree what to measure, and report the first year’s figures side by side.',
    priority: null,
    focusArea: 'HS7',
    state: 'proposed',
    reason: null,
    daysAgo: 40,
    agreedAgo: null,
  },
]
