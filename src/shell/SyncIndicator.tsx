import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ask, useAsk } from '../app/api.ts'
import { useApp } from '../app/state.tsx'
import { Reason } from '../ui/Reason.tsx'
import { pageTitle } from './pages.ts'

/** How synchronisation stands, in a few quiet words, and who else is here. Leads to the detail. */
export function SyncIndicator() {
  const { state } = useApp()
  const { data: status } = useAsk('sync.status', {})
  useTellPlace()
  useTryWhenOnline()
  // The example stays on this computer, and its status would only puzzle.
  if (!status || state.record === 'example') return null
  const { here } = status
  const people = here.map(({ name, page }) => (page ? `${name} (${page})` : name)).join(', ')
  return (
    <>
      {here.length > 0 && (
        <Reason text={people}>
          <Link to="/sync" className="top-here">
            {here.length === 1 ? `${here[0]?.name} is here` : `${here.length} others here`}
          </Link>
        </Reason>
      )}
      <span role="status">
        <Link to="/sync" className="top-sync">
          {status.words}
        </Link>
      </span>
    </>
  )
}

/** Says to others which system and page are on show. */
function useTellPlace(): void {
  const { ics } = useApp()
  const { pathname } = useLocation()
  const page = pageTitle(pathname)
  useEffect(() => {
    ask('sync.here', { ics, page }).catch(() => undefined)
  }, [ics, page])
}

/** The network is back: what waits need not wait for the next attempt. */
function useTryWhenOnline(): void {
  useEffect(() => {
    const attempt = () => void ask('sync.once', {}).catch(() => undefined)
    window.addEventListener('online', attempt)
    return () => window.removeEventListener('online', attempt)
  }, [])
}
