import type { CORE20PLUS5, DETERMINANTS, THEMES } from '../../commission/catalogue.ts'
import type { Section } from '../../commission/reference.ts'

/**
 * Second sentences of a note, which fit what an action is about. Those about intentions go with
 * work that has not begun, the others with work that has.
 */

export const INTENTION_SENTENCES: Record<(typeof THEMES)[number], readonly string[]> = {
  representation: [
    'The first question will be who is missing from the room.',
    'We mean to count who applies as well as who is chosen.',
    'People with lived experience will be paid for their time.',
    'The panel should look like the people it serves.',
    'Job adverts will go to community networks before they go anywhere else.',
  ],
  involvement: [
    'Residents will set the questions.',
    'Sessions will be held where people already go.',
    'Everyone who takes part is to hear what came of it.',
    'We have set money aside for interpreters and travel.',
    'Community groups asked for longer than a month to answer, and will have it.',
  ],
  skills: [
    'Teaching in person costs more, and we think it is worth it.',
    'Cover for those who attend is in the budget.',
    'We will measure confidence before and after.',
    'Bank and agency staff are to have the same offer.',
    'Trainers will be chosen from our own teams where we can.',
  ],
  accountability: [
    'An executive will answer for it in public.',
    'The figures will be published, good or bad.',
    'Each milestone has a date and a name.',
    'It will come to the quality committee every quarter.',
    'We want all providers to report it in the same way.',
  ],
}

export const THEME_SENTENCES: Record<(typeof THEMES)[number], readonly string[]> = {
  representation: [
    'The panel now looks more like the people it serves.',
    'We count who applies as well as who is chosen.',
    'Two new members have lived experience and are paid for their time.',
    'Adverts go out through community networks first.',
    'Staff networks read the draft before it went further.',
    'We are asking each team who is missing from the room.',
  ],
  involvement: [
    'Meetings are held where people already go, with tea and a crèche.',
    'People were paid for their time and told what came of it.',
    'Those who came before came again, and brought a friend.',
    'We wrote to everybody who took part with what we will do and what we cannot.',
    'Community leaders chaired the session; we took the notes.',
    'The questions were set by residents, not by us.',
  ],
  skills: [
    'The course takes half a day and is taught in person.',
    'Managers release staff more readily when cover is arranged first.',
    'A short test before and after shows that confidence has grown.',
    'Bank and agency staff can now book as well.',
    'Six of our own people can now teach it.',
    'Scenarios in the training come from complaints and compliments, with all details changed.',
  ],
  accountability: [
    'It is a standing item at the quality committee.',
    'An executive sponsor answers for it in public.',
    'The figures are published, including those that do not flatter us.',
    'Each provider reports in the same format, so that we can compare.',
    'We agreed what happens when a milestone is missed.',
    'Non-executive directors asked hard questions, which helped.',
  ],
}

export const DETERMINANT_SENTENCES: Record<(typeof DETERMINANTS)[number], readonly string[]> = {
  'income-and-work': [
    'The job centre and two large employers are part of it.',
    'Interviews are guaranteed for people from the poorest wards.',
    'Paid placements matter most: few can afford to work for nothing.',
    'A benefits adviser joins the sessions once a month.',
  ],
  'education-and-skills': [
    'Two colleges have put it into their timetable.',
    'Head teachers asked for materials that need no preparation.',
    'Adult learners helped to rewrite the handouts.',
    'The university counts it as a placement.',
  ],
  housing: [
    'Housing officers refer directly, without a form.',
    'Damp and mould come up in almost every conversation.',
    'The outreach nurse goes out with the housing team on Thursdays.',
    'Temporary accommodation is the hardest place to reach.',
  ],
  transport: [
    'The bus timetable, not the clinic, decides who can come.',
    'Travel is paid back on the day, in cash.',
    'Volunteer drivers cover the villages without a bus.',
  ],
  environment: [
    'The parks team gave us the use of two pavilions.',
    'Air quality near the school is measured for a year.',
    'Walking routes are being signed with local people.',
  ],
  'food-and-activity': [
    'Cooking sessions use food that people buy anyway.',
    'Walking groups do better than gym passes.',
    'The food bank hands out the leaflet with each parcel.',
    'Free swimming for families filled up in a week.',
  ],
  'digital-access': [
    'Libraries lend tablets with data on them.',
    'Every online route now shows a telephone number beside it.',
    'One in six of those asked has no way to get online at home.',
    'Digital champions sit in the waiting room on Tuesdays.',
  ],
  'community-and-trust': [
    'Trust is slow: the same faces have to keep coming back.',
    'Faith leaders offered their halls and their mailing lists.',
    'Champions speak nine languages between them.',
    'People remember promises that were not kept, so we promise little.',
    'The voluntary sector holds the money for this strand.',
  ],
  discrimination: [
    'Staff networks say that reporting feels safer than a year ago.',
    'We look at outcomes by ethnic group every time, not once a year.',
    'Concerns can be raised with somebody outside the line of management.',
    'Bystander training was the part that people talked about afterwards.',
  ],
  'early-years': [
    'Family hubs are the front door.',
    'Health visitors raise it at the first visit.',
    'Parents asked for text messages rather than letters.',
    'Nursery staff had the training first.',
  ],
  'crime-and-safety': [
    'The prison healthcare team joined the group.',
    'Probation colleagues helped us to plan release days.',
    'The violence reduction partnership shares its learning with us.',
  ],
}

