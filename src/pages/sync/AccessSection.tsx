import { useState } from 'react'
import type { SharedAccess } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { formatMoment } from '../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'

/** Who comes in as whom: one's own computers, those that wait, and the log of what was done. */
export function AccessSection() {
  const { data, error, refetch } = useAsk('sync.access', {}, { staleTime: 0 })
  const again = () => void refetch()
  return (
    <>
      <section aria-labelledby="computers">
        <h2 id="computers">Your computers</h2>
        {error && <ErrorState error={error} retry={refetch} />}
        {!data && !error && <Loading />}
        {data && <Waiting waiting={data.waiting} onDone={again} />}
        <ul className="sync-refused">
          {data?.devices.map((device) => (
            <Computer key={device.id} device={device} onDone={again} />
          ))}
        </ul>
      </section>
      {data && data.keys.length > 0 && <Keys keys={data.keys} onDone={again} />}
      {data && (
        <section aria-labelledby="administration">
          <h2 id="administration">Who was let in</h2>
          <p>
            What was done about members, the latest first. Administrators see all of it, you see
            what concerns you. Nothing here can be changed.
          </p>
          {data.log.length === 0 && <EmptyState title="Nothing yet" />}
          <ol className="sync-refused">
            {data.log.map(({ seq, at, words }) => (
              <li key={seq}>
                {words} <span className="quiet">{formatMoment(at)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

/** Each computer signs what is written on it; the member's others say that it is theirs. */
function Keys({ keys, onDone }: { keys: SharedAccess['keys']; onDone: () => void }) {
  const confirm = useTell('sync.confirmKey')
  const isKnown = keys.some(({ here, standing }) => here && standing !== 'unconfirmed')
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">What signs in your name</h2>
      <p>
        Each of your computers signs what you write on it, so that nobody else can write in your
        name unseen. Its mark stands here on that computer too.
      </p>
      <ul className="sync-refused">
        {keys.map(({ publicKey, mark, here, since, standing }) => (
          <li key={publicKey}>
            <p>
              <strong>{mark}</strong> {here ? 'This computer' : 'Another computer'}, since{' '}
              {formatMoment(since)}
              {standing === 'unconfirmed' && '. None of your other computers has confirmed it.'}
            </p>
            {standing === 'unconfirmed' && !here && isKnown && (
              <>
                <p>
                  Confirm it only if the same mark stands on your other computer. If you have no
                  such computer, somebody writes in your name: tell whoever runs the server.
                </p>
                <div className="form-buttons">
                  <Button
                    isDisabled={confirm.isPending}
                    onPress={() => confirm.mutate({ publicKey }, { onSettled: onDone })}
                  >
                    Confirm that it is mine
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waiting({ waiting, onDone }: { waiting: SharedAccess['waiting']; onDone: () => void }) {
  const decide = useTell('sync.decideDevice')
  if (waiting.length === 0) return null
  return (
    <ul className="sync-refused" aria-label="Computers that wait">
      {waiting.map(({ id, name, mine, askedBy, askedAt, mayConfirm }) => (
        <li key={id}>
          <p>
            <strong>
              {mine
                ? 'A computer wants to come in as you.'
                : `A computer wants to come in as ${name}.`}
            </strong>{' '}
            {askedBy} made its invitation. It asked {formatMoment(askedAt)}.
          </p>
          <p>
            {mine
              ? 'Confirm it only if you have just joined on it yourself.'
              : mayConfirm
                ? `Confirm it only if ${name} has told you, in person or by telephone, that it is theirs.`
                : `You asked for it, so another must confirm it: ${name}, or a second administrator.`}
          </p>
          <div className="form-buttons">
            {mayConfirm && (
              <Button
                isDisabled={decide.isPending}
                onPress={() =>
                  decide.mutate({ device: id, deed: 'confirm' }, { onSettled: onDone })
                }
              >
                Confirm
              </Button>
            )}
            <Button
              kind="quiet"
              isDisabled={decide.isPending}
              onPress={() => decide.mutate({ device: id, deed: 'refuse' }, { onSettled: onDone })}
            >
              Refuse
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Computer({
  device,
  onDone,
}: {
  device: SharedAccess['devices'][number]
  onDone: () => void
}) {
  const decide = useTell('sync.decideDevice')
  const [ending, setEnding] = useState(false)
  const close = () => setEnding(false)
  return (
    <li>
      <p>
        {device.here ? 'This computer' : 'Another computer'}, since {formatMoment(device.since)}
      </p>
      {!device.here && (
        <div className="form-buttons">
          <Button kind="quiet" onPress={() => setEnding(true)}>
            End its access…
          </Button>
        </div>
      )}
      <Dialog title="End its access?" open={ending} onClose={close}>
        <p>
          Nothing more reaches that computer or comes from it. What it holds stays there. To come
          back it needs a new invitation.
        </p>
        <DialogActions>
          <Button onPress={close}>Cancel</Button>
          <Button
            kind="danger"
            isDisabled={decide.isPending}
            onPress={() =>
              decide.mutate(
                { device: device.id, deed: 'end' },
                {
                  onSettled: () => {
                    close()
                    onDone()
                  },
                },
              )
            }
          >
            End its access
          </Button>
        </DialogActions>
      </Dialog>
    </li>
  )
}
