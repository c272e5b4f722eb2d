import { useState } from 'react'
import type { BackupFile } from '../../../preload/types.ts'
import { queryClient, useAsk, useTell } from '../../app/api.ts'
import { toast } from '../../app/toast.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { ago, formatBytes, formatMoment } from '../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'

/** Backups of the open record: make one, and go back to one. */
export function BackupsSection() {
  const backups = useAsk('record.backups', {})
  const backup = useTell('record.backup')
  const [restoring, setRestoring] = useState<BackupFile | null>(null)
  return (
    <section aria-labelledby="backups">
      <h2 id="backups">Backups</h2>
      <Button
        isDisabled={backup.isPending}
        onPress={() =>
          backup.mutate(
            {},
            {
              onSuccess: ({ path }) => {
                toast({ text: `Backed up to ${path}` })
                void queryClient.invalidateQueries({ queryKey: ['record.backups'] })
                void queryClient.invalidateQueries({ queryKey: ['record.info'] })
              },
            },
          )
        }
      >
        {backup.isPending ? 'Backing up…' : 'Back up now'}
      </Button>
      {backups.error && <ErrorState error={backups.error} retry={backups.refetch} />}
      {backups.isPending && <Loading />}
      {backups.data?.length === 0 && (
        <EmptyState title="No backup yet">
          A backup is a whole copy of your record in one file. Keep one on another drive.
        </EmptyState>
      )}
      {backups.data && backups.data.length > 0 && (
        <table className="settings-backups">
          <thead>
            <tr>
              <th>Made</th>
              <th>Size</th>
              <th>File</th>
              <th>
                <span className="visually-hidden">Restore</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.data.map((file) => (
              <tr key={file.path}>
                <td>
                  {formatMoment(file.at)} <span className="quiet">({ago(file.at)})</span>
                </td>
                <td className="numbers">{formatBytes(file.bytes)}</td>
                <td className="settings-path">{file.path}</td>
                <td>
                  <Button
                    kind="quiet"
                    aria-label={`Restore the backup of ${formatMoment(file.at)}`}
                    onPress={() => setRestoring(file)}
                  >
                    Restore…
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Dialog
        title="Go back to this backup?"
        open={restoring !== null}
        onClose={() => setRestoring(null)}
      >
        {restoring && <Restore file={restoring} onDone={() => setRestoring(null)} />}
      </Dialog>
    </section>
  )
}

function Restore({ file, onDone }: { file: BackupFile; onDone: () => void }) {
  const restore = useTell('record.restore')
  return (
    <>
      <p>
        Your record becomes what it was on {formatMoment(file.at)}. What you changed since then goes
        out of sight; the record as it is now is kept in a file of its own.
      </p>
      <DialogActions>
        <Button onPress={onDone}>Cancel</Button>
        <Button
          kind="danger"
          isDisabled={restore.isPending}
          onPress={() =>
            restore.mutate(
              { from: file.path },
              {
                onSuccess: () => {
                  void queryClient.invalidateQueries()
                  onDone()
                },
              },
            )
          }
        >
          {restore.isPending ? 'Restoring…' : 'Restore'}
        </Button>
      </DialogActions>
    </>
  )
}
