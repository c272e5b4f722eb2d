/** Case studies of the example's systems. All of them are ours and invented. */

export interface CaseStudyScript {
  title: string
  what: string
  where: string
  who: string
  evidence: string
  cost: string
  /** References of the actions it concerns. */
  actions: readonly string[]
}

export const CASE_STUDIES: readonly CaseStudyScript[] = [
  {
    title: 'Blood pressure checks at the barber’s',
    what: 'Barbers learnt to take blood pressure and to talk about it. They give each man a card with his reading and, where it is high, a place to go the same week.',
    where: 'Fourteen barber shops in two neighbourhoods',
    who: 'Men over 40 who seldom see a GP',
    evidence: '1,120 checks in nine months; 214 men were referred and 163 went.',
    cost: 'About £18,000 in the first year, most of it for training and cuffs',
    actions: ['HS6.b1', 'HS3.a1'],
  },
  {
    title: 'One midwife, one number',
    what: 'Women in the poorest postcodes keep the same two midwives from booking to six weeks after birth, and can call or text them on one number.',
    where: 'One maternity unit and four family hubs',
    who: 'Women from the poorest tenth of neighbourhoods',
    evidence: 'Late bookings fell from 21 to 12 in every 100 within a year.',
    cost: 'Two more midwives, paid from the local maternity budget',
    actions: ['HS7.a1', 'HS7.b2'],
  },
  {
    title: 'Letters that people can read',
    what: 'A panel of residents rewrote the forty letters that the hospital sends most. Each now has one message, one date and one telephone number.',
    where: 'Outpatients of one hospital trust',
    who: 'Everybody who gets an appointment letter',
    evidence: 'Missed first appointments fell by a tenth in the clinics that took part.',
    cost: 'Vouchers for 12 residents and two days of a designer',
    actions: ['HS3.f1', 'JW2.b1'],
  },
  {
    title: 'Register without papers',
    what: 'Every practice signed a promise to register people without proof of address. Receptionists practised the talk with people who had been turned away before.',
    where: 'All practices of one town',
    who: 'People without a fixed address, and new arrivals',
    evidence: '640 people registered in the first half-year.',
    cost: 'Training of 90 receptionists, two hours each',
    actions: ['HS5.a2', 'HS5.a5'],
  },
  {
    title: 'Lunch and movement for people on their own',
    what: 'A weekly meal with gentle exercise before it, in halls that people already know. Volunteers fetch those who cannot come by themselves.',
    where: 'Nine village halls',
    who: 'People over 65 who live alone',
    evidence: 'Seven in ten still came after six months; GP visits did not change.',
    cost: '£9 a person each week, of which £3 is paid by those who come',
    actions: ['JW4.b1', 'JW4.e2'],
  },
  {
    title: 'Jobs at the hospital for people next door',
    what: 'The trust opens entry jobs to nearby streets first, and replaces the written form by a conversation and a trial day.',
    where: 'The neighbourhoods around one hospital',
    who: 'People out of work for more than a year',
    evidence: '86 started; 71 were still there after a year.',
    cost: 'One recruiter; the jobs were in the budget already',
    actions: ['LA1.c2', 'JW1.a4'],
  },
  {
    title: 'Diabetes evenings at the gurdwara',
    what: 'Dietitians and members of the kitchen cook well-known dishes with less sugar and fat, and a nurse checks feet and blood sugar on the same evening.',
    where: 'Two gurdwaras and one temple',
    who: 'South Asian people with, or at risk of, type 2 diabetes',
    evidence: '310 people came; 48 were found to have diabetes and not known it.',
    cost: '£11,000 for a year of monthly evenings',
    actions: ['HS6.b2', 'HS3.b2'],
  },
  {
    title: 'Health advisers in the library',
    what: 'Librarians help people to use online health services and to find others. A nurse sits at the next table on two afternoons a week.',
    where: 'Five branch libraries',
    who: 'People who do not use the internet at home',
    evidence: 'About 40 people a week; half asked for help to book an appointment.',
    cost: 'No new money: hours were moved from other desks',
    actions: ['HS4.b3', 'LA1.c8'],
  },
  {
    title: 'Ask every time: ethnicity and language',
    what: 'Receptionists ask each person for ethnicity, language and preferred format, explain why, and correct the record while they wait.',
    where: 'Eleven practices and one emergency department',
    who: 'Everybody who registers or checks in',
    evidence: 'Complete records rose from 71 to 94 in every 100.',
    cost: 'Half a day of training in each place',
    actions: ['JW3.c5', 'HS4.d4'],
  },
  {
    title: 'A doctor on the outreach van',
    what: 'A GP goes out with the rough sleeping team two nights a week, treats what can be treated there, and books the rest from the van.',
    where: 'The city centre',
    who: 'People who sleep rough or move between sofas',
    evidence: 'Emergency visits of the 120 people it knows fell by a third.',
    cost: '£64,000 a year, shared with the council',
    actions: ['HS1.f7', 'JW4.d2'],
  },
  {
    title: 'Parents train the health visitors',
    what: 'Parents from six communities teach new health visitors what was said to them that helped, and what hurt.',
    where: 'The training centre and six community rooms',
    who: 'New health visitors',
    evidence: 'All 34 who took part say that they changed how they open a visit.',
    cost: '£150 for each parent and day',
    actions: ['JW4.a1', 'HS3.e1'],
  },
  {
    title: 'Cancer screening after work',
    what: 'The screening van stands at warehouses and farms in the evening and on Sundays, with an interpreter for the languages that are spoken there.',
    where: 'Seven large employers',
    who: 'Shift workers and seasonal workers',
    evidence: '930 women were screened, of whom 410 had never been.',
    cost: 'About £70 for each woman screened',
    actions: ['HS6.b5', 'JW1.g2'],
  },
  {
    title: 'A fair way into senior posts',
    what: 'Every panel for a senior post has a trained outsider on it, and those who were not chosen get an hour of honest feedback and a mentor.',
    where: 'Three trusts',
    who: 'Staff from ethnic minorities in the middle grades',
    evidence: 'Their share of new senior posts rose from 9 to 16 in every 100 in two years.',
    cost: 'Time of 25 volunteers on panels',
    actions: ['HS2.d3', 'HS2.b3'],
  },
  {
    title: 'Warm homes on prescription',
    what: 'Respiratory nurses refer people with cold, damp homes to a council team that fixes the heating before it argues about who pays.',
    where: 'Two districts',
    who: 'People with severe lung disease and low income',
    evidence: 'Winter admissions of the 180 who took part fell by a quarter.',
    cost: '£1,400 for each home on average',
    actions: ['HS1.f1', 'LA1.c7'],
  },
  {
    title: 'Young people choose the words',
    what: 'A group of 15 to 18 year olds rewrites what the mental health service says online and tests it on each other.',
    where: 'Schools and one youth club',
    who: 'Young people who wait for help',
    evidence: 'Twice as many first visits end with an agreed next step.',
    cost: 'Vouchers and bus fares, £4,000 a year',
    actions: ['JW4.a2', 'JW4.c3'],
  },
  {
    title: 'Interpreters in three minutes',
    what: 'A tablet on a stand brings a qualified interpreter to the bedside by video. Wards stopped asking relatives.',
    where: 'All wards of one hospital',
    who: 'Patients who need another language or sign language',
    evidence: 'Nine in ten calls were answered in three minutes.',
    cost: '£0.90 a minute, less than travel alone cost before',
    actions: ['HS3.d2', 'HS3.c2'],
  },
  {
    title: 'Carers have their own appointment',
    what: 'Practices keep a list of unpaid carers and offer each of them a check of their own once a year, at home if need be.',
    where: 'Twenty-two practices',
    who: 'Unpaid carers',
    evidence: '2,300 carers were seen; one in eight had high blood pressure nobody knew of.',
    cost: 'About £38 for each check',
    actions: ['LA2.a2', 'HS6.b1'],
  },
  {
    title: 'The bus that waits for the clinic',
    what: 'The council and the hospital moved clinic times and one bus route so that they meet, and print the bus on the letter.',
    where: 'One rural district',
    who: 'People without a car',
    evidence: 'Missed appointments from the villages fell from 14 to 9 in every 100.',
    cost: 'Nothing after the first timetable',
    actions: ['HS5.b2', 'JW4.b5'],
  },
  {
    title: 'Small grants that neighbours decide',
    what: 'Residents give out grants of up to £2,000 to groups that bring people together. A form has one page.',
    where: 'Four estates',
    who: 'Groups without a grant before',
    evidence: '61 groups, of which 48 still meet two years on.',
    cost: '£90,000 over two years',
    actions: ['LA1.d2', 'JW1.a1'],
  },
  {
    title: 'Stop smoking in the maternity ward’s own words',
    what: 'Mothers who stopped write and record the messages. Midwives offer vouchers from the first visit and partners are asked too.',
    where: 'Two maternity units',
    who: 'Pregnant women who smoke, and their partners',
    evidence: 'Smoking at birth fell from 12 to 8 in every 100.',
    cost: 'About £210 for each woman who stops',
    actions: ['HS7.c1', 'HS3.a3'],
  },
  {
    title: 'Medicines made simple',
    what: 'Pharmacists sit down with people who take ten medicines or more, stop what is not needed, and put the rest into one plan with pictures.',
    where: 'Sixteen pharmacies',
    who: 'People over 70 and people with learning disabilities',
    evidence: 'Two medicines fewer for each person on average.',
    cost: '£45 for each person',
    actions: ['HS6.a2', 'HS5.c5'],
  },
  {
    title: 'Apprentices from care',
    what: 'Young people who grew up in care are promised an interview, a mentor and a year’s apprenticeship in health or social care.',
    where: 'The councils and trusts of one county',
    who: 'Care leavers from 16 to 24',
    evidence: '27 began and 22 finished in the first two years.',
    cost: 'Paid from the apprenticeship levy',
    actions: ['ER1.c4', 'HS2.a1'],
  },
]

/** What systems say they changed to make a case study fit. */
export const CHANGED = [
  'We began in two places instead of all, and let those who run them choose the hours.',
  'We paid volunteers, who would otherwise not have come back.',
  'We used our own community champions and left the outside trainer out.',
  'We translated everything into four languages first.',
  'We joined it to a clinic that was there already.',
  'We left out the vouchers, for which we had no money.',
] as const

/** What came of it, by whether it worked. */
export const OUTCOMES = {
  yes: [
    'More people came than we had planned for, and most of them were new to the service.',
    'Missed appointments fell within three months and have stayed down.',
    'Those who took part ask for more of it, and two more places have begun.',
  ],
  partly: [
    'It reached women well, and men hardly at all.',
    'It worked in the city; in the villages too few people heard of it.',
    'People came, but we could not follow up all of them.',
  ],
  no: [
    'Too few people came, and we stopped after half a year.',
    'It leaned on one person, and ended when she left.',
  ],
} as const
