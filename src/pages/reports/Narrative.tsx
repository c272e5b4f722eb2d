import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { useApp } from '../../app/state.tsx'
import { DocumentEditor } from '../../editor/DocumentEditor.tsx'
import { MovedQuotes } from './MovedQuotes.tsx'
import { Responsibility } from './Responsibility.tsx'

interface Props {
  report: ReportDetail
  section: SectionLine
}

/** What people write in a section, who answers for it, and the sentences that must be read again. */
export function Narrative({ report, section }: Props) {
  const { state } = useApp()
  const [editor, setEditor] = useState<Editor | null>(null)
  const me = { id: state.member?.id ?? '', name: state.member?.name ?? '' }
  const { document, prompt, title, moved } = section
  if (document === null) return null
  return (
    <section className="narrative" aria-label={`What we say: ${title}`}>
      <div className="section-head">
        <h3>What we say</h3>
        <Responsibility report={report} section={section} me={me.id} />
      </div>
      {prompt && <p className="narrative-prompt quiet">{prompt}</p>}
      <MovedQuotes moved={moved} whyNot={report.whyNot} editor={editor} />
      <DocumentEditor
        key={document}
        document={document}
        label={`Narrative of ${title}`}
        me={me}
        readOnly={!report.mayWrite}
        whyReadOnly={report.whyNot}
        embedded
        live={{}}
        {...(report.freeze && { figures: { freeze: report.freeze.id } })}
        onEditor={setEditor}
      />
    </section>
  )
}
