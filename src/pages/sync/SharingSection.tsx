import { useState } from 'react'
import type { SyncStatus } from '../../../preload/types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { formatMoment, plural } from '../../ui/format.ts'

/** How synchronisation stands, in full, with the ways to hurry it and to end it. */
export function SharingSection({ status }: { status: SyncStatus }) {
  const { systemName } = useApp()
  const once = useTell('sync.once')
  const [leaving, setLeaving] = useState(false)
  return (
    <section aria-labelledby="sharing">
      <h2 id="sharing">{status.words}</h2>
      {status.problem && <p className="task-problem">{status.problem}</p>}
      {status.clock && <p className="task-problem">{status.clock}</p>}
      <dl className="sync-facts">
        <dt>Server</dt>
        <dd>{status.server}</dd>
        <dt>Waiting to be sent</dt>
        <dd>{plural(status.waiting, 'change')}</dd>
        <dt>Last exchanged</dt>
        <dd>{status.syncedAt ? formatMoment(status.syncedAt) : 'Not yet'}</dd>
        <dt>Here now</dt>
        <dd>
          {status.here.length === 0 && 'Nobody else'}
          <ul>
            {status.here.map(({ member, name, ics, page }) => (
              <li key={member}>
                {[name, ics && systemName(ics), page].filter(Boolean).join(', ')}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <div className="form-buttons">
        {status.state !== 'credential-expired' && (
          <Button isDisabled={once.isPending} onPress={() => once.mutate({})}>
            {once.isPending ? 'Exchanging…' : 'Exchange now'}
          </Button>
        )}
        <Button kind="quiet" onPress={() => setLeaving(true)}>
          Stop sharing…
        </Button>
      </div>
      <Dialog title="Stop sharing?" open={leaving} onClose={() => setLeaving(false)}>
        <Leave waiting={status.waiting} onDone={() => setLeaving(false)} />
      </Dialog>
    </section>
  )
}

function Leave({ waiting, onDone }: { waiting: number; onDone: () => void }) {
  const leave = useTell('sync.leave')
  return (
    <>
      <p>
        Access to the server is wiped from this computer. Everything you have stays here, but you no
        longer see what others write, and they no longer see what you write. To come back you need a
        new invitation.
      </p>
      {waiting > 0 && <p>{plural(waiting, 'change')} of yours would not reach the others.</p>}
      <DialogActions>
        <Button onPress={onDone}>Cancel</Button>
        <Button
          kind="danger"
          isDisabled={leave.isPending}
          onPress={() => leave.mutate({}, { onSuccess: onDone })}
        >
          Stop sharing
        </Button>
      </DialogActions>
    </>
  )
}
