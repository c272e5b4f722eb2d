import { useMutation } from '@tanstack/react-query'
import { ask, sayWritten } from '../../app/api.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { plural } from '../../ui/format.ts'
import { Loading } from '../../ui/states.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'

/** Takes in the files that the form saved, and says of each that stays out why it does. */
export function TakeAnswers({ round, whyNot }: { round: string; whyNot: string | null }) {
  const take = useMutation({
    mutationFn: async (chosen: File[]) => {
      const files: string[] = []
      for (const file of chosen) files.push(await bridge.takeIn(file))
      return ask('checklist.take', { round, files })
    },
    onSuccess: sayWritten,
  })
  return (
    <section aria-labelledby="take">
      <h2 id="take">Take answers in</h2>
      <p className="checklist-about">
        The form asks for no name and its file holds none. Accord shows nobody who answered what;
        only the record’s log keeps which member wrote each entry, and for these files that is you.
        People who answer here in Accord are the authors of their own entries, so send them the form
        where that matters.
      </p>
      <TaskProblem error={take.error} />
      {take.isPending ? (
        <Loading label="Reading the answers" />
      ) : (
        <FileDrop
          label="Choose the files"
          hint="Drop files such as accord-answer-1a2b3c4d.json here, as many as you have."
          endings={['.json']}
          onFiles={take.mutate}
          whyNot={whyNot}
        />
      )}
      {take.data && (
        <div role="status" className="checklist-taken">
          <p>{plural(take.data.taken, 'answer')} taken in.</p>
          {take.data.left.length > 0 && (
            <ul>
              {take.data.left.map((reason, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
                <li key={index}>{reason}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  )
}
