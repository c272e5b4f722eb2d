import { useEffect, useRef, useState } from 'react'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { useTell } from '../../app/api.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { AnswerCard } from './AnswerCard.tsx'
import { ChangeDialog, DeclineDialog } from './DecideDialogs.tsx'

interface Props {
  /** Those that wait. */
  answers: readonly OwnerAnswer[]
  whyNot: string | null
}

type Asking = { what: 'change' | 'decline'; answer: OwnerAnswer } | null

/** Answers that wait, each to accept, change or decline: by buttons or by keys alone. */
export function AnswerList({ answers, whyNot }: Props) {
  const decide = useTell('owners.decide')
  const list = useRef<HTMLOListElement>(null)
  /** The answer the keys were last on, and its place. */
  const last = useRef<{ id: string; at: number } | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const plain = answers.filter(({ moved }) => moved.length === 0)

  // What is decided leaves the list; the one in its place takes the focus.
  useEffect(() => {
    const gone = last.current
    if (gone === null || document.activeElement !== document.body) return
    if (!answers.some(({ id }) => id === gone.id)) focusAt(gone.at)
  })

  function focusedAt(): number {
    const cards = [...(list.current?.children ?? [])]
    return cards.findIndex((card) => card.contains(document.activeElement))
  }
  function focusAt(wanted: number) {
    const at = Math.max(0, Math.min(answers.length - 1, wanted))
    list.current?.children[at]?.querySelector<HTMLElement>('h3 a')?.focus()
  }
  function moveFocus(step: 1 | -1) {
    const at = focusedAt()
    focusAt(at < 0 ? 0 : at + step)
  }
  /** Does it to the answer that holds the focus; to the first when none does. */
  function toFocused(act: (answer: OwnerAnswer) => void) {
    const at = Math.max(0, focusedAt())
    const answer = answers[at]
    if (whyNot !== null || answer === undefined || decide.isPending) return
    last.current = { id: answer.id, at }
    act(answer)
  }
  function accept(chosen: readonly OwnerAnswer[]) {
    const [first] = chosen
    if (first === undefined) return
    decide.mutate({
      ics: first.ics,
      decision: 'accepted',
      answers: chosen.map(({ id, seen }) => ({ id, seen })),
    })
  }
  const ask = (what: 'change' | 'decline') => (answer: OwnerAnswer) => setAsking({ what, answer })

  useShortcuts({
    ArrowDown: { label: 'Next answer', run: () => moveFocus(1) },
    ArrowUp: { label: 'Previous answer', run: () => moveFocus(-1) },
    a: { label: 'Accept the answer', run: () => toFocused((answer) => accept([answer])) },
    c: { label: 'Change the answer, then accept it', run: () => toFocused(ask('change')) },
    d: { label: 'Decline the answer', run: () => toFocused(ask('decline')) },
  })

  return (
    <section aria-labelledby="waiting">
      <div className="section-head">
        <h2 id="waiting">Waiting for you</h2>
        {plain.length > 1 && (
          <Button whyNot={whyNot} isDisabled={decide.isPending} onPress={() => accept(plain)}>
            Accept the {plural(plain.length, 'answer')} where nothing moved
          </Button>
        )}
      </div>
      <p className="quiet">
        Keys: <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>a</kbd> accepts, <kbd>c</kbd> changes,{' '}
        <kbd>d</kbd> declines, <kbd>u</kbd> takes back.
      </p>
      <ol className="answers" ref={list}>
        {answers.map((answer) => (
          <AnswerCard
            key={answer.id}
            answer={answer}
            whyNot={whyNot}
            isBusy={decide.isPending}
            onAccept={() => toFocused(() => accept([answer]))}
            onChange={() => ask('change')(answer)}
            onDecline={() => ask('decline')(answer)}
          />
        ))}
      </ol>
      <ChangeDialog
        answer={asking?.what === 'change' ? asking.answer : null}
        onClose={() => setAsking(null)}
      />
      <DeclineDialog
        answer={asking?.what === 'decline' ? asking.answer : null}
        onClose={() => setAsking(null)}
      />
    </section>
  )
}
