import { toggleSuggestChanges } from '@handlewithcare/prosemirror-suggest-changes'
import { EditorContent, useEditor } from '@tiptap/react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import type { Replica } from '../app/replica.ts'
import { isTyping, useShortcuts } from '../app/shortcuts.tsx'
import { useApp } from '../app/state.tsx'
import { toast } from '../app/toast.tsx'
import { unbind } from './binding/Shared.ts'
import { threadsOf } from './comments/threads.ts'
import type { DialogKind } from './dialog-kind.ts'
import { EditorDialogs } from './dialogs/EditorDialogs.tsx'
import { EditorNotices } from './EditorNotices.tsx'
import { FindBar } from './find/FindBar.tsx'
import { LiveBlocks } from './live/LiveBlocks.tsx'
import { type PanelTab, SidePanel } from './panels/SidePanel.tsx'
import { StatusLine } from './panels/StatusLine.tsx'
import { editorOptions, editorParts } from './parts.ts'
import { keepUp } from './presence/catch-up.ts'
import type { DocumentEditorProps } from './props.ts'
import { ShelfNotice } from './shelf/ShelfNotice.tsx'
import { shelfStore } from './shelf/shelf-store.ts'
import { SlashMenu } from './slash/SlashMenu.tsx'
import type { StopBinding } from './stop-binding.ts'
import { Toolbar } from './toolbar/Toolbar.tsx'

interface Props extends DocumentEditorProps {
  replica: Replica
  body: Y.XmlFragment
  status: Replica['status']
  stop: StopBinding
}

/** The text with all that stands around it. */
export function EditorSurface(props: Props) {
  const { replica, body, status, stop, label, me, live, figures, onEditor } = props
  const { today } = useApp().state
  const [dialog, setDialog] = useState<DialogKind | null>(null)
  const [finding, setFinding] = useState(false)
  const [tab, setTab] = useState<PanelTab>('outline')
  const [hasPanel, setHasPanel] = useState(!props.embedded)
  const [drafting, setDrafting] = useState(0)
  const root = useRef<HTMLElement>(null)
  const mayWrite = status.mayWrite && !props.readOnly
  const takes = { live: live !== undefined, figures: figures !== undefined }
  const [parts] = useState(() =>
    editorParts({
      body,
      me,
      document: props.document,
      takes,
      open: setDialog,
      onRefused: (sentence) => toast({ text: sentence, level: 'problem' }),
    }),
  )
  const [shelf] = useState(() => shelfStore(body))
  const [threads] = useState(() => threadsOf(replica.doc, me))
  const editor = useEditor(editorOptions({ parts, label, mayWrite, replica }), [])
  const facts = parts.factsFor(editor)

  useEffect(() => {
    stop.set(() => unbind(editor))
    onEditor?.(editor)
    return () => onEditor?.(null)
  }, [editor, onEditor, stop])
  useEffect(() => {
    if (editor.isEditable !== mayWrite) editor.setEditable(mayWrite, false)
  }, [editor, mayWrite])
  useEffect(() => parts.follow(), [parts])
  useEffect(() => keepUp(replica), [replica])

  const find = () => setFinding(true)
  const comment = () => {
    if (editor.state.selection.empty)
      return toast({ text: 'Choose the words that the comment is about, then comment.' })
    setHasPanel(true)
    setTab('comments')
    setDrafting(drafting + 1)
  }
  const suggest = () => {
    toggleSuggestChanges(editor.state, editor.view.dispatch)
    // At once: a key pressed meanwhile must not be undone by a late focus.
    editor.view.focus()
  }
  useShortcuts({
    'mod+f': { label: 'Find and replace in the text', run: find },
    e: { label: 'Go to the text', run: () => editor.commands.focus() },
    // Nothing but the text: what was done on other pages is out of sight here.
    ...(props.embedded || !mayWrite
      ? {}
      : {
          'mod+z': { label: 'Undo in the text', run: () => void editor.commands.undo() },
          'mod+shift+z': { label: 'Redo in the text', run: () => void editor.commands.redo() },
          'mod+y': { label: 'Redo in the text', run: () => void editor.commands.redo() },
        }),
    'mod+/': { label: 'Keys of the text', run: () => setDialog({ kind: 'keys' }) },
  })
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey && event.key === 'F10')
      root.current?.querySelector<HTMLElement>('.editor-toolbar button')?.focus()
    else if (!(event.ctrlKey || event.metaKey)) return
    else if (mayWrite && !isTyping(event.target) && /^[zy]$/i.test(event.key))
      event.key === 'z' ? editor.commands.undo() : editor.commands.redo()
    else if (event.altKey && event.code === 'KeyM' && mayWrite) comment()
    else if (event.altKey) return
    else if (event.key === 'f' || event.key === 'h') find()
    else if (event.key === '/') setDialog({ kind: 'keys' })
    else if (event.key === 'k' && mayWrite && editor.isFocused) setDialog({ kind: 'link' })
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section
      className={props.embedded ? 'editor editor-embedded' : 'editor'}
      aria-label={label}
      ref={root}
      onKeyDownCapture={onKeyDown}
    >
      {mayWrite && (
        <Toolbar
          editor={editor}
          takes={takes}
          open={setDialog}
          onComment={comment}
          onSuggest={suggest}
          onFind={find}
          hasPanel={hasPanel}
          onPanel={() => setHasPanel(!hasPanel)}
        />
      )}
      <EditorNotices
        replica={replica}
        whyNot={mayWrite ? null : (props.whyReadOnly ?? status.whyNot)}
        status={status}
      />
      <ShelfNotice
        shelf={shelf}
        me={me.name}
        onShow={() => {
          setHasPanel(true)
          setTab('shelf')
        }}
      />
      {finding && <FindBar editor={editor} onClose={() => closeFind()} />}
      <div className={hasPanel ? 'editor-body' : 'editor-body editor-alone'}>
        <div className="editor-scroll">
          <EditorContent editor={editor} className="sheet-frame" />
        </div>
        {hasPanel && (
          <SidePanel
            editor={editor}
            facts={facts}
            threads={threads}
            shelf={shelf}
            mayWrite={mayWrite}
            document={props.document}
            tab={tab}
            onTab={setTab}
            drafting={drafting}
            onDraft={() => setDrafting(1)}
            onDrafted={() => setDrafting(0)}
            me={me}
            side={props.side}
            sideLabel={props.sideLabel}
          />
        )}
      </div>
      <StatusLine facts={facts} document={props.document} status={status} />
      <LiveBlocks
        desk={parts.live}
        editor={editor}
        {...(mayWrite ? { today, open: setDialog } : {})}
      />
      <SlashMenu state={parts.slash} textbox={editor.view.dom} />
      <EditorDialogs
        editor={editor}
        dialog={dialog}
        onClose={() => setDialog(null)}
        live={live}
        figures={figures}
      />
    </section>
  )

  function closeFind() {
    setFinding(false)
    editor.view.focus()
  }
}
