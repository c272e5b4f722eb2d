import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { JoinForm } from '../shared/JoinForm.tsx'
import { AccessSection } from './AccessSection.tsx'
import { RefusedList } from './RefusedList.tsx'
import { SharingSection } from './SharingSection.tsx'
import { SupportLog } from './SupportLog.tsx'
import '../shared/sync.css'

/** Sharing the record: joining, how it stands, what the server would not take, the log. */
export function SyncPage() {
  const { state } = useApp()
  const { data: status, error, refetch } = useAsk('sync.status', {})
  if (state.record === 'example') {
    return (
      <Page title="Synchronisation">
        <EmptyState title="The example is not shared">
          It stays on this computer. Go to your own record to share it with others.
        </EmptyState>
      </Page>
    )
  }
  const mustJoin = status?.state === 'not-joined' || status?.state === 'credential-expired'
  return (
    <Page title="Synchronisation">
      <div className="sync">
        {error && <ErrorState error={error} retry={refetch} />}
        {!status && !error && <Loading />}
        {mustJoin && (
          <section aria-labelledby="join">
            <h2 id="join">Join with an invitation</h2>
            {status.problem && <p className="task-problem">{status.problem}</p>}
            <JoinForm />
          </section>
        )}
        {status && status.state !== 'not-joined' && <SharingSection status={status} />}
        {status && status.refused > 0 && <RefusedList />}
        {status?.server && !mustJoin && <AccessSection />}
        {status && <SupportLog />}
      </div>
    </Page>
  )
}