export const CORE20PLUS5_SENTENCES: Record<(typeof CORE20PLUS5)[number], readonly string[]> = {
  core20: [
    'We start with the most deprived fifth of neighbourhoods.',
    'Postcodes in the most deprived fifth come first for every new place.',
  ],
  plus: [
    'Our locally chosen groups are named in the plan.',
    'Carers and inclusion health groups are counted separately.',
  ],
  maternity: [
    'Midwives see the benefit most for mothers who speak little English.',
    'The maternity voices group helped to shape it.',
  ],
  'severe-mental-illness': [
    'Physical health checks are offered at the same visit.',
    'Peer workers make the first call.',
  ],
  'chronic-respiratory-disease': [
    'Winter clinics offer vaccination and an inhaler check together.',
    'Spirometry slots are held in two community sites.',
  ],
  'early-cancer-diagnosis': [
    'Screening reminders now go out in six languages.',
    'Champions explain the home test and what happens next.',
  ],
  hypertension: [
    'Blood pressure checks are offered in barbers and at the market.',
    'Pharmacies find most of the new cases.',
  ],
  'smoking-cessation': [
    'Stop-smoking advisers sit in the same building.',
    'Swap-to-stop packs are handed out with support to use them.',
  ],
  'cyp-asthma': [
    'School nurses check inhaler technique at the start of term.',
    'Families get one asthma plan, in words a child can read.',
  ],
  'cyp-diabetes': [
    'The clinic compares access to glucose sensors by deprivation.',
    'A youth worker joins the transition clinic.',
  ],
  'cyp-epilepsy': [
    'The epilepsy nurse offers calls in the evening.',
    'Waits are shown for each neighbourhood.',
  ],
  'cyp-oral-health': [
    'Supervised toothbrushing runs in the nurseries with the greatest need.',
    'Toothbrush packs go out with the first health visit.',
  ],
  'cyp-mental-health': [
    'Young people designed the posters and threw out ours.',
    'School teams can refer without going through a GP.',
  ],
}

/** Who works on it: `{partner}`, as it stands in the middle of a sentence. */
export const PARTNERS: Record<Section, readonly string[]> = {
  HS: [
    'the community trust',
    'the acute trust',
    'the mental health trust',
    'the primary care network',
    'the local maternity and neonatal system',
    'the people team',
    'the community pharmacy lead',
    'the provider collaborative',
  ],
  LA: [
    'the public health team',
    'adult social care',
    'the district council',
    'the planning team',
    'the library service',
    'the economic development team',
  ],
  ER: [
    'the university',
    'the medical school',
    'the further education college',
    'the research network',
    'the local schools partnership',
  ],
  JW: [
    'the voluntary sector alliance',
    'the health and wellbeing board',
    'the neighbourhood team',
    'the housing association',
    'the data and insight team',
    'the chamber of commerce',
  ],
}

/** Whom it is for: `{people}`. */
export const PEOPLE = [
  'the carers’ forum',
  'the patient participation groups',
  'young people from two schools',
  'the interfaith network',
  'the deaf people’s forum',
  'the residents’ associations',
  'parents at the family hub',
  'the race equality staff network',
  'the disabled staff network',
  'the LGBTQIA+ staff network',
  'people who use the night shelter',
  'the Gypsy, Roma and Traveller liaison group',
  'the refugee welcome group',
  'the older people’s assembly',
  'women at the community centre',
  'people with a learning disability',
] as const
