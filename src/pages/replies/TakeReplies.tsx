import { useMutation } from '@tanstack/react-query'
import { ask, sayWritten } from '../../app/api.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { plural } from '../../ui/format.ts'
import { Loading } from '../../ui/states.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { useWindowDrop } from './useWindowDrop.ts'

/** Takes in what owners sent back, and says of each file that stays out why it does. */
export function TakeReplies({ ics, whyNot }: { ics: string; whyNot: string | null }) {
  const take = useMutation({
    mutationFn: async (chosen: File[]) => {
      const files: string[] = []
      for (const file of chosen) files.push(await bridge.takeIn(file))
      return ask('owners.takeReplies', { ics, files })
    },
    onSuccess: (taken) => {
      if (taken.entries > 0) sayWritten(taken)
    },
  })
  useWindowDrop(take.mutate, whyNot === null && !take.isPending)
  return (
    <section aria-labelledby="take">
      <h2 id="take">Take replies in</h2>
      <TaskProblem error={take.error} />
      {take.isPending ? (
        <Loading label="Reading the replies" />
      ) : (
        <FileDrop
          label="Choose the files"
          hint="Drop them anywhere on this page, as many as you have: files such as accord-reply-1a2b3c4d.json, or whole e-mails from Outlook with the file attached."
          endings={['.json', '.eml', '.msg']}
          onFiles={take.mutate}
          whyNot={whyNot}
        />
      )}
      {take.data && (
        <div role="status" className="replies-taken">
          {take.data.taken.length > 0 && (
            <p>{plural(take.data.taken.length, 'reply', 'replies')} taken in.</p>
          )}
          {take.data.left.length > 0 && (
            <>
              <p>{plural(take.data.left.length, 'file')} left out:</p>
              <ul>
                {take.data.left.map((reason, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
                  <li key={index}>{reason}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  )
}
