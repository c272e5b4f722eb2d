import { sayWritten, useTell } from '../../../app/api.ts'
import { toast } from '../../../app/toast.tsx'
import { undoBatch } from '../../../app/undo.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** Makes the e-mail to an owner, and says what was asked, with the way back. */
export function useAskOwner() {
  const email = useTell('owners.email', { quiet: true })
  function save(
    { ics, id }: { ics: string; id: string },
    options: { about?: string[]; replyBy?: string } = {},
  ) {
    email.mutate(
      { ics, owner: id, ...options },
      {
        onSuccess: async (asked) => {
          if (await bridge.keep(asked.file)) {
            const said = `${asked.said}. ${asked.file.name} is saved. Open it in Outlook, read it and send it.`
            sayWritten({ ...asked, said })
          } else if (asked.entries > 0) await undoBatch(asked.batch)
        },
        onError: (error) => toast({ text: error.message, level: 'problem' }),
      },
    )
  }
  return { save, isPending: email.isPending }
}
