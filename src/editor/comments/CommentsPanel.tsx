import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { CommentThread } from '../../../domain/documents/tree.ts'
import { plural } from '../../../domain/words.ts'
import { Button } from '../../ui/Button.tsx'
import type { FactsStore } from '../document/facts-store.ts'
import { goTo } from '../panels/go-to.ts'
import { asIs } from '../suggesting/Suggesting.ts'
import { CommentForm } from './CommentForm.tsx'
import { ThreadCard } from './ThreadCard.tsx'
import { threadLooks } from './thread-looks.ts'
import type { Person, Threads } from './threads.ts'

interface Props {
  editor: Editor
  facts: FactsStore
  threads: Threads
  drafting: boolean
  onDrafted: () => void
  me: Person
}

/** The threads in the order of their words, and the comment being written. */
export function CommentsPanel({ editor, facts, threads, drafting, onDrafted, me }: Props) {
  // Places move with every key; only their order changes what is shown.
  const order = useSyncExternalStore(facts.listen, () => [...facts.now().threads.keys()].join(' '))
  const places = useMemo(() => new Map(order.split(' ').map((id, at) => [id, at])), [order])
  const all = useSyncExternalStore(threads.listen, threads.all)
  const [showsResolved, setShowsResolved] = useState(false)
  const chosen = useChosenThread(editor)
  useLooks(all, chosen)

  const inOrder = [...all].sort(
    ([a], [b]) => (places.get(a) ?? Infinity) - (places.get(b) ?? Infinity),
  )
  const open = inOrder.filter(([, { resolved }]) => resolved === null)
  const resolved = inOrder.filter(([, thread]) => thread.resolved !== null)
  const card = ([id, thread]: [string, CommentThread]) => {
    const show = () => {
      const place = facts.fresh().threads.get(id)
      if (place !== undefined) goTo(editor, place)
    }
    return (
      <ThreadCard
        key={id}
        thread={thread}
        isChosen={id === chosen}
        mayWrite={editor.isEditable}
        isMine={thread.by === me.id}
        {...(places.has(id) ? { onShow: show } : {})}
        onReply={(text) => threads.reply(id, text)}
        onResolve={(isResolved) => threads.resolve(id, isResolved)}
        onRemove={() => threads.remove(id)}
      />
    )
  }
  return (
    <div className="editor-comments">
      {drafting && (
        <CommentForm
          label="Your comment"
          action="Comment"
          onSave={(text) => {
            begin(editor, threads, text)
            facts.read()
            onDrafted()
          }}
          onCancel={onDrafted}
        />
      )}
      {open.length === 0 && !drafting && (
        <p className="quiet">No open comments. Choose some words, then “Comment” or Ctrl Alt M.</p>
      )}
      <ul className="cards">{open.map(card)}</ul>
      {resolved.length > 0 && (
        <>
          <Button
            kind="quiet"
            aria-expanded={showsResolved}
            onPress={() => setShowsResolved(!showsResolved)}
          >
            {showsResolved ? 'Hide' : 'Show'} {plural(resolved.length, 'resolved thread')}
          </Button>
          {showsResolved && <ul className="cards">{resolved.map(card)}</ul>}
        </>
      )}
    </div>
  )
}

/** Begins a thread about the chosen words; marking them is no change to suggest. */
function begin(editor: Editor, threads: Threads, text: string): void {
  const { from, to } = editor.state.selection
  if (from === to) return
  const thread = threads.begin(editor.state.doc.textBetween(from, to, ' '), text)
  const mark = editor.schema.mark('comment', { thread })
  editor.view.dispatch(asIs(editor.state.tr.addMark(from, to, mark)))
}

/** The thread whose words the caret is in. */
function useChosenThread(editor: Editor): string | null {
  return useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const marks = state.selection.$from.marks()
      return (marks.find(({ type }) => type.name === 'comment')?.attrs.thread as string) ?? null
    },
  })
}

function useLooks(all: ReadonlyMap<string, CommentThread>, chosen: string | null): void {
  const [looks, setLooks] = useState<ReturnType<typeof threadLooks> | null>(null)
  useEffect(() => {
    const made = threadLooks()
    setLooks(made)
    return () => made.remove()
  }, [])
  useEffect(() => looks?.show(all, chosen), [looks, all, chosen])
}
