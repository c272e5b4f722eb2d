/** The walls of the house: who may import whom. See docs/architecture.md. */

/** A wing stands on itself and on the wings named, and on nothing else of ours. */
const only = (folder, allowed) => ({
  name: `walls-of-${folder.replace('/', '-')}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(domain|disk|main|preload|charts|src|sync-server|resources|tests|bench|bin|scripts)/',
    pathNot: `^(${[folder, ...allowed].join('|')})/`,
  },
})

/** Areas of the service: each stands on what is below, and on none of the others. */
const AREAS = ['register', 'metrics', 'workshops', 'strategies', 'reports', 'practice', 'checklist']
/** What areas stand on. Nothing here knows of an area. */
const BELOW_AREAS = [
  'helpers',
  'record',
  'runtime',
  'actions',
  'documents',
  'frozen',
  'imports',
  'exports',
]
/** What draws on several areas at once, for one of them or for all. */
const ABOVE_SEVERAL = ['links', 'live', 'evidence', 'pictures', 'across']

const siblings = AREAS.map((area) => ({
  name: `no-sibling-of-${area}`,
  comment: 'What several areas need goes below them; what draws on several has a folder above.',
  severity: 'error',
  from: { path: `^main/${area}/` },
  to: { path: `^main/(${AREAS.filter((other) => other !== area).join('|')})/` },
}))

module.exports = {
  forbidden: [
    only('domain', []),
    // Pictures are pure: what draws them in the page draws them in documents too.
    only('charts', ['domain', 'preload']),
    // What service and server ask of a disk alike.
    only('disk', []),
    only('main', ['domain', 'disk', 'preload', 'charts']),
    only('preload', ['domain']),
    only('src', ['domain', 'preload', 'charts', 'resources']),
    only('sync-server', ['domain', 'disk']),
    {
      name: 'src-reaches-the-service-by-its-contract-alone',
      severity: 'error',
      from: { path: '^(src|charts)/' },
      to: {
        path: '^preload/',
        pathNot:
          '^preload/((metrics|workshops|strategies|practice|reports|checklist|tracker|replies)-)?(contract|types)\\.ts$',
      },
    },
    {
      name: 'domain-touches-no-machine',
      severity: 'error',
      from: { path: '^(domain|charts)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-touch-no-machine',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    ...siblings,
    {
      name: 'nothing-below-areas-knows-an-area',
      severity: 'error',
      from: { path: `^main/(${BELOW_AREAS.join('|')})/` },
      to: { path: `^main/(${[...AREAS, ...ABOVE_SEVERAL].join('|')})/` },
    },
    {
      name: 'no-page-stands-on-another',
      comment: 'What several pages need is in src/pages/shared.',
      severity: 'error',
      from: { path: '^src/pages/([^/]+)/', pathNot: '^src/pages/shared/' },
      to: { path: '^src/pages/[^/]+/', pathNot: '^src/pages/($1|shared)/' },
    },
    {
      name: 'what-pages-share-knows-no-page',
      severity: 'error',
      from: { path: '^src/pages/shared/' },
      to: { path: '^src/pages/', pathNot: '^src/pages/shared/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circles-of-folders',
      comment: 'Folders stand on floors: what two need from each other goes below both, or above.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-development-dependency-in-what-ships',
      severity: 'error',
      from: { path: '^(domain|disk|main|charts|sync-server)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/electron/',
      },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
