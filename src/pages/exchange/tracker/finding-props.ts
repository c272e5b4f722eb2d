import type { Finding } from '../../../../domain/trackers/findings.ts'
import type { TrackerMap } from '../../../../domain/trackers/map.ts'
import type { TrackerLook } from '../../../../preload/tracker-contract.ts'

/** What a finding's card and its answers are drawn from. */
export interface FindingProps {
  finding: Finding
  look: TrackerLook
  onChange: (patch: Partial<TrackerMap>) => void
}
