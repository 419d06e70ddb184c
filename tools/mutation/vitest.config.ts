import { defineConfig } from 'vitest/config'

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
    testNamePattern: /^(?!.*a success is made in one place)/, // reads the source, which is another one here
    testTimeout: 30_000,
  },
})
