import { mayWrite, whyNot } from '../../../domain/record/grants.ts'
import { useApp } from '../../app/state.tsx'

/** Why the person may not prepare workshops, to show before they try; `null` when they may. */
export function useChairWhyNot(): string | null {
  const { state, systemName } = useApp()
  return mayWrite(state.member?.grants ?? [], 'region') ? null : whyNot('region', systemName)
}
