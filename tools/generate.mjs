// Writes what is derived from the code: registries, tables of the README, heads of check pages, the configuration's
// JSON schema, the lock of natives.
//   node tools/generate.mjs            write
//   node tools/generate.mjs --check    fail when anything would change
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nativesLock } from './natives-lock.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')
const stale = []

function folders(path) {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function camel(words) {
  return words.replace(/[-/](\w)/g, (_, letter) => letter.toUpperCase())
}

function put(path, text) {
  const before = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
  if (before === text) return
  stale.push(path)
  if (!check) writeFileSync(join(root, path), text)
}

const HEAD = '// Written by tools/generate.mjs from the folders beside it.\n'

const checkIds = folders('src/checks')
  .flatMap((family) => folders(`src/checks/${family}`).map((name) => `${family}/${name}`))
  .filter((id) => existsSync(join(root, 'src/checks', id, 'check.ts')))
put(
  'src/checks/registry.generated.ts',
  `${HEAD}import type { AnyCheck } from '#contract/check'\n${checkIds
    .map((id) => `import { check as ${camel(id)} } from './${id}/check.ts'\n`)
    .join('')}\nexport const checks: readonly AnyCheck[] = [\n${checkIds.map((id) => `  ${camel(id)},\n`).join('')}]\n`,
)

const evidenceIds = folders('src/evidence').filter((id) => existsSync(join(root, 'src/evidence', id, 'evidence.ts')))
put(
  'src/evidence/registry.generated.ts',
  `${HEAD}import type { AnyEvidence } from '#contract/evidence'\n${evidenceIds
    .map((id) => `import { evidence as ${camel(id)} } from './${id}/evidence.ts'\n`)
    .join(
      '',
    )}\nexport const evidence: readonly AnyEvidence[] = [\n${evidenceIds.map((id) => `  ${camel(id)},\n`).join('')}]\n`,
)

const workflows = Object.fromEntries(
  ['single.yml', 'cv-gate.yml', 'cv-gate-bot.yml'].map((name) => [
    name,
    readFileSync(join(root, 'examples/workflows', name), 'utf8'),
  ]),
)
put(
  'src/app/init/workflows.generated.ts',
  `// Written by tools/generate.mjs from examples/workflows.\nexport const WORKFLOWS = ${JSON.stringify(workflows, null, 2)} as const\n`,
)

put('src/host/natives-lock.generated.json', `${JSON.stringify(nativesLock(), null, 2)}\n`)

if (!process.argv.includes('--registries')) {
  const described = spawnSync(process.execPath, [join(root, 'tools/run.mjs'), join(root, 'tools/describe.ts')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (described.status !== 0) {
    console.error(described.stderr)
    process.exit(1)
  }
  const { sections, pages, schema } = JSON.parse(described.stdout)
  let readme = readFileSync(join(root, 'README.md'), 'utf8')
  for (const [name, text] of Object.entries(sections)) {
    const pattern = new RegExp(`(<!-- generated:${name} -->\n)[\\s\\S]*?(<!-- /generated:${name} -->)`)
    if (!pattern.test(readme)) throw new Error(`README.md lacks the section generated:${name}`)
    readme = readme.replace(pattern, (_, open, close) => `${open}${text}\n${close}`)
  }
  put('README.md', readme)
  for (const [id, text] of Object.entries(pages)) {
    const path = `src/checks/${id}/readme.md`
    const page = readFileSync(join(root, path), 'utf8')
    const pattern = /(<!-- generated -->)[\s\S]*?(<!-- \/generated -->)/
    if (!pattern.test(page)) throw new Error(`${path} lacks the markers <!-- generated --> and <!-- /generated -->`)
    put(
      path,
      page.replace(pattern, (_, open, close) => `${open}\n${text}\n${close}`),
    )
  }
  put('dist/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`)
}

if (stale.length > 0) console.log(`${check ? 'stale' : 'written'}: ${stale.join(', ')}`)
if (check && stale.length > 0) {
  console.error('Run `npm run generate` and commit what it writes.')
  process.exit(1)
}
