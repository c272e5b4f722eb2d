import { CHECKLIST_LEVEL_WORDS } from '../../../domain/record/checklist-words.ts'
import type { ChecklistResult } from '../../../preload/reports-types.ts'
import { plural } from '../../ui/format.ts'

interface Props {
  byLevel: ChecklistResult['byLevel']
  answers: number
}

/** How many answered at each level, and which levels are not shown. */
export function LevelCounts({ byLevel, answers }: Props) {
  const someWithheld = byLevel.some(({ withheld }) => withheld)
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who answered</h2>
      <dl className="checklist-levels">
        {byLevel.map(({ level, people, withheld }) => (
          <div key={level}>
            <dt>{CHECKLIST_LEVEL_WORDS[level]}</dt>
            <dd>
              {withheld ? 'Too few to show' : people === 0 ? 'Nobody' : `${people} of ${answers}`}
            </dd>
          </div>
        ))}
      </dl>
      {someWithheld && (
        <p className="quiet">
          A level with fewer than five people is not shown, so that nobody can be told by their
          answer. Another may be left out with it, so that the first cannot be worked out from the
          total of {plural(answers, 'answer')}.
        </p>
      )}
    </section>
  )
}
