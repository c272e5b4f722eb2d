import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  type RouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { z } from 'zod'
import { HIT_KINDS } from '../../domain/finding/kinds.ts'
import { IsoDate } from '../../domain/record/entry.ts'
import { ODS_CODE } from '../../domain/record/stream.ts'
import { RegisterFilter } from '../../preload/contract.ts'
import { REPORT_VIEWS } from '../pages/reports/views.ts'
import { STRATEGY_VIEWS } from '../pages/strategies/views.ts'
import { ErrorState } from '../ui/states.tsx'
import { App } from './App.tsx'
import { lazyPage } from './lazy-page.ts'

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
  after: lazyPage(() => import('../pages/workshops/AfterPage.tsx'), 'AfterPage'),
  across: lazyPage(() => import('../pages/across/AcrossPage.tsx'), 'AcrossPage'),
  action: lazyPage(() => import('../pages/register/action/ActionPage.tsx'), 'ActionPage'),
  challenges: lazyPage(() => import('../pages/challenges/ChallengesPage.tsx'), 'ChallengesPage'),
  checklist: lazyPage(() => import('../pages/checklist/ChecklistPage.tsx'), 'ChecklistPage'),
  checklistAnswer: lazyPage(() => import('../pages/checklist/AnswerPage.tsx'), 'AnswerPage'),
  checklistRound: lazyPage(() => import('../pages/checklist/RoundPage.tsx'), 'RoundPage'),
  chase: lazyPage(() => import('../pages/owners/ChasePage.tsx'), 'ChasePage'),
  bringBack: lazyPage(() => import('../pages/settings/BringBackPage.tsx'), 'BringBackPage'),
  conflicts: lazyPage(() => import('../pages/conflicts/ConflictsPage.tsx'), 'ConflictsPage'),
  exchange: lazyPage(() => import('../pages/exchange/ExchangePage.tsx'), 'ExchangePage'),
  importReport: lazyPage(() => import('../pages/import/ImportReportPage.tsx'), 'ImportReportPage'),
  importMetrics: lazyPage(
    () => import('../pages/metrics/ImportMetricsPage.tsx'),
    'ImportMetricsPage',
  ),
  learning: lazyPage(() => import('../pages/learning/LearningPage.tsx'), 'LearningPage'),
  mapping: lazyPage(() => import('../pages/mapping/MappingPage.tsx'), 'MappingPage'),
  metric: lazyPage(() => import('../pages/metrics/MetricPage.tsx'), 'MetricPage'),
  metrics: lazyPage(() => import('../pages/metrics/MetricsPage.tsx'), 'MetricsPage'),
  mySystem: lazyPage(() => import('../pages/my-system/MySystemPage.tsx'), 'MySystemPage'),
  owners: lazyPage(() => import('../pages/owners/OwnersPage.tsx'), 'OwnersPage'),
  register: lazyPage(() => import('../pages/register/RegisterPage.tsx'), 'RegisterPage'),
  replies: lazyPage(() => import('../pages/replies/RepliesPage.tsx'), 'RepliesPage'),
  report: lazyPage(() => import('../pages/reports/ReportPage.tsx'), 'ReportPage'),
  reports: lazyPage(() => import('../pages/reports/ReportsPage.tsx'), 'ReportsPage'),
  run: lazyPage(() => import('../pages/workshops/RunPage.tsx'), 'RunPage'),
  scorecard: lazyPage(() => import('../pages/metrics/ScorecardPage.tsx'), 'ScorecardPage'),
  search: lazyPage(() => import('../pages/search/SearchPage.tsx'), 'SearchPage'),
  session: lazyPage(() => import('../pages/workshops/SessionPage.tsx'), 'SessionPage'),
  settings: lazyPage(() => import('../pages/settings/SettingsPage.tsx'), 'SettingsPage'),
  start: lazyPage(() => import('../pages/first-run/StartPage.tsx'), 'StartPage'),
  strategies: lazyPage(() => import('../pages/strategies/StrategiesPage.tsx'), 'StrategiesPage'),
  strategy: lazyPage(() => import('../pages/strategies/StrategyPage.tsx'), 'StrategyPage'),
  sync: lazyPage(() => import('../pages/sync/SyncPage.tsx'), 'SyncPage'),
  workshops: lazyPage(() => import('../pages/workshops/WorkshopsPage.tsx'), 'WorkshopsPage'),
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
const owners = createRoute({
  getParentRoute: () => root,
  path: '/owners',
  component: PAGES.owners,
  /** Words that the owners on show are known by. */
  validateSearch: z.object({ find: text }),
})
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
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  component: PAGES.search,
  validateSearch: z.object({
    words: text,
    kind: z.enum(HIT_KINDS).optional().catch(undefined),
    /** Whose: this system's alone, or everybody's. */
    whose: z.literal('all').optional().catch(undefined),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
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
    lock: text,
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
    owners,
    page('/chase', PAGES.chase),
    page('/replies', PAGES.replies),
    page('/bring-back', PAGES.bringBack),
    page('/conflicts', PAGES.conflicts),
    learning,
    search,
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
  defaultErrorComponent: ({ error }) => (
    <ErrorState
      error={error instanceof Error ? error : { message: String(error) }}
      // Not `reset`: it would draw the same failure again, without asking for the page anew.
      retry={() => router.invalidate()}
    />
  ),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
