import { z } from 'zod'
import type { Owner } from '../../../preload/types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { NONE, wrongCall } from './values.ts'

/**
 * The owner with this id or name.
 * @throws UserError `wrong-call` when several have the name
 */
export async function findOwner(
  service: ServiceHandle,
  ics: string,
  nameOrId: string,
): Promise<Owner | undefined> {
  const wanted = nameOrId.trim().toLowerCase()
  const found = (await service.ask('owners.list', { ics })).filter(
    (owner) => !owner.removed && (owner.id === wanted || owner.name.toLowerCase() === wanted),
  )
  if (found.length > 1) {
    throw wrongCall(
      `Several owners are called "${nameOrId}". Use the id of one: ${found.map((owner) => owner.id).join(', ')}.`,
    )
  }
  return found[0]
}

/** Id of the owner with this id or name, added under the name when it is new; null for `none`. */
export async function findOrAddOwner(
  service: ServiceHandle,
  ics: string,
  nameOrId: string,
): Promise<string | null> {
  if (nameOrId === NONE) return null
  const owner = await findOwner(service, ics, nameOrId)
  if (owner) return owner.id
  if (z.uuid().safeParse(nameOrId).success) {
    throw wrongCall(`No owner in ${ics} has the id ${nameOrId}. "accord owners list" shows them.`)
  }
  const fields = { name: nameOrId, type: 'person' } as const
  return (await service.ask('owners.save', { ics, fields })).id
}
