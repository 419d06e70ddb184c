import { defineConfig } from 'vitest/config'

/** It reads the source, which is another one here. */
const READS_SOURCE = 'a success is made in one place'
/** Seconds of work for every mutant that they meet; what they hold, the small tests say as well. */
const SLOW = ['a bomb', 'whatever is written']

// The tests that are about the mutated files, and take seconds: not those that start the built action.
export default defineConfig({
  test: {
    include: [
      'src/engine/*.test.ts',
      'src/commands/*.test.ts',
      'src/app/action/*.test.ts',
      'src/host/github/*.test.ts',
      'src/render/escape.test.ts',
    ],
    exclude: ['src/engine/operating-characteristics.test.ts'],
    testNamePattern: new RegExp(`^(?!.*(${[READS_SOURCE, ...SLOW].join('|')}))`),
    testTimeout: 30_000,
  },
})
