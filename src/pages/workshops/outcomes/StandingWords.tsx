import type { Standing } from '../../../../domain/record/workshop-words.ts'
import type { OutcomeFate } from '../../../../domain/workshops/model.ts'

/** A picture beside the words: the words say it all. */
const MARKS: Record<Standing, string> = {
  done: '✓',
  open: '○',
  late: '!',
  proposed: '?',
  declined: '×',
  carried: '→',
  dropped: '–',
}

/** What became of an outcome, in a sentence. */
export function StandingWords({
  outcome: { standing, words },
}: {
  outcome: Pick<OutcomeFate, 'standing' | 'words'>
}) {
  return (
    <p className={`fate fate-${standing}`}>
      <span aria-hidden="true" className="fate-mark">
        {MARKS[standing]}
      </span>
      {words}
    </p>
  )
}
