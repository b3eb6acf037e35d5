const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    },
    module: { type: 'es6' },
  },
]

/** One project a kind of test; only `unit` runs without the embedded Postgres. */
const project = (name, more = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': swc },
  ...more,
})

const database = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
}

export default {
  projects: [
    project('unit'),
    project('integration', database),
    project('contract', database),
    project('e2e', database),
  ],
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.js'],
  testTimeout: 60_000,
}
