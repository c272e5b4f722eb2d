import type { Editor } from '@tiptap/core'
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { linkTo } from '../app/document-link.ts'
import { Replica } from '../app/replica.ts'
import { ErrorState, Loading } from '../ui/states.tsx'
import type { Person } from './comments/threads.ts'
import { DocumentView } from './DocumentView.tsx'
import { unknownIn, watchForUnknown } from './document/unknown.ts'
import { EditorSurface } from './EditorSurface.tsx'
import './editor.css'
import './sheet.css'

export interface DocumentEditorProps {
  /** Name of the shared document. */
  document: string
  /** What it is, for screen readers: "Text of the diabetes strategy". */
  label: string
  me: Person
  readOnly?: boolean
  /** Shown above the text while it cannot be changed. */
  whyReadOnly?: string | null
  /** Lets people put live blocks in; `strategy` is whose commitments they may show. */
  live?: { strategy?: string }
  /** Lets people quote figures of a report's freeze. */
  figures?: { freeze: string }
  /** What else stands in the panel beside the text, and what its tab is called. */
  side?: ReactNode
  sideLabel?: string
  /** Stands inside a page, as high as its text, with the panel closed at first. */
  embedded?: boolean
  /** The editor once it is there; null when it is gone. */
  onEditor?: (editor: Editor | null) => void
}

/** One document that several people write at once. */
export function DocumentEditor(props: DocumentEditorProps) {
  const [replica, setReplica] = useState<Replica | null>(null)
  useEffect(() => {
    const opened = new Replica(linkTo(props.document))
    setReplica(opened)
    const flush = () => opened.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      opened.close()
    }
  }, [props.document])
  if (!replica) return <Loading label="Opening the text" />
  return <Opened {...props} replica={replica} />
}

function Opened({ replica, ...props }: DocumentEditorProps & { replica: Replica }) {
  const status = useSyncExternalStore(
    (hear) => replica.onStatus(hear),
    () => replica.status,
  )
  const doc = useSyncExternalStore(
    (hear) => replica.onReplaced(hear),
    () => replica.doc,
  )
  if (!status.isOpen)
    return status.problem ? (
      <ErrorState error={{ message: status.problem }} retry={() => replica.open()} />
    ) : (
      <Loading label="Opening the text" />
    )
  return <Bound key={doc.guid} {...props} replica={replica} doc={doc} status={status} />
}

function Bound({
  replica,
  doc,
  status,
  ...props
}: DocumentEditorProps & {
  replica: Replica
  doc: Replica['doc']
  status: Replica['status']
}) {
  const body = useMemo(() => doc.getXmlFragment(DOCUMENT_BODY), [doc])
  const [isUnknown, setIsUnknown] = useState(() => unknownIn(body) !== null)
  const [stop] = useState(() => new StopBinding())
  useEffect(() => {
    if (isUnknown) return
    return watchForUnknown(body, () => {
      stop.now()
      setIsUnknown(true)
    })
  }, [body, isUnknown, stop])
  if (isUnknown)
    return (
      <section className="editor" aria-label={props.label}>
        <p role="alert" className="editor-banner">
          A newer version of Accord has put something in this text that this version does not know.
          You can read it here. To change it, update Accord.
        </p>
        <div className="editor-scroll">
          <DocumentView content={yXmlFragmentToProsemirrorJSON(body)} label={props.label} />
        </div>
      </section>
    )
  return <EditorSurface {...props} replica={replica} body={body} status={status} stop={stop} />
}

/** Cuts the editor off from the shared document, at once and for good. */
export class StopBinding {
  #stop: (() => void) | undefined
  set(stop: () => void): void {
    this.#stop = stop
  }
  now(): void {
    this.#stop?.()
  }
}
