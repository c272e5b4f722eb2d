import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { linkTo } from '../../../app/document-link.ts'
import { Button } from '../../../ui/Button.tsx'
import { Loading } from '../../../ui/states.tsx'
import { SharedText } from './shared-text.ts'
import { moveCaret, textChange } from './text-change.ts'

interface Props {
  /** Name of the shared document. */
  document: string
  field: RefObject<HTMLTextAreaElement | null>
  /** Called on Escape. */
  onLeave: () => void
}

/** The minutes, which everybody with the right to types at once. */
export function SharedMinutes({ document, field, onLeave }: Props) {
  const [shared, setShared] = useState<SharedText | null>(null)
  useEffect(() => {
    const opened = new SharedText(linkTo(document))
    setShared(opened)
    return () => opened.close()
  }, [document])
  return shared ? (
    <MinutesField shared={shared} field={field} onLeave={onLeave} />
  ) : (
    <Loading label="Opening the minutes" />
  )
}

function MinutesField({
  shared,
  field,
  onLeave,
}: Omit<Props, 'document'> & { shared: SharedText }) {
  const id = useId()
  const isComposing = useRef(false)
  const { isOpen, mayWrite, whyNot, problem, refused } = useSyncExternalStore(
    (hear) => shared.onStatus(hear),
    () => shared.status,
  )
  useFollow(shared, field)

  function onInput() {
    const area = field.current
    if (!area) return
    const change = textChange(shared.value, area.value, area.selectionEnd)
    if (change) shared.change(change)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing.current) return
    if (event.key === 'Escape') return onLeave()
    if (!(event.ctrlKey || event.metaKey)) return
    // The field's own undo knows nothing of what others typed.
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    if (key === 'y' || event.shiftKey) shared.redo()
    else shared.undo()
  }

  return (
    <div className="field minutes">
      <label htmlFor={id} className="field-label">
        Minutes
      </label>
      <textarea
        id={id}
        ref={field}
        className="field-input"
        defaultValue={shared.value}
        readOnly={!isOpen || !mayWrite}
        aria-describedby={`${id}-hint`}
        placeholder={isOpen && mayWrite ? '# First topic\n- What was said' : ''}
        spellCheck
        onInput={onInput}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          isComposing.current = true
          shared.hold(true)
        }}
        onCompositionEnd={() => {
          isComposing.current = false
          shared.hold(false)
        }}
      />
      <p id={`${id}-hint`} className="field-hint">
        {whyNot ??
          'Everybody who may edit types here at once. # begins a heading, - a point. Esc leaves the field.'}
      </p>
      {problem && (
        <p role="status" className="task-problem">
          {problem}
        </p>
      )}
      {refused && (
        <div role="alert" className="task-problem">
          <p>{refused.reason}</p>
          {refused.typed && <p>You typed: {refused.typed}</p>}
          <Button onPress={() => shared.forgetRefused()}>Close</Button>
        </div>
      )}
    </div>
  )
}

/** Keeps the field at what the text is, and the caret at the words it stood at. */
function useFollow(shared: SharedText, field: RefObject<HTMLTextAreaElement | null>): void {
  useLayoutEffect(() => {
    const area = field.current
    if (area) area.value = shared.value
    return shared.onText((deltas) => {
      const shown = field.current
      if (!shown) return
      const { selectionStart, selectionEnd, selectionDirection, scrollTop } = shown
      shown.value = shared.value
      shown.setSelectionRange(
        moveCaret(selectionStart, deltas ?? []),
        moveCaret(selectionEnd, deltas ?? []),
        selectionDirection,
      )
      shown.scrollTop = scrollTop
    })
  }, [shared, field])
}
