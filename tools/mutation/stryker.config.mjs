import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

export default {
  testRunner: 'vitest',
  plugins: [resolve('@stryker-mutator/vitest-runner')],
  vitest: { configFile: 'tools/mutation/vitest.config.ts' },
  mutate: [
    'src/engine/claims.ts',
    'src/engine/exit.ts',
    'src/engine/findings.ts',
    'src/engine/verdict.ts',
    'src/engine/waivers.ts',
    'src/render/escape.ts',
    'src/commands/grammar.ts',
    'src/commands/rights.ts',
    'src/host/github/generation.ts',
    'src/host/github/identity.ts',
    'src/host/github/retry.ts',
    'src/app/action/waivers.ts',
  ],
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: 'node_modules/.cache/mutation.html' },
  thresholds: { high: 95, low: 92, break: 90 },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  tempDirName: '.tmp/stryker',
  ignorePatterns: ['fixtures', 'dist', 'bench', 'tools/mutation/node_modules', '.tmp'],
}
