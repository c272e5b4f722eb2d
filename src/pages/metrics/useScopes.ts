import { mayWriteAbout, whyNot } from '../../../domain/record/grants.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import { useApp } from '../../app/state.tsx'

export interface Scopes {
  /** Records the person may write values and targets to: an ODS code, or `region`. */
  scopes: { id: string; text: string }[]
  /** Why there is none; `null` when there is. */
  whyNot: string | null
}

/** Whose record values and targets about a system can be written to. */
export function useScopes(ics: string): Scopes {
  const { state, mayLead, systemName } = useApp()
  const grants = state.member?.grants ?? []
  const scopes = [
    ...(mayLead(ics) ? [{ id: ics, text: systemName(ics) }] : []),
    ...(mayWriteAbout(grants, 'region', 'metric')
      ? [{ id: 'region', text: 'The whole region' }]
      : []),
  ]
  return {
    scopes,
    whyNot: scopes.length > 0 ? null : whyNot(systemStream(ics), systemName),
  }
}
