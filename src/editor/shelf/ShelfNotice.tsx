import { Button } from '../../ui/Button.tsx'
import { wordsKept } from './ShelfPanel.tsx'
import { type ShelfStore, useShelf } from './shelf-store.ts'

/** Tells whoever typed words that lost their place, and whoever took the place out. */
export function ShelfNotice({
  shelf,
  me,
  onShow,
}: {
  shelf: ShelfStore
  /** The person's name. */
  me: string
  onShow: () => void
}) {
  const kept = useShelf(shelf)
  const mine = kept.filter(({ writers }) => writers.includes(me))
  const taken = kept.filter(({ by, writers }) => by === me && !writers.includes(me))
  if (mine.length === 0 && taken.length === 0) return null
  return (
    <div role="status" className="editor-banner editor-trouble">
      {mine.length > 0 && (
        <p>
          {wordsKept(mine)}: somebody took out a part of the text while you typed in it. What you
          typed is kept.
        </p>
      )}
      {taken.length > 0 && (
        <p>
          {wordsKept(taken)}: somebody typed in a part of the text while you took it out. What they
          typed is kept.
        </p>
      )}
      <Button onPress={onShow}>Show the words</Button>
    </div>
  )
}
