// The direction of imports between rooms: docs/architecture.md. Everything not allowed here is forbidden.
const rooms = {
  contract: [],
  stats: [],
  formats: ['contract'],
  imaging: ['contract'],
  evidence: ['contract', 'formats', 'stats', 'imaging'],
  checks: ['contract', 'stats'],
  engine: ['contract', 'stats'],
  config: ['contract'],
  commands: ['contract'],
  render: ['contract', 'commands'],
  host: ['contract'],
}
const npm = {
  contract: 'zod',
  formats: 'yaml|fflate|fzstd',
  checks: 'zod',
  config: 'zod|yaml',
  render: 'markdown-table',
}

const forbidden = Object.entries(rooms).flatMap(([room, allowed]) => [
  {
    name: `${room}-imports`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
    to: {
      path: '^src/',
      pathNot: [
        `^src/(${[room, ...allowed].join('|')})/`,
        ...(room === 'checks' ? ['^src/evidence/[^/]+/types\\.ts$'] : []),
      ],
    },
  },
  {
    name: `${room}-packages`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: ['\\.test\\.ts$', ...(room === 'host' ? ['.'] : [])] },
    to: {
      dependencyTypes: ['core', 'npm', 'npm-dev'],
      ...(npm[room] ? { pathNot: `node_modules/(${npm[room]})/` } : {}),
    },
  },
])

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'one-check-knows-no-other',
      severity: 'error',
      from: { path: '^src/checks/([^/]+/[^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/checks/[^/]+/[^/]+/', pathNot: '^src/checks/$1/' },
    },
    {
      name: 'app-imports-no-statistics-package',
      severity: 'error',
      from: { path: '^src/app/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(onnxruntime-node|sharp)/' },
    },
    {
      name: 'product-imports-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
