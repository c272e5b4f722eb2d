import { SECTIONS, type Section } from '../commission/reference.ts'
import { deck, type Random } from '../random.ts'
import { FIRST_NAMES, LEAD_ROLES, ORGANISATIONS, ROLES, SURNAMES } from './wording/directory.ts'

/** Everybody here is invented; addresses and numbers are of the kinds reserved for such use. */

/** Fields of an owner as they are first entered: those left out stay unknown. */
type OwnerValues = {
  name: string
  type: 'person' | 'organisation'
  role?: string
  organisation?: string
  email: string
  phone?: string
}

export interface ExampleOwner {
  id: string
  fields: OwnerValues
  /** Part of the report whose actions they answer for. */
  section: Section
}

export interface ExampleLead {
  id: string
  name: string
  role: string
}

/** How many answer for the actions of each part, least and most: 8 to 14 in all. */
const HOW_MANY: Record<Section, readonly [number, number]> = {
  HS: [4, 6],
  LA: [1, 3],
  ER: [1, 2],
  JW: [2, 3],
}
const ORGANISATION_SHARE = 0.2
const HAS_PHONE = 0.4

/**
 * The owners of one system.
 * @param at moment (ms) that their ids are made for
 */
export function owners(at: number, nextName: () => string, chance: Random): ExampleOwner[] {
  return SECTIONS.flatMap((section) => {
    const organisation = deck(ORGANISATIONS[section], chance)
    const role = deck(ROLES[section], chance)
    return Array.from({ length: chance.int(...HOW_MANY[section]) }, (_, i) => ({
      id: chance.uuid(at),
      section,
      // The first of each part is a person, so that there is always somebody to write to.
      fields:
        i > 0 && chance.chance(ORGANISATION_SHARE)
          ? organisationFields(organisation())
          : personFields(nextName(), role(), organisation(), chance),
    }))
  })
}

/** Three or four who keep a system's record. */
export function leads(at: number, nextName: () => string, chance: Random): ExampleLead[] {
  return LEAD_ROLES.slice(0, chance.int(3, 4)).map((role) => ({
    id: chance.uuid(at),
    name: nextName(),
    role,
  }))
}

/** Names for the whole example, none of them twice. */
export function nameMaker(chance: Random): () => string {
  const first = deck(FIRST_NAMES, chance)
  const last = deck(SURNAMES, chance)
  const given = new Set<string>()
  return () => {
    for (;;) {
      const name = `${first()} ${last()}`
      if (given.has(name)) continue
      given.add(name)
      return name
    }
  }
}

function personFields(
  name: string,
  role: string,
  organisation: string,
  chance: Random,
): OwnerValues {
  return {
    name,
    type: 'person',
    role,
    organisation,
    email: `${mailName(name)}@example.org`,
    // Ofcom keeps 01632 960000 to 960999 for drama.
    ...(chance.chance(HAS_PHONE) ? { phone: `01632 960${chance.int(100, 999)}` } : {}),
  }
}

function organisationFields(name: string): OwnerValues {
  return { name, type: 'organisation', email: `${mailName(name)}@example.org` }
}

function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z -]/g, '')
    .toLowerCase()
    .replace(/ +/g, '.')
}
