import type { Editor } from '@tiptap/core'
import { memo, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { LiveContent } from '../../../domain/documents/live.ts'
import type { OpenDialog } from '../dialog-kind.ts'
import { asIs } from '../suggesting/Suggesting.ts'
import type { LiveDesk, ShownLive } from '../views/LiveView.ts'
import { LiveBlock } from './LiveBlock.tsx'

interface Props {
  desk: LiveDesk
  editor: Editor
  /** The day today, ISO. Absent where the text cannot be changed. */
  today?: string
  open?: OpenDialog
}

/** Draws the live blocks that have come near the view, each in the box that the text keeps for it. */
export function LiveBlocks({ desk, editor, today, open }: Props) {
  const shown = useSyncExternalStore(desk.listen, desk.shown)
  return shown.map((one) =>
    createPortal(
      <One shown={one} editor={editor} {...(today && open ? { today, open } : {})} />,
      one.dom,
      String(one.key),
    ),
  )
}

const One = memo(function One({
  shown,
  editor,
  today,
  open,
}: Omit<Props, 'desk'> & { shown: ShownLive }) {
  const { attributes, getPos } = shown
  const at = (act: (pos: number) => void) => () => {
    const pos = getPos()
    if (pos !== undefined) act(pos)
  }
  const setFrozen = (frozenOn: string | null, content: LiveContent | null) =>
    at((pos) => {
      const frozen = content ? JSON.stringify(content) : null
      const { tr, doc } = editor.state
      const node = doc.nodeAt(pos)
      if (node?.type.name === 'live')
        editor.view.dispatch(asIs(tr.setNodeMarkup(pos, null, { ...node.attrs, frozenOn, frozen })))
    })
  if (!today || !open) return <LiveBlock attributes={attributes} />
  return (
    <LiveBlock
      attributes={attributes}
      actions={{
        change: at((pos) => open({ kind: 'live', pos })),
        freeze: (content) => setFrozen(today, content)(),
        thaw: setFrozen(null, null),
        remove: at((pos) => editor.chain().setNodeSelection(pos).deleteSelection().focus().run()),
      }}
    />
  )
})
