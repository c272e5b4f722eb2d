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
    name: name.slice(0, 120),
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
    else if (person.role === null) person.role = cell.slice(0, 120)
    else person.organisation ??= cell.slice(0, 160)
  }
  return person
}
