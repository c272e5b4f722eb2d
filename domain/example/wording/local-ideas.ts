/** Actions that systems add under a recommendation of the commission. Invented. */
export const LOCAL_IDEAS: readonly { recommendation: string; title: string; summary: string }[] = [
  {
    recommendation: 'HS3.d',
    title: 'Offer British Sign Language at every urgent treatment centre',
    summary: 'Video interpreting on a tablet at reception, with staff shown how to start a call.',
  },
  {
    recommendation: 'HS5.b',
    title: 'Run a late bus to the community diagnostic centre',
    summary:
      'A trial with the bus operator on two evenings a week, paid from the inequalities fund.',
  },
  {
    recommendation: 'HS6.b',
    title: 'Check blood pressure at the livestock market',
    summary: 'A nurse and two volunteers on market days, with same-week follow-up for farmers.',
  },
  {
    recommendation: 'HS2.a',
    title: 'Guarantee interviews for care leavers',
    summary:
      'Care leavers who meet the basic criteria for entry-level posts are always interviewed.',
  },
  {
    recommendation: 'JW4.b',
    title: 'Open warm hubs as health hubs in winter',
    summary:
      'Vaccination, pension advice and company in the libraries and halls that open as warm hubs.',
  },
  {
    recommendation: 'JW1.e',
    title: 'Share meeting rooms free with community groups',
    summary: 'A single booking page for rooms in health centres and council buildings after hours.',
  },
  {
    recommendation: 'HS7.b',
    title: 'Start a bilingual antenatal class',
    summary: 'Classes taught together by a midwife and a community interpreter, at weekends.',
  },
  {
    recommendation: 'LA1.b',
    title: 'Put a telephone in every library for health calls',
    summary: 'A quiet booth with a free line to practices, pharmacies and 111.',
  },
  {
    recommendation: 'HS4.b',
    title: 'Test our app with people who have never used one',
    summary: 'Six sessions in day centres, with changes made before the next release.',
  },
  {
    recommendation: 'JW4.d',
    title: 'Hold a weekly clinic at the night shelter',
    summary:
      'A GP, a nurse and a podiatrist for two hours, with no appointment and no address needed.',
  },
  {
    recommendation: 'ER1.c',
    title: 'Invite year nine pupils to a day behind the scenes',
    summary:
      'Schools in the most deprived wards send pupils to meet porters, scientists and nurses.',
  },
  {
    recommendation: 'HS5.a',
    title: 'Register boat dwellers and seasonal workers with a GP',
    summary: 'Two practices hold open registration days at the marina and at three farms.',
  },
  {
    recommendation: 'LA2.a',
    title: 'Give unpaid carers a card that staff recognise',
    summary:
      'One card for hospitals, practices and council services, agreed with the carers’ forum.',
  },
  {
    recommendation: 'JW2.c',
    title: 'Train hairdressers to talk about health checks',
    summary: 'An evening course and a poster for salons and barbers in eight neighbourhoods.',
  },
  {
    recommendation: 'JW3.c',
    title: 'Publish a yearly booklet of gaps for each neighbourhood',
    summary: 'Eight pages, few numbers, the same charts each year, given out in libraries.',
  },
  {
    recommendation: 'HS3.a',
    title: 'Take the health bus to the industrial estate',
    summary: 'Checks at shift change for people who cannot leave work in surgery hours.',
  },
  {
    recommendation: 'JW4.e',
    title: 'Lend bicycles through the village halls',
    summary: 'Twelve bicycles, helmets and a volunteer mechanic in each of four halls.',
  },
  {
    recommendation: 'HS2.h',
    title: 'Give each ward a safe-to-speak contact',
    summary: 'A trained colleague from another ward whom staff can call about racism or bullying.',
  },
  {
    recommendation: 'JW1.c',
    title: 'Add a money question to the new-patient form',
    summary:
      'Those who say that money is short are offered a call with an adviser in the same week.',
  },
  {
    recommendation: 'LA1.c',
    title: 'Plant fruit trees with tenants on three estates',
    summary: 'Tenants choose the places and look after the trees with the parks team.',
  },
  {
    recommendation: 'HS6.a',
    title: 'Make medicine labels easy to read',
    summary:
      'Larger print and pictures from four pharmacies, tested with people who read little English.',
  },
  {
    recommendation: 'JW4.a',
    title: 'Give every new family a book and a toothbrush',
    summary: 'Handed over by the health visitor at the first visit, with a word about both.',
  },
]
