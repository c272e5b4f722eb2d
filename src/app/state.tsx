import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import { carriedOn } from '../../domain/register/systems.ts'
import type { AppState, System } from '../../preload/types.ts'
import { ErrorState, Loading } from '../ui/states.tsx'
import { useAsk } from './api.ts'
import { forAnySystem } from './register-search.ts'

export interface App {
  state: AppState
  /** ODS code of the system on show. */
  ics: string
  /** Shows another system; the page stays. */
  setIcs(ods: string): void
  /** Systems that exist today. */
  systems: System[]
  /** A system's name, also of one that has since merged; its code when nobody knows it. */
  systemName(ods: string): string
  /** Whether the member may write that system's record: no longer once it has closed. */
  mayLead(ods: string): boolean
  /** Today in UK time, as the service sees it. */
  today: string
}

const AppContext = createContext<App | undefined>(undefined)

/** The application's state; only under `AppProvider`. */
export function useApp(): App {
  const app = use(AppContext)
  if (!app) throw new Error('useApp needs AppProvider above it')
  return app
}

/** Asks for the state and the systems, and shows `children` once a record is open. */
export function AppProvider({
  firstRun,
  children,
}: {
  firstRun: (systems: System[], state: AppState) => ReactNode
  children: ReactNode
}) {
  const state = useAsk('app.state', {})
  const systems = useAsk('systems.list', {})
  const failed = [state, systems].find((query) => query.isLoadingError)
  if (failed?.error) return <ErrorState error={failed.error} retry={failed.refetch} />
  if (!state.data || !systems.data) return <Loading label="Opening your record" />
  if (state.data.record === 'none') return firstRun(systems.data, state.data)
  return (
    <OpenRecord state={state.data} allSystems={systems.data}>
      {children}
    </OpenRecord>
  )
}

function OpenRecord({
  state,
  allSystems,
  children,
}: {
  state: AppState
  allSystems: System[]
  children: ReactNode
}) {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const systems = useMemo(() => allSystems.filter((system) => system.current), [allSystems])
  // An address may name a system that is gone, when the merger that made it was taken back.
  const asked = allSystems.find(({ ods }) => ods === search.ics)?.ods
  const ics = asked ?? carriedOn(allSystems, state.ics) ?? systems[0]?.ods ?? ''

  const setIcs = useCallback(
    (ods: string) => {
      void navigate({ to: '.', search: (previous) => ({ ...forAnySystem(previous), ics: ods }) })
    },
    [navigate],
  )

  const app = useMemo<App>(
    () => ({
      state,
      ics,
      setIcs,
      systems,
      systemName: (ods) => allSystems.find((system) => system.ods === ods)?.name ?? ods,
      mayLead: (ods) =>
        systems.some((system) => system.ods === ods) &&
        (state.member?.grants.includes(`lead:${ods}`) ?? false),
      today: state.today,
    }),
    [state, ics, setIcs, systems, allSystems],
  )
  return <AppContext value={app}>{children}</AppContext>
}
