import { whyClosed, whyNot } from '../../../domain/record/grants.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import { useApp } from '../../app/state.tsx'

/** Why the person may not change the system's record, to show before they try; `null` when they may. */
export function useWhyNot(ics: string): string | null {
  const { mayLead, systems, systemName } = useApp()
  if (mayLead(ics)) return null
  return systems.some(({ ods }) => ods === ics)
    ? whyNot(systemStream(ics), systemName)
    : whyClosed(systemName(ics))
}
