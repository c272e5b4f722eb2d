import { useState } from 'react'
import { grantWords } from '../../../domain/record/grants.ts'
import { readInvitation } from '../../../domain/sync/invitation.ts'
import type { SyncPreview, System } from '../../../preload/types.ts'
import { queryClient, useAsk, useTell } from '../../app/api.ts'
import { useJob } from '../../app/useJob.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import './sync.css'

/** Paste an invitation, see what it is for, join, and fetch what there is. */
export function JoinForm() {
  const [pasted, setPasted] = useState('')
  const preview = useTell('sync.preview', { quiet: true })
  // The address alone is kept: a code is a secret.
  const address = useEntryForm({
    draft: 'sync/join',
    values: { url: '' },
    save: async (typed) => preview.mutateAsync({ url: typed.url, code }).catch(notSaved),
  })
  const { url } = address.values
  const setUrl = (typed: string) => address.set({ url: typed })
  const [code, setCode] = useState('')

  function paste(text: string): void {
    setPasted(text)
    const found = readInvitation(text)
    if (found.url) setUrl(found.url)
    if (found.code) setCode(found.code)
    preview.reset()
  }

  if (preview.data) {
    return <Joining url={url} code={code} preview={preview.data} onBack={preview.reset} />
  }
  return (
    <form
      className="sync-form"
      onSubmit={(event) => {
        event.preventDefault()
        void address.submit()
      }}
    >
      <TextArea
        label="Invitation"
        hint="Paste all of the message you were sent, or fill in the two fields below."
        rows={3}
        value={pasted}
        onChange={paste}
      />
      <TextField label="Address of the server" value={url} onChange={setUrl} />
      <TextField label="Code" hint="Such as K7QM4-T2X9R" value={code} onChange={setCode} />
      {preview.error && (
        <p className="task-problem" role="alert">
          {preview.error.message}
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        whyNot={url && code ? null : 'Fill in the address and the code first.'}
      >
        {preview.isPending ? 'Looking…' : 'See what it is for'}
      </Button>
    </form>
  )
}

/** What was wrong is on the page. */
function notSaved(): never {
  throw new NotSaved()
}

interface JoiningProps {
  url: string
  code: string
  preview: SyncPreview
  onBack: () => void
}

/** What the invitation allows, and the last step. */
function Joining({ url, code, preview, onBack }: JoiningProps) {
  const systems = useAsk('systems.list', {})
  const join = useTell('sync.join', { quiet: true })
  const once = useTell('sync.once', { quiet: true })
  const job = useJob()
  const { server, invitation, signOn, clock } = preview

  async function start(withSignOn: boolean): Promise<void> {
    await join.mutateAsync({ url, code, signOn: withSignOn })
    await once.mutateAsync({ job: job.start() })
    await queryClient.invalidateQueries()
  }

  if (once.isPending) {
    return (
      <JobProgress
        label="Fetching what others have written"
        progress={job.progress}
        onCancel={job.cancel}
      />
    )
  }
  const problem = join.error ?? once.error
  return (
    <div className="sync-form">
      <p>
        {server} invites <strong>{invitation?.name}</strong>. Once you have joined, you may:
      </p>
      <ul>
        {invitation?.grants.map((grant) => (
          <li key={grant}>{grantWords(grant, (ods) => nameOf(systems.data ?? [], ods))}</li>
        ))}
        <li>read what all systems have written</li>
      </ul>
      <p className="quiet">
        The code works once, until {formatMoment(invitation?.expiresAt)}. What you wrote here so far
        is kept, and shared with the others.
      </p>
      {clock && <p className="task-problem">{clock}</p>}
      {problem && (
        <p className="task-problem" role="alert">
          {problem.message}
        </p>
      )}
      <div className="form-buttons">
        <Button onPress={onBack}>Back</Button>
        {signOn !== 'none' && (
          <Button kind="primary" onPress={() => void start(true).catch(() => undefined)}>
            Sign in and join
          </Button>
        )}
        {signOn !== 'required' && (
          <Button
            kind={signOn === 'none' ? 'primary' : 'standard'}
            isDisabled={join.isPending}
            onPress={() => void start(false).catch(() => undefined)}
          >
            {join.isPending ? 'Joining…' : 'Join'}
          </Button>
        )}
      </div>
    </div>
  )
}

function nameOf(systems: readonly System[], code: string): string {
  return systems.find(({ ods }) => ods === code)?.name ?? code
}
