import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { z } from 'zod'
import { ODS_CODE } from '../../domain/record/stream.ts'
import { RegisterFilter } from '../../preload/contract.ts'
import { REPORT_VIEWS } from '../pages/reports/views.ts'
import { STRATEGY_VIEWS } from '../pages/strategies/views.ts'
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

/** Pages come when they are first wanted, so that the first one is on show the sooner. */
const PAGES = {
  after: lazyRouteComponent(() => import('../pages/workshops/AfterPage.tsx'), 'AfterPage'),
  across: lazyRouteComponent(() => import('../pages/across/AcrossPage.tsx'), 'AcrossPage'),
  action: lazyRouteComponent(() => import('../pages/action/ActionPage.tsx'), 'ActionPage'),
  challenges: lazyRouteComponent(
    () => import('../pages/challenges/ChallengesPage.tsx'),
    'ChallengesPage',
  ),
  checklist: lazyRouteComponent(
    () => import('../pages/checklist/ChecklistPage.tsx'),
    'ChecklistPage',
  ),
  checklistAnswer: lazyRouteComponent(
    () => import('../pages/checklist/AnswerPage.tsx'),
    'AnswerPage',
  ),
  checklistRound: lazyRouteComponent(() => import('../pages/checklist/RoundPage.tsx'), 'RoundPage'),
  chase: lazyRouteComponent(() => import('../pages/owners/ChasePage.tsx'), 'ChasePage'),
  conflicts: lazyRouteComponent(
    () => import('../pages/conflicts/ConflictsPage.tsx'),
    'ConflictsPage',
  ),
  exchange: lazyRouteComponent(() => import('../pages/exchange/ExchangePage.tsx'), 'ExchangePage'),
  importReport: lazyRouteComponent(
    () => import('../pages/import/ImportReportPage.tsx'),
    'ImportReportPage',
  ),
  importMetrics: lazyRouteComponent(
    () => import('../pages/metrics/ImportMetricsPage.tsx'),
    'ImportMetricsPage',
  ),
  learning: lazyRouteComponent(() => import('../pages/learning/LearningPage.tsx'), 'LearningPage'),
  mapping: lazyRouteComponent(() => import('../pages/mapping/MappingPage.tsx'), 'MappingPage'),
  metric: lazyRouteComponent(() => import('../pages/metrics/MetricPage.tsx'), 'MetricPage'),
  metrics: lazyRouteComponent(() => import('../pages/metrics/MetricsPage.tsx'), 'MetricsPage'),
  mySystem: lazyRouteComponent(() => import('../pages/my-system/MySystemPage.tsx'), 'MySystemPage'),
  owners: lazyRouteComponent(() => import('../pages/owners/OwnersPage.tsx'), 'OwnersPage'),
  register: lazyRouteComponent(() => import('../pages/register/RegisterPage.tsx'), 'RegisterPage'),
  report: lazyRouteComponent(() => import('../pages/reports/ReportPage.tsx'), 'ReportPage'),
  reports: lazyRouteComponent(() => import('../pages/reports/ReportsPage.tsx'), 'ReportsPage'),
  run: lazyRouteComponent(() => import('../pages/workshops/RunPage.tsx'), 'RunPage'),
  scorecard: lazyRouteComponent(
    () => import('../pages/metrics/ScorecardPage.tsx'),
    'ScorecardPage',
  ),
  session: lazyRouteComponent(() => import('../pages/workshops/SessionPage.tsx'), 'SessionPage'),
  settings: lazyRouteComponent(() => import('../pages/settings/SettingsPage.tsx'), 'SettingsPage'),
  start: lazyRouteComponent(() => import('../pages/first-run/StartPage.tsx'), 'StartPage'),
  strategies: lazyRouteComponent(
    () => import('../pages/strategies/StrategiesPage.tsx'),
    'StrategiesPage',
  ),
  strategy: lazyRouteComponent(
    () => import('../pages/strategies/StrategyPage.tsx'),
    'StrategyPage',
  ),
  sync: lazyRouteComponent(() => import('../pages/sync/SyncPage.tsx'), 'SyncPage'),
  workshops: lazyRouteComponent(
    () => import('../pages/workshops/WorkshopsPage.tsx'),
    'WorkshopsPage',
  ),
}

