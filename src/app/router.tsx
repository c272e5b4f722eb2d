import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { z } from 'zod'
import { ODS_CODE } from '../../domain/record/stream.ts'
import { RegisterFilter } from '../../preload/contract.ts'
import { AcrossPage } from '../pages/across/AcrossPage.tsx'
import { ActionPage } from '../pages/action/ActionPage.tsx'
import { ConflictsPage } from '../pages/conflicts/ConflictsPage.tsx'
import { ExchangePage } from '../pages/exchange/ExchangePage.tsx'
import { StartPage } from '../pages/first-run/StartPage.tsx'
import { ImportReportPage } from '../pages/import/ImportReportPage.tsx'
import { LearningPage } from '../pages/learning/LearningPage.tsx'
import { MySystemPage } from '../pages/my-system/MySystemPage.tsx'
import { ChasePage } from '../pages/owners/ChasePage.tsx'
import { OwnersPage } from '../pages/owners/OwnersPage.tsx'
import { RegisterPage } from '../pages/register/RegisterPage.tsx'
import { SettingsPage } from '../pages/settings/SettingsPage.tsx'
import { ErrorState } from '../ui/states.tsx'
import { App } from './App.tsx'

/** Addresses. They stand after the `#`, so that they work from a file and over loopback alike. */

const root = createRootRoute({
  component: App,
  /** The system on show is part of every address, so that an address can be copied. */
  validateSearch: z.object({ ics: z.string().regex(ODS_CODE).optional().catch(undefined) }),
  search: { middlewares: [retainSearchParams(['ics'])] },
  notFoundComponent: () => <Navigate to="/my-system" />,
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/my-system', search })
  },
})
const page = <Path extends string>(path: Path, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component })

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: RegisterPage,
  // An address with a filter nobody knows shows everything, rather than an error.
  validateSearch: z.object(RegisterFilter.shape).catch({}),
})
const learning = createRoute({
  getParentRoute: () => root,
  path: '/learning',
  component: LearningPage,
  validateSearch: z.object({ search: z.string().max(200).optional().catch(undefined) }),
})
/** The same list with one action beside it. */
const registerAction = createRoute({ getParentRoute: () => register, path: '$reference' })

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    register.addChildren([registerAction]),
    page('/my-system', MySystemPage),
    page('/across', AcrossPage),
    page('/action/$reference', ActionPage),
    page('/owners', OwnersPage),
    page('/chase', ChasePage),
    page('/conflicts', ConflictsPage),
    learning,
    page('/settings', SettingsPage),
    page('/start', StartPage),
    page('/import/report', ImportReportPage),
    page('/exchange', ExchangePage),
  ]),
  history: createHashHistory(),
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorState error={error instanceof Error ? error : { message: String(error) }} retry={reset} />
  ),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
