import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A small report of our own, printed with the same habits and mistakes as the commission's. */
export const MINIATURE = `TABLE OF CONTENTS
Actions for the Health Service	2
Focus Area 1: Buses to the clinic	2
Chapter 4. Priorities for change	9

ACTIONS FOR THE HEALTH SERVICE

→ The blue arrow says what this part is for.

Focus Area 1: Buses to the clinic

99 “A bus that does not come is a door that does not open.” (A passenger, 2020)¹

Community Feedback:

- a. Keep the **timetable** the same from one year to the next.
- b. Ask passengers where the stops should be:
 - i. ACTION : Walk every route with somebody who uses a wheelchair and write down each kerb.¹² ¹³
 - i. ACTION : Put a bench at every stop, such as:
 - » Stops beside a surgery.
 - » Stops on a hill^{14 15}

CASE STUDY: Little Wending Parish – The bench that moved

Case Study: One winter the parish moved its bench to the surgery.

- › Forty people sat on it in a week.

www.example.org/bench

- iii. ACTION : Tell drivers when the clinic runs late, and let them wait for the people who are still
 
 
inside with the nurse.^{16}
 - iv. Print the numbers large.

Policy Recommendations:

c. Pay for the last bus:

- i. ACTION: Share the cost between the council and the well-run hospital.⁷

Focus Area 2: Letters

Policy Recommendations:

- a. a) Write letters that can be read:
 - i. **ACTION** : Give every letter one date, one place and one telephone number.

99 *“I thought it was a bill.”* (A patient)

- › Half of the letters were never opened.

- ii. ACTION : Try each letter on 5 neighbours before it is sent.

Evening classes for porters

Dr Wren Example, Lecturer

ACTIONS FOR LOCAL AUTHORITIES

Focus Area 1: Parks

Community Feedback:

- a. Keep the gates open:
 - i. ACTION : Light the path to the pond.

ACTIONS FOR EDUCATION AND RESEARCH

Focus Area: Lessons outdoors

Community Feedback:

- a. Let pupils grow food:
 - i. ACTION ✅: Dig a bed beside every school kitchen.

ACTIONS TO BE DELIVERED VIA JOINT WORKING

Focus Area 1: One map, found in the policy literature

- a. Draw one map of who does what:
 - i. ACTION : Meet on the first Monday and bring the map.

CASE STUDY: Wending Walkers

They walk.

CHAPTER 4. PRIORITIES FOR CHANGE

1. MEND THE BENCHES FIRST

Benches matter.

OUR CHALLENGE TO THE MIDLANDS: Will you mend one?

OUR CHALLENGE TO NATIONAL POLICYMAKERS:

- › Count the benches.
- › Pay for the paint.³

2. OPEN THE GATES

OUR CHALLENGE TO NATIONAL POLICYMAKERS:

- › Leave the gates open.

ALL DONE? TELL YOUR NEIGHBOURS.

CHAPTER 5. CONCLUSIONS

- › Not a challenge.
`

const real = fileURLToPath(new URL('../../../shared/seeds/commission-report.txt', import.meta.url))

/** Path of the published report, beside the project; it is no part of the repository. */
export const REPORT = existsSync(real) ? real : undefined
if (!REPORT) console.warn('The published report is not beside the project: its tests are skipped.')

export function reportText(): string {
  return readFileSync(REPORT as string, 'utf8')
}
