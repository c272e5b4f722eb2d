import type { Editor } from '@tiptap/core'
import type { DialogKind } from '../dialog-kind.ts'
import type { DocumentEditorProps } from '../props.ts'
import { CitationDialog } from './CitationDialog.tsx'
import { FigureDialog } from './FigureDialog.tsx'
import { FootnoteDialog } from './FootnoteDialog.tsx'
import { ImageDialog } from './ImageDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { LiveDialog } from './LiveDialog.tsx'

interface Props {
  editor: Editor
  dialog: DialogKind | null
  onClose: () => void
  live: DocumentEditorProps['live'] | undefined
  figures: DocumentEditorProps['figures'] | undefined
}

/** The dialog that is open, if one is. */
export function EditorDialogs({ editor, dialog, onClose, live, figures }: Props) {
  if (!dialog) return null
  const close = () => {
    onClose()
    // The focus goes back to what had it; the text is where people want to be.
    setTimeout(() => editor.view.focus())
  }
  const at = 'pos' in dialog && dialog.pos !== undefined ? { pos: dialog.pos } : {}
  switch (dialog.kind) {
    case 'link':
      return <LinkDialog editor={editor} onClose={close} />
    case 'image':
      return <ImageDialog editor={editor} onClose={close} files={dialog.files ?? []} {...at} />
    case 'footnote':
      return <FootnoteDialog editor={editor} onClose={close} {...at} />
    case 'citation':
      return <CitationDialog editor={editor} onClose={close} {...at} />
    case 'figure':
      return figures ? (
        <FigureDialog editor={editor} onClose={close} freeze={figures.freeze} {...at} />
      ) : null
    case 'live':
      return (
        <LiveDialog
          editor={editor}
          onClose={close}
          strategy={live?.strategy ?? null}
          of={dialog.of ?? 'actions'}
          {...at}
        />
      )
    case 'keys':
      return <KeysDialog onClose={close} />
  }
}
