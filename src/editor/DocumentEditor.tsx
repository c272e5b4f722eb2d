import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { readBody } from '../../domain/documents/places/read.ts'

import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { linkTo } from '../app/document-link.ts'
import { Replica } from '../app/replica.ts'
import { ErrorState, Loading } from '../ui/states.tsx'

import { DocumentView } from './DocumentView.tsx'
import { unknownIn, watchForUnknown } from './document/unknown.ts'
import { EditorSurface } from './EditorSurface.tsx'
import './editor.css'
import './sheet.css'
import type { DocumentEditorProps } from './props.ts'
import { StopBinding } from './stop-binding.ts'

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
          <DocumentView content={{ type: 'doc', content: readBody(body) }} label={props.label} />
        </div>
      </section>
    )
  return <EditorSurface {...props} replica={replica} body={body} status={status} stop={stop} />
}
