import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { CommentThread } from '../../../domain/documents/tree.ts'
import { plural } from '../../../domain/words.ts'
import { draftOf } from '../../forms/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import type { FactsStore } from '../document/facts-store.ts'
import { goTo } from '../go-to.ts'
import { asIs } from '../suggesting/Suggesting.ts'
import { CommentForm } from './CommentForm.tsx'
import { ThreadCard } from './ThreadCard.tsx'
import { threadLooks } from './thread-looks.ts'
import type { Person, Threads } from './threads.ts'

interface Props {
  editor: Editor
  facts: FactsStore
  threads: Threads
  /** Name of the document, which drafts of comments are kept under. */
  document: string
  /** See `SidePanel`. */
  drafting: number
  onDraft: () => void
  onDrafted: () => void
  me: Person
}

/** The threads in the order of their words, and the comment being written. */
export function CommentsPanel({
  editor,
  facts,
  threads,
  document,
  drafting,
  onDraft,
  onDrafted,
  me,
}: Props) {
  // Places move with every key; only their order changes what is shown.
  const order = useSyncExternalStore(facts.listen, () => [...facts.now().threads.keys()].join(' '))
  const places = useMemo(() => new Map(order.split(' ').map((id, at) => [id, at])), [order])
  const all = useSyncExternalStore(threads.listen, threads.all)
  const [showsResolved, setShowsResolved] = useState(false)
  const chosen = useChosenThread(editor)
  useLooks(all, chosen)
  const about = useDraftedWords(editor, drafting)
  const begun = `comment/${document}`
  const [areWordsGone, setAreWordsGone] = useState(false)
  const close = () => {
    setAreWordsGone(false)
    onDrafted()
    editor.view.focus()
  }

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
        draft={`comment/${document}/${id}`}
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
      {drafting > 0 && (
        <CommentForm
          draft={begun}
          about={quoteOf(editor, about()).slice(0, 200)}
          label="Your comment"
          action="Comment"
          onSave={(text) => {
            if (!begin(editor, threads, about(), text)) {
              setAreWordsGone(true)
              return false
            }
            facts.read()
            close()
            return true
          }}
          onCancel={close}
        />
      )}
      {drafting > 0 && areWordsGone && (
        <p role="alert" className="field-problem">
          The words it is about are gone from the text. Choose others there, then comment.
        </p>
      )}
      {drafting === 0 && draftOf(begun) && (
        <p className="draft-note">
          A comment of yours is not sent yet.
          <Button kind="quiet" onPress={onDraft}>
            Go on with it
          </Button>
        </p>
      )}
      {open.length === 0 && drafting === 0 && (
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

interface Range {
  from: number
  to: number
}

/** The words chosen when the comment was begun, wherever they and the caret have gone since. */
function useDraftedWords(editor: Editor, drafting: number): () => Range {
  const words = useRef<Range>({ from: 0, to: 0 })
  useEffect(() => {
    if (drafting === 0) return
    const { from, to } = editor.state.selection
    words.current = { from, to }
    const follow = ({ transaction: { mapping } }: { transaction: Transaction }) => {
      const { from, to } = words.current
      words.current = { from: mapping.map(from, 1), to: mapping.map(to, -1) }
    }
    editor.on('transaction', follow)
    return () => {
      editor.off('transaction', follow)
    }
  }, [editor, drafting])
  return () => (quoteOf(editor, words.current) ? words.current : editor.state.selection)
}

function quoteOf({ state }: Editor, { from, to }: Range): string {
  return from < to ? state.doc.textBetween(from, to, ' ').trim() : ''
}

/**
 * Begins a thread about some words; marking them is no change to suggest.
 * @returns false when there are none
 */
function begin(editor: Editor, threads: Threads, { from, to }: Range, text: string): boolean {
  const quote = quoteOf(editor, { from, to })
  if (!quote) return false
  const thread = threads.begin(quote, text)
  const mark = editor.schema.mark('comment', { thread })
  editor.view.dispatch(asIs(editor.state.tr.addMark(from, to, mark)))
  return true
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
