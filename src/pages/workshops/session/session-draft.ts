import type { z } from 'zod'
import {
  type Chair,
  LocalDateTime,
  type Material,
  SessionFields,
} from '../../../../domain/record/workshop-fields.ts'
import { DEFAULT_ZONE } from '../../../../domain/record/workshop-words.ts'
import type { Session } from '../../../../domain/workshops/model.ts'
import { isZone } from '../../../../domain/workshops/zone.ts'
import { textOrNull } from '../../shared/changes.ts'

/** A session as it is typed in a form. */
export interface SessionDraft {
  title: string
  purpose: string
  /** ISO date. */
  day: string | null
  time: string
  zone: string
  minutes: string
  place: string
  link: string
  organiserName: string
  organiserEmail: string
  chairs: Chair[]
  priorities: number[]
  slides: Material[]
  recordings: Material[]
}

export type SessionProblems = Partial<Record<keyof SessionDraft, string>>

export const EMPTY_DRAFT: SessionDraft = {
  title: '',
  purpose: '',
  day: null,
  time: '10:00',
  zone: DEFAULT_ZONE,
  minutes: '90',
  place: '',
  link: '',
  organiserName: '',
  organiserEmail: '',
  chairs: [],
  priorities: [],
  slides: [],
  recordings: [],
}

export function draftOf(session: Session): SessionDraft {
  const { title, zone, chairs, priorities, slides, recordings, organiser } = session
  return {
    title,
    zone,
    chairs,
    priorities,
    slides,
    recordings,
    purpose: session.purpose ?? '',
    day: session.start.slice(0, 10),
    time: session.start.slice(11),
    minutes: String(session.minutes),
    place: session.place ?? '',
    link: session.link ?? '',
    organiserName: organiser?.name ?? '',
    organiserEmail: organiser?.email ?? '',
  }
}

/** The draft as the record keeps it. Only for a draft without problems. */
export function fieldsOf(draft: SessionDraft) {
  const { zone, priorities } = draft
  const organiser = draft.organiserName.trim()
    ? { name: draft.organiserName.trim(), email: draft.organiserEmail.trim() }
    : null
  return {
    title: draft.title.trim(),
    purpose: textOrNull(draft.purpose),
    start: startOf(draft),
    zone,
    priorities,
    organiser,
    minutes: Number(draft.minutes),
    place: textOrNull(draft.place),
    link: textOrNull(draft.link),
    chairs: draft.chairs.filter(({ name }) => name.trim() !== ''),
    slides: draft.slides.filter(isFilled),
    recordings: draft.recordings.filter(isFilled),
  } satisfies z.infer<typeof SessionFields>
}

/** What keeps the draft from being saved, in words to show beside each field. */
export function sessionProblems(draft: SessionDraft): SessionProblems {
  const { shape } = SessionFields
  const problems: SessionProblems = {}
  if (draft.title.trim() === '') problems.title = 'Give the session a name.'
  if (draft.day === null) problems.day = 'Say on which day it is.'
  else if (!LocalDateTime.safeParse(startOf(draft)).success)
    problems.time = 'Write the time as 10:00 or 14:30.'
  if (!isZone(draft.zone)) problems.zone = 'Write a time zone such as Europe/London.'
  if (!shape.minutes.safeParse(Number(draft.minutes)).success)
    problems.minutes = 'Write how many minutes it lasts: from 5 to 1440.'
  if (!shape.link.safeParse(textOrNull(draft.link)).success)
    problems.link = 'Write a web address that starts with https://, or leave this empty.'
  const named = draft.organiserName.trim() !== ''
  const email = draft.organiserEmail.trim()
  if (named !== (email !== '')) {
    problems.organiserEmail = 'Give both the name and the e-mail address, or neither.'
  } else if (named && !shape.organiser.safeParse({ name: 'x', email }).success) {
    problems.organiserEmail = 'Give an address such as jo.bell@example.nhs.uk.'
  }
  return problems
}

/** `9:30` is taken for `09:30`. */
function startOf({ day, time }: SessionDraft): string {
  return `${day}T${time.trim().replace('.', ':').padStart(5, '0')}`
}

function isFilled({ title, location }: Material): boolean {
  return title.trim() !== '' && location.trim() !== ''
}
