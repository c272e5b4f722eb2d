import { type Grant, grantWords } from '../record/grants.ts'
import type { AdministrationLine } from './protocol.ts'

/**
 * What a line of the administration log says, in a sentence.
 * @param nameOf the name of a member, by id
 */
export function administrationWords(
  { by, deed, member, detail }: AdministrationLine,
  nameOf: (member: string) => string,
  systemName: (ods: string) => string,
): string {
  const who = by === 'operator' ? 'Whoever runs the server' : nameOf(by)
  const whom = member === null ? '' : nameOf(member)
  const may = () => grantsOf(detail.grants, systemName)
  switch (deed) {
    case 'invited':
      return member === null
        ? `${who} made an invitation for ${String(detail.name ?? 'somebody')}, who may ${may()}.`
        : `${who} made an invitation for another computer of ${whom}.`
    case 'joined':
      return `${whom} joined and may ${may()}. ${who} had made the invitation.`
    case 'signed-on':
      return `${whom} joined with another computer by signing in with their organisation.`
    case 'device-asked':
      return `Somebody with an invitation by ${who} asked to come in as ${whom}.`
    case 'device-confirmed':
      return `${who} confirmed another computer of ${whom}.`
    case 'device-refused':
      return `${who} refused another computer of ${whom}.`
    case 'device-ended':
      return `${who} ended the access of one of their computers.`
    case 'device-left':
      return `${whom} stopped sharing on one computer.`
    case 'grants-set':
      return `${who} set what ${whom} may do: ${may()}.`
    case 'revoked':
      return `${who} ended the access of ${whom}.`
    case 'account-unlinked':
      return `${who} took the sign-in account of ${whom} away.`
  }
}

function grantsOf(grants: unknown, systemName: (ods: string) => string): string {
  const list = Array.isArray(grants) ? (grants as Grant[]) : []
  return list.map((grant) => grantWords(grant, systemName)).join(', ') || 'do nothing'
}
