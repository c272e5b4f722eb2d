import { Outlet } from '@tanstack/react-router'
import { AppProvider } from '../app/state.tsx'
import { Toasts } from '../app/toast.tsx'
import { useDrafts } from '../forms/useDrafts.ts'
import { FirstRunPage } from '../pages/first-run/FirstRunPage.tsx'
import { NumberQuestion } from './NumberQuestion.tsx'
import { Shell } from './Shell.tsx'

/** The first run, or the shell around the page on show. */
export function App() {
  useDrafts()
  return (
    <>
      <AppProvider firstRun={(systems) => <FirstRunPage systems={systems} />}>
        <Shell>
          <Outlet />
        </Shell>
      </AppProvider>
      <Toasts />
      <NumberQuestion />
    </>
  )
}
