import { useState } from 'react'
import type { CommentThread } from '../../../domain/documents/tree.ts'
import { draftOf } from '../../forms/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { CommentForm } from './CommentForm.tsx'

interface Props {
  /** Names the draft of a reply. */
  draft: string
  thread: CommentThread
  isChosen: boolean
  mayWrite: boolean
  isMine: boolean
  /** Absent when its words are gone from the text. */
  onShow?: () => void
  onReply: (text: string) => void
  onResolve: (isResolved: boolean) => void
  onRemove: () => void
}

/** One thread: the words it is about, what was said, and what can be done. */
export function ThreadCard(props: Props) {
  const { draft, thread, isChosen, mayWrite, isMine, onShow, onReply, onResolve, onRemove } = props
  /** False once a reply was sent or let be: the button stands there again, and takes the focus. */
  const [replying, setReplying] = useState<boolean | null>(draftOf(draft) ? true : null)
  const { quote, resolved, replies } = thread
  return (
    <li className="card" data-chosen={isChosen || undefined}>
      <blockquote className="card-quote">{quote}</blockquote>
      {!onShow && <p className="quiet">These words are no longer in the text.</p>}
      <Said name={thread.name} at={thread.at} text={thread.text} />
      {replies.map((reply) => (
        <Said key={reply.id} name={reply.name} at={reply.at} text={reply.text} />
      ))}
      {resolved && (
        <p className="quiet">
          Resolved by {resolved.name}, {formatMoment(resolved.at)}
        </p>
      )}
      {replying && (
        <CommentForm
          draft={draft}
          label="Your reply"
          action="Reply"
          onSave={(text) => {
            onReply(text)
            setReplying(false)
            return true
          }}
          onCancel={() => setReplying(false)}
        />
      )}
      <div className="card-actions">
        {onShow && (
          <Button kind="quiet" onPress={onShow}>
            Show
          </Button>
        )}
        {mayWrite && (
          <>
            {!resolved && !replying && (
              <Button kind="quiet" autoFocus={replying === false} onPress={() => setReplying(true)}>
                Reply
              </Button>
            )}
            <Button kind="quiet" onPress={() => onResolve(!resolved)}>
              {resolved ? 'Open again' : 'Resolve'}
            </Button>
            {isMine && (
              <Button kind="quiet" onPress={onRemove}>
                Remove
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  )
}

function Said({ name, at, text }: { name: string; at: string; text: string }) {
  return (
    <div className="card-said">
      <p className="card-who">
        <b>{name}</b> <span className="quiet">{formatMoment(at)}</span>
      </p>
      <p className="card-text">{text}</p>
    </div>
  )
}
