import { AttendanceFields } from '../../../../domain/record/workshop-fields.ts'

/** Somebody as pasted, ready to be invited. */
export interface ReadPerson {
  name: string
  system: string | null
  organisation: string | null
  role: string | null
  email: string | null
}

const Email = AttendanceFields.shape.email

/**
 * Reads people pasted from a sheet or typed one to a line: the name first, then, in any order and
 * after tabs, semicolons or commas, a system (code or name), an e-mail address, a role and an
 * organisation. `Asha Patel <asha@example.nhs.uk>` works too. Empty lines are left out.
 */
export function readPeople(
  text: string,
  systems: readonly { ods: string; name: string }[],
): ReadPerson[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = line
      .replace(/<([^<>]+)>/, ';$1')
      .split(/[\t;,]/)
      .map((cell) => cell.trim())
    const [name, ...rest] = cells
    return name ? [readPerson(name, rest.filter(Boolean), systems)] : []
  })
}

function readPerson(
  name: string,
  cells: readonly string[],
  systems: readonly { ods: string; name: string }[],
): ReadPerson {
  const person: ReadPerson = {
    name,
    system: null,
    organisation: null,
    role: null,
    email: null,
  }
  for (const cell of cells) {
    const said = cell.toLowerCase()
    const system = systems.find(
      (each) => each.ods.toLowerCase() === said || each.name.toLowerCase() === said,
    )
    if (system && person.system === null) person.system = system.ods
    else if (person.email === null && Email.safeParse(cell).success) person.email = cell
    else if (person.role === null) person.role = cell
    else person.organisation = person.organisation ? `${person.organisation}, ${cell}` : cell
  }
  return person
}

const LIMITED = { name: 'name', role: 'role', organisation: 'organisation' } as const

/** What is longer than can be saved, in a sentence; null when all of it fits. */
export function tooLongIn(people: readonly ReadPerson[]): string | null {
  for (const person of people)
    for (const [field, word] of Object.entries(LIMITED)) {
      const value = person[field as keyof typeof LIMITED]
      const { shape } = AttendanceFields
      if (value === null || shape[field as keyof typeof LIMITED].safeParse(value).success) continue
      const start = person.name.slice(0, 40)
      return `The ${word} of “${start}” has ${value.length} characters, more than fit. Shorten it.`
    }
  return null
}
