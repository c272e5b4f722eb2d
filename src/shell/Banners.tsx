import { Link } from '@tanstack/react-router'
import { useTell } from '../app/api.ts'
import { useLink } from '../app/link.ts'
import { useApp } from '../app/state.tsx'
import { Button } from '../ui/Button.tsx'

/** What the person must know whatever page they are on: example data, and the service's notices. */
export function Banners() {
  const { state } = useApp()
  const switchRecord = useTell('record.switch')
  const dismiss = useTell('notice.dismiss')
  const isUp = useLink()
  if (isUp && state.record !== 'example' && state.notices.length === 0) return null
  return (
    <section className="banners" aria-label="Notices">
      {!isUp && (
        <div className="banner banner-problem">
          <p>
            <strong>Accord has stopped.</strong> Start it again: this page then goes on by itself.
            Until then nothing is saved, and what you type stays here as a draft.
          </p>
        </div>
      )}
      {state.record === 'example' && (
        <div className="banner banner-example">
          <p>
            <strong>Example data: invented.</strong> Try anything; none of it is real or shared.
          </p>
          {state.has.own ? (
            <Button kind="quiet" onPress={() => switchRecord.mutate({ to: 'own' })}>
              Go to your own record
            </Button>
          ) : (
            <Link to="/start">Start your own record</Link>
          )}
        </div>
      )}
      {state.notices.map((notice) => (
        <div
          key={notice.id}
          className={`banner banner-${notice.level}`}
          role={notice.level === 'information' ? 'status' : 'alert'}
        >
          <p>{notice.text}</p>
          <Button kind="quiet" onPress={() => dismiss.mutate({ id: notice.id })}>
            Dismiss
          </Button>
        </div>
      ))}
    </section>
  )
}
