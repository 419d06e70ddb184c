// Makes the folder of a new check:  npm run new-check leakage/near-duplicate
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const id = process.argv[2] ?? ''
if (!/^[a-z]+\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || /\/no-/.test(id)) {
  console.error(
    'usage: npm run new-check <family>/<name>   the noun of the failing state, kebab-case: leakage/near-duplicate',
  )
  process.exit(3)
}
const folder = join(root, 'src/checks', id)
if (existsSync(folder)) {
  console.error(`src/checks/${id} exists`)
  process.exit(1)
}
mkdirSync(folder, { recursive: true })
writeFileSync(
  join(folder, 'check.ts'),
  `import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'

export const check = defineCheck({
  id: '${id}',
  title: 'Say what is looked at',
  failureTitle: 'Say what is wrong when it fails',
  why: 'Say in one sentence why this matters.',
  pitfalls: [],
  cost: 'static',
  needs: {
    base: { evidence: 'dataset', at: 'base' },
    head: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    example: { text: '{count} images …', fix: 'Say what to do.', severity: 'warn' },
  },
  references: [],
  run(given) {
    const { base, head } = given
    const findings = head.rows > base.rows ? [] : []
    return { status: 'measured', metrics: [], claims: [], findings, exhibits: [] }
  },
})
`,
)
writeFileSync(
  join(folder, 'check.test.ts'),
  `import { testCheck } from '#test/check-tester'
import { check } from './check.ts'

// One case at least for every message; the tester adds the law (zero, swap, shuffle, purity) by itself.
testCheck(check, [])
`,
)
writeFileSync(
  join(folder, 'readme.md'),
  `<!-- generated -->
<!-- /generated -->

## What it computes

## Why

## What to do

## Options

## Limits and references
`,
)
console.log(`made src/checks/${id}: write its cases, its function, its page, then \`npm run generate\``)
