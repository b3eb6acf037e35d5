/** The import rules of ARCHITECTURE.md. Each rule says why it is there. */
const pureIo =
  '^(node:)?(fs|fs/promises|net|http|https|http2|dns|dns/promises|child_process|cluster|worker_threads|tls|dgram|os|process|readline|timers|timers/promises)$'
const drivers = 'node_modules/(pg|bullmq|ioredis|undici|fastify|nodemailer|workerpool)/'
const nouns = '^src/(text|feeds|articles|stories|digests|deliveries|search|watches)/'

const drawers = ['utils', 'helpers', 'common', 'manager', 'service'].map((name) => `/${name}`)

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that one of them knows too much.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nouns-are-pure',
      comment:
        'Domain code gets clock, randomness, database and network passed in, so that it can be tested without them.',
      severity: 'error',
      from: { path: nouns },
      to: { path: pureIo },
    },
    {
      name: 'nouns-know-no-driver',
      comment: 'A repository speaks to the database port; the driver belongs to src/db and nobody else.',
      severity: 'error',
      from: { path: `${nouns}|^src/(http|cli)/|^workers/` },
      to: { path: drivers, pathNot: 'node_modules/fastify/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'fastify-only-in-http',
      comment: 'The HTTP server is one port; the domain must not see requests.',
      severity: 'error',
      from: { pathNot: '^(src/http|src/press|tests|bench)/' },
      to: { path: 'node_modules/fastify/' },
    },
    {
      name: 'repository-of-its-own-noun',
      comment: 'Queries stand beside their domain; a repository that calls another noun hides a join or a transaction.',
      severity: 'error',
      from: { path: '^src/([a-z]+)/repository' },
      to: { path: '^src/[a-z]+/repository', pathNot: '^src/$1/' },
    },
    {
      name: 'ports-know-no-noun',
      comment: 'db, queue, mail and fetch are adapters: they can be swapped only while they know nothing of news.',
      severity: 'error',
      from: { path: '^src/(db|queue|mail|fetch)/' },
      to: { path: `${nouns}|^src/(http|cli|press)/|^workers/` },
    },
    {
      name: 'workers-speak-through-jobs',
      comment: 'One worker starts another by a job, so that each may run in its own process.',
      severity: 'error',
      from: { path: '^workers/(?!index)' },
      to: { path: '^workers/|^src/(http|cli)/' },
    },
    {
      name: 'only-the-entry-starts-the-command-line',
      comment: 'src/main.ts is the entry; nothing may depend on it.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'no-drawer-of-odds',
      comment: 'A file called utils, helpers, common, manager or service has no idea of its own.',
      severity: 'error',
      from: {},
      to: { path: drawers.flatMap((name) => [`^src/.*${name}[.]ts$`, `^src/.*${name}/`, `^workers.*${name}[.]ts$`]) },
    },
    {
      name: 'no-barrels',
      comment: 'A barrel loads a whole folder to reach one function and hides where things stand.',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
