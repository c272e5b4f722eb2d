import { whyNot } from '../../../domain/record/grants.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import { useApp } from '../../app/state.tsx'

/** Why the person may not change the system's record, to show before they try; `null` when they may. */
export function useWhyNot(ics: string): string | null {
  const { mayLead, systemName } = useApp()
  return mayLead(ics) ? null : whyNot(systemStream(ics), systemName)
}
