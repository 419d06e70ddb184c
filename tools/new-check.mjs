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
import type { Dataset } from '#evidence/dataset/types'

// A whole check, small and green: it tells images without a label. Replace what is yours.
export const check = defineCheck({
  id: '${id}',
  title: 'What is looked at',
  failureTitle: 'What is wrong when it fails',
  why: 'In one sentence, why this matters.',
  pitfalls: [2],
  cost: 'static',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'without-label': {
      text: '{count} images have no label, for example {path}',
      fix: 'Say what the person has to do.',
      severity: 'warn',
    },
  },
  references: [],
  run({ baseData, headData }) {
    const rows = unlabelled(headData)
    const before = new Set(baseData ? unlabelled(baseData).map((row) => baseData.path.get(row)) : [])
    const paths = rows.map((row) => headData.path.get(row)).sort()
    const fresh = paths.filter((path) => !before.has(path))
    const told = fresh.length > 0 ? fresh : paths
    const findings = told.length === 0 ? [] : [finding(told, fresh.length > 0 ? 'new' : 'pre-existing')]
    return { status: 'measured', metrics: [], claims: [], findings, exhibits: [] }
  },
})

function unlabelled({ label }: Dataset): number[] {
  return [...label.codes.keys()].filter((row) => label.codes[row] === -1)
}

/** \`subject\` names the thing, not where it stands; \`basis\` is what it rests on: a waiver dies when this changes. */
function finding(paths: readonly string[], age: 'new' | 'pre-existing') {
  return {
    code: 'without-label' as const,
    args: { count: paths.length, path: paths[0]! },
    about: paths.slice(0, 5).map((id) => ({ kind: 'image' as const, side: 'head' as const, id })),
    age,
    count: paths.length,
    subject: 'without-label',
    basis: paths.join('\\n'),
  }
}
`,
)
writeFileSync(
  join(folder, 'check.test.ts'),
  `import { testCheck } from '#test/check-tester'
import { side } from '#test/evidence-builders'
import { check } from './check.ts'

// What somebody commits, and what the check says of it. Every message needs a case; testCheck adds the law by itself
// (zero when nothing changed, signs flip when the sides are exchanged, rows in any order, nothing outside its inputs).
const clean = [{ path: 'a.png' }, { path: 'b.png' }]
testCheck(check, [
  { name: 'all is well', given: { base: side(clean), head: side(clean) } },
  {
    name: 'an image without a label',
    given: { base: side(clean), head: side([...clean, { path: 'c.png', label: null }]) },
    finds: ['without-label: 1 images have no label, for example c.png'],
  },
  {
    name: 'as it was before',
    given: { base: side([{ path: 'a.png', label: null }]), head: side([{ path: 'a.png', label: null }]) },
    finds: ['without-label (old): 1 images have no label, for example a.png'],
  },
])
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
console.log(`made src/checks/${id}: a whole check, green, of something else. Now
  1. write your cases in check.test.ts:   npx vitest run src/checks/${id}
  2. write its function in check.ts, its page in readme.md
  3. npm run generate && npm run build && npm run rebaseline && npm test`)
