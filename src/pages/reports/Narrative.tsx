import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { SECTION_STATES } from '../../../domain/reports/words.ts'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DocumentEditor } from '../../editor/DocumentEditor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { SECTION_WORDS } from './report-words.ts'
import { reread } from './reread.ts'

interface Props {
  report: ReportDetail
  section: SectionLine
}

/** What people write in a section, who answers for it, and the sentences that must be read again. */
export function Narrative({ report, section }: Props) {
  const { state } = useApp()
  const [editor, setEditor] = useState<Editor | null>(null)
  const me = { id: state.member?.id ?? '', name: state.member?.name ?? '' }
  if (section.document === null) return null
  return (
    <section className="narrative" aria-label={`What we say: ${section.title}`}>
      <div className="section-head">
        <h3>What we say</h3>
        <Responsibility report={report} section={section} me={me} />
      </div>
      {section.prompt && <p className="quiet">{section.prompt}</p>}
      <Moved report={report} section={section} editor={editor} />
      <DocumentEditor
        key={section.document}
        document={section.document}
        label={`Narrative of ${section.title}`}
        me={me}
        readOnly={!report.mayWrite}
        whyReadOnly={report.whyNot}
        live={{}}
        {...(report.freeze && { figures: { freeze: report.freeze.id } })}
        onEditor={setEditor}
      />
    </section>
  )
}

function Responsibility({ report, section, me }: Props & { me: { id: string } }) {
  const save = useTell('reports.saveSection')
  const set = (fields: { owner?: string | null; state?: SectionLine['state'] }) =>
    save.mutate({ report: report.id, section: section.key, fields })
  const isMine = section.owner === me.id
  return (
    <div className="narrative-standing">
      <span>
        {section.ownerName ? `${section.ownerName} answers for it` : 'Nobody answers for it yet'}
      </span>
      <Button
        kind="quiet"
        whyNot={report.whyNot}
        onPress={() => set({ owner: isMine ? null : me.id })}
      >
        {isMine ? 'Hand it back' : 'I answer for it'}
      </Button>
      <Select
        label="State"
        hideLabel
        isDisabled={!report.mayWrite}
        options={SECTION_STATES.map((id) => ({ id, text: SECTION_WORDS[id] }))}
        value={section.state}
        onChange={(chosen) => set({ state: chosen })}
      />
    </div>
  )
}

/** Figures that read otherwise in this freeze: their sentences are to be read again. */
function Moved({ report, section, editor }: Props & { editor: Editor | null }) {
  if (section.moved.length === 0) return null
  return (
    <div className="why-not" role="status">
      <p>These sentences quote figures that have changed. Read them again:</p>
      <ul>
        {section.moved.map((moved) => (
          <li key={`${moved.key} ${moved.quoted}`}>
            {moved.label}: quoted as <strong>{moved.quoted}</strong>, now{' '}
            <strong>{moved.now}</strong>{' '}
            <Button
              kind="quiet"
              whyNot={report.whyNot}
              isDisabled={editor === null}
              aria-label={`I have read the sentence about ${moved.label} again`}
              onPress={() => editor && reread(editor, moved)}
            >
              I have read it again
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