/** Fetches the pages not shown yet, so that none is missing should the host be closed meanwhile. */
export async function fetchAllPages(): Promise<void> {
  await Promise.all(Object.values(PAGES).map((component) => component.preload?.()))
}

const page = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component })

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: PAGES.register,
  // An address with a filter nobody knows shows everything, rather than an error.
  validateSearch: z.object(RegisterFilter.shape).catch({}),
})
const text = z.string().max(200).optional().catch(undefined)
const strategy = createRoute({
  getParentRoute: () => root,
  path: '/strategies/$id',
  component: PAGES.strategy,
  validateSearch: z.object({
    view: z.enum(STRATEGY_VIEWS).optional().catch(undefined),
    /** The text that is read, and the one before it that it is compared with. */
    version: text,
    before: text,
  }),
})
const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$id',
  component: PAGES.report,
  validateSearch: z.object({
    view: z.enum(REPORT_VIEWS).optional().catch(undefined),
    section: text,
    /** Key of the figure whose origin is shown. */
    figure: text,
    /** Where the figure is looked up, when that is not the freeze the report speaks from. */
    freeze: text,
  }),
})
const learning = createRoute({
  getParentRoute: () => root,
  path: '/learning',
  component: PAGES.learning,
  validateSearch: z.object({
    view: z.enum(['studies', 'network']).optional().catch(undefined),
    search: text,
    /** Key of the case study to read, `report:12`. */
    study: text,
  }),
})
const mapping = createRoute({
  getParentRoute: () => root,
  path: '/strategies/mapping',
  component: PAGES.mapping,
  validateSearch: z.object({
    view: z.enum(['matrix', 'own', 'joint']).optional().catch(undefined),
    /** What is looked at: `priority:3` or `focus-area:HS1`. */
    row: text,
  }),
})
const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics',
  component: PAGES.metrics,
  validateSearch: z.object({
    view: z.enum(['all', 'map', 'warnings']).optional().catch(undefined),
    /** The metric on the map. */
    of: text,
    period: text,
  }),
})
const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$metric',
  component: PAGES.metric,
  validateSearch: z.object({
    area: text,
    sex: text,
    age: text,
    period: text,
    by: text,
    rebase: text,
    screen: z.literal('off').optional().catch(undefined),
  }),
})
/** The same list with one action beside it. */
const registerAction = createRoute({ getParentRoute: () => register, path: '$reference' })

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    register.addChildren([registerAction]),
    page('/my-system', PAGES.mySystem),
    page('/across', PAGES.across),
    page('/action/$reference', PAGES.action),
    page('/owners', PAGES.owners),
    page('/chase', PAGES.chase),
    page('/conflicts', PAGES.conflicts),
    learning,
    mapping,
    metrics,
    metric,
    page('/metrics/system', PAGES.scorecard),
    page('/metrics/import', PAGES.importMetrics),
    page('/workshops', PAGES.workshops),
    page('/workshops/$session', PAGES.session),
    page('/workshops/$session/run', PAGES.run),
    page('/workshops/$session/after', PAGES.after),
    page('/strategies', PAGES.strategies),
    strategy,
    page('/reports', PAGES.reports),
    report,
    page('/checklist', PAGES.checklist),
    page('/checklist/$round', PAGES.checklistRound),
    page('/checklist/$round/answer', PAGES.checklistAnswer),
    page('/challenges', PAGES.challenges),
    page('/settings', PAGES.settings),
    page('/sync', PAGES.sync),
    page('/start', PAGES.start),
    page('/import/report', PAGES.importReport),
    page('/exchange', PAGES.exchange),
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
