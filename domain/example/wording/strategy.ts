/** What the example's systems say about their joint diabetes strategy. All of it is ours and invented. */

export const STRATEGY = {
  title: 'Joint diabetes strategy for the Midlands',
  purpose:
    'What our systems do together so that diabetes no longer costs people in poorer places ten years of good health.',
  priorities: [2, 4, 8],
}

/** Paragraphs added to the template, the later ones after the version for signing. */
export const AGREED_AIM =
  'By the end of the third year, people in the most deprived fifth of our areas get all their yearly checks as often as anybody else. Each system shows its own gap every quarter.'
export const LATER_POINT =
  'From April, community champions in every system meet monthly to share what brought people in. Lincolnshire hosts the first three meetings.'

export const COMMENT = {
  quote: 'Each system shows its own gap every quarter.',
  text: 'Can we do this from the spring? Two practices still send their numbers on paper.',
  reply: 'Spring works for us. We will help with the two practices.',
}

export const RESERVATIONS = [
  'Money for the third year still needs our board’s decision in March.',
  'We begin in two of our places and take in the others in the second year.',
]

export const WITHDRAWN = 'Our board wants to see the costs of structured education first.'

export const ROLES = ['Chief executive', 'Director of strategy', 'Chief medical officer']

/** What systems commit to, each with the commission's action that carries it. */
export const COMMITMENTS: readonly { text: string; action: string }[] = [
  {
    text: 'Offer structured education in the five languages most spoken here, in the evening too.',
    action: 'HS6.b2',
  },
  {
    text: 'Invite everyone who missed two yearly checks by a call from somebody who speaks their language.',
    action: 'HS6.b3',
  },
  { text: 'Bring blood-sugar testing to ten places of worship and two markets.', action: 'HS6.b1' },
  {
    text: 'Show every practice its own gap in yearly checks each quarter, and visit the ten widest.',
    action: 'HS6.b3',
  },
  {
    text: 'Refer women who had diabetes in pregnancy to prevention within six weeks of the birth.',
    action: 'HS6.a1',
  },
  {
    text: 'Open walking groups from ten surgeries, led by people who have diabetes themselves.',
    action: 'HS3.e2',
  },
  { text: 'Train 60 community champions and pay them for their hours.', action: 'JW2.c1' },
]
