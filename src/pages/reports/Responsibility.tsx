import { SECTION_STATE_WORDS, SECTION_STATES } from '../../../domain/record/report-words.ts'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'

interface Props {
  report: ReportDetail
  section: SectionLine
  /** Id of the member of this record. */
  me: string
}

/** Who answers for a section, and how far it is. */
export function Responsibility({ report, section, me }: Props) {
  const save = useTell('reports.saveSection')
  const set = (fields: { owner?: string | null; state?: SectionLine['state'] }) =>
    save.mutate({ report: report.id, section: section.key, fields })
  const isMine = section.owner === me
  return (
    <div className="narrative-standing">
      <span>
        {section.ownerName ? `${section.ownerName} answers for it` : 'Nobody answers for it yet'}
      </span>
      <Button
        kind="quiet"
        whyNot={report.whyNot}
        onPress={() => set({ owner: isMine ? null : me })}
      >
        {isMine ? 'Hand it back' : 'I answer for it'}
      </Button>
      <Select
        label="State"
        hideLabel
        isDisabled={!report.mayWrite}
        options={SECTION_STATES.map((id) => ({ id, text: SECTION_STATE_WORDS[id] }))}
        value={section.state}
        onChange={(chosen) => set({ state: chosen })}
      />
    </div>
  )
}
