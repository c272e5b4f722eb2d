/** The walls of the house: who may import whom. See docs/architecture.md. */
const only = (folder, allowed) => ({
  name: `walls-of-${folder.replace('/', '-')}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(domain|main|preload|src|sync-server|resources|tests|bench|bin|scripts)/',
    pathNot: `^(${[folder, ...allowed].join('|')})(/|\\.ts$)`,
  },
})

module.exports = {
  forbidden: [
    only('domain', []),
    // Pictures are pure: what draws them in the page draws them in documents too.
    only('main', ['domain', 'preload', 'src/charts/(specs|look|picture)']),
    only('preload', ['domain']),
    only('src', ['domain', 'preload', 'resources']),
    only('sync-server', ['domain']),
    {
      name: 'src-reaches-the-service-by-its-contract-alone',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^preload/',
        pathNot:
          '^preload/((metrics|workshops|strategies|practice|reports|checklist)-)?(contract|types)\\.ts$',
      },
    },
    {
      name: 'domain-touches-no-machine',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-touch-no-machine',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-dependency-in-what-ships',
      severity: 'error',
      from: { path: '^(domain|main|sync-server)/' },
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
