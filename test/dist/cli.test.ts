import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Report, reportSchema } from '#contract/report'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { DIST, FIXTURES, ROOT } from '#test/built'
import { cli } from '#test/cli'
import { colours, SmallRepository } from '#test/small-repository'
import { VERSION } from '../../src/version.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const built = new Map<string, Promise<ScratchRepository>>()
function fixture(theme: string, name: string): Promise<ScratchRepository> {
  const key = `${theme}-${name}`
  const made = built.get(key) ?? buildRepository(join(FIXTURES, theme), name, join(folder, key))
  built.set(key, made)
  return made
}
const reportOf = (path: string): Report =>
  reportSchema.parse(JSON.parse(readFileSync(join(path, 'report.json'), 'utf8')))

describe('help', () => {
  test('--help, --version and the help of each command', async () => {
    const help = await cli(folder, ['--help'])
    expect([help.code, help.stderr]).toEqual([0, ''])
    for (const name of ['init', 'run', 'plan', 'doctor', 'explain', 'list', 'demo']) {
      expect(help.stdout).toContain(`cv-gate ${name}`)
      const own = await cli(folder, [name, '--help'])
      expect([own.code, own.stdout.startsWith(`cv-gate ${name}`)]).toEqual([0, true])
    }
    for (const exit of ['0  passed', '1  blocked', '2  unverified', '3  wrong']) expect(help.stdout).toContain(exit)
    expect(await cli(folder, ['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' })
    expect((await cli(folder, [])).code).toBe(3)
  })

  test.each<[string[], string]>([
    [['rnu'], 'Did you mean `cv-gate run`?'],
    [['run', '--bsae', 'x'], 'Did you mean --base?'],
    [['run', '--base'], 'argument missing'],
    [['run', '--check', 'leakage/exact-duplicat'], 'Did you mean leakage/exact-duplicate?'],
    [['explain', 'latency/latency-regresion'], 'Did you mean latency/latency-regression?'],
    [['explain'], 'name a check'],
    [['run', '--head', 'HEAD'], 'not inside a git repository'],
    [['init'], 'not inside a git repository'],
  ])('%j is wrong use: exit 3, a remedy, nothing on standard output', async (args, text) => {
    const { code, stdout, stderr } = await cli(folder, args)
    expect(stderr).toContain(text)
    expect(stderr).toMatch(/^error: .+\n {2}→ .+\n$/)
    expect([code, stdout]).toEqual([3, ''])
  })

  test('list = folders, and each can be explained', async () => {
    const rows = JSON.parse((await cli(folder, ['list', '--json'])).stdout) as { id: string }[]
    const checks = join(ROOT, 'src/checks')
    const own = rows.map(({ id }) => id).filter((id) => !id.startsWith('policy/'))
    const folders = readdirSync(checks).filter((family) => !family.includes('.'))
    expect(own.sort()).toEqual(
      folders
        .flatMap((family) => readdirSync(join(checks, family)).map((name) => `${family}/${name}`))
        .filter((id) => existsSync(join(checks, id, 'check.ts')))
        .sort(),
    )
    expect((await cli(folder, ['list'])).stdout.trimEnd().split('\n')).toHaveLength(rows.length)
    const said = await Promise.all(rows.map(({ id }) => cli(folder, ['explain', id])))
    for (const [at, { code, stdout }] of said.entries()) {
      expect([code, stdout.split(':')[0]]).toEqual([0, rows[at]!.id])
      expect(stdout).toContain('→')
    }
  })
})

test('a reader that goes away changes neither the exit code nor the words', () => {
  const line = '{ "$0" "$1" list --json 2>err; echo $? >code; } | :'
  const [cwd, dist] = [folder, join(DIST, 'cli.js')]
  execFileSync('sh', ['-c', line, process.execPath, dist], { cwd })
  expect(['code', 'err'].map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual(['0\n', ''])
})

describe('run', () => {
  test.each<[string, string, string, number]>([
    ['textures', 'clean', 'passed', 0],
    ['textures', 'leak', 'blocked', 1],
    ['digits', 'nothing-relevant-changed', 'passed', 0],
    ['digits', 'first-adoption', 'passed', 0],
  ])('%s/%s ends %s, exit %i', async (theme, name, conclusion, exit) => {
    const { path, base, head } = await fixture(theme, name)
    const { code, stdout, stderr } = await cli(path, ['run', '--base', base, '--head', head, '--out', 'out'])
    const report = reportOf(join(path, 'out'))
    expect([report.conclusion, code]).toEqual([conclusion, exit])
    expect(stdout).toContain('CV gate:')
    for (const file of ['report.json', 'comment.md', 'report.html', 'report.sarif'])
      expect(stdout).toContain(`${path}/out/${file}`)
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u) // neither colours nor redrawn lines: this is no terminal
  })

  test('a model that cannot be read is unverified: exit 2', async () => {
    const repository = new SmallRepository()
    try {
      const from = repository.commit(await colours())
      repository.commit({ 'model.onnx': 'no model' })
      const { code, stdout } = await cli(repository.path, ['run', '--base', from])
      expect([reportOf(join(repository.path, 'cv-gate-report')).conclusion, code]).toEqual(['unverified', 2])
      expect(stdout).toContain('onnx-malformed')
      expect(repository.git('status', '--porcelain')).toBe('')
    } finally {
      repository.remove()
    }
  })

  test('--json prints the report and nothing else', async () => {
    const { path, base, head } = await fixture('textures', 'clean')
    const { code, stdout, stderr } = await cli(path, ['run', '--base', base, '--head', head, '--json', '--out', 'json'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(readFileSync(join(path, 'json/report.json'), 'utf8'))
  })

  test('without --base the default branch, with --head worktree what is not committed', async () => {
    const { path, base, head } = await buildRepository(join(FIXTURES, 'textures'), 'leak', join(folder, 'worktree'))
    const { code, stdout } = await cli(path, ['run', '--json'])
    const report: Report = JSON.parse(stdout)
    expect([code, report.commits.base, report.commits.head, report.conclusion]).toEqual([1, base, head, 'blocked'])

    writeFileSync(
      join(path, 'data/labels.csv'),
      readFileSync(join(path, 'data/labels.csv'), 'utf8').replaceAll(/^data\/train\/web-.*\n|^train\/web-.*\n/gm, ''),
    )
    const tried: Report = JSON.parse((await cli(path, ['run', '--head', 'worktree', '--json'])).stdout)
    expect([tried.commits.head, tried.conclusion === 'blocked']).toEqual(['worktree', false])
    expect(tried.notes.map(({ code }) => code)).toContain('worktree-head')
  })

  test('a part of the checks is never a pass', async () => {
    const { path, base, head } = await fixture('textures', 'clean')
    const args = ['run', '--base', base, '--head', head, '--check', 'dataset/change', '--json', '--out', 'part']
    const report: Report = JSON.parse((await cli(path, args)).stdout)
    expect(report.conclusion).toBe('warned')
    const run = Object.entries(report.targets[0]!.outcomes).filter(([, { status }]) => status !== 'skipped')
    expect(run.map(([id]) => id)).toEqual(['dataset/change'])
  })

  test.each<[string[], number, string]>([
    [['--base', 'no-such-branch'], 3, 'no such commit'],
    [['--base', 'f'.repeat(40)], 2, 'could not be fetched'],
    [['--config', 'nowhere.yml'], 3, 'nowhere.yml'],
  ])('%j: told, and no report', async (args, exit, text) => {
    const { path } = await fixture('textures', 'clean')
    const { code, stderr } = await cli(path, ['run', ...args, '--out', 'none'])
    expect([code, existsSync(join(path, 'none'))]).toEqual([exit, false])
    expect(stderr).toContain(text)
    expect(stderr).toContain('→')
  })

  test('a wrong configuration: file, line, column and the nearest key', async () => {
    const { path } = await fixture('textures', 'clean')
    const config = join(folder, 'wrong.yml')
    writeFileSync(config, readFileSync(join(path, '.github/cv-gate.yml'), 'utf8').replace('mode:', 'mdoe:'))
    const { code, stderr } = await cli(path, ['run', '--config', config])
    expect(code).toBe(3)
    expect(stderr).toMatch(/wrong\.yml:\d+:\d+: .*mdoe.*mode/s)
  })
})

describe('plan', () => {
  test('what runs, why, what is cached, and where every setting comes from', async () => {
    const { path, base, head } = await fixture('textures', 'slice-regression')
    const commits = ['--base', base, '--head', head]
    const plan = async () => JSON.parse((await cli(path, ['plan', ...commits, '--json'])).stdout)
    const before = await plan()
    expect(before.commits).toEqual({ base, head, policy: base })
    const cache = (of: typeof before) =>
      of.targets[0].evidence
        .filter((made: { cache: unknown }) => made.cache !== null)
        .map((made: { cache: { images: number; kept: number } }) => made.cache)
    expect(cache(before).every(({ images, kept }: { images: number; kept: number }) => images > 0 && kept === 0)).toBe(
      true,
    )
    await cli(path, ['run', ...commits])
    const after = await plan()
    expect(cache(after).every(({ images, kept }: { images: number; kept: number }) => kept === images)).toBe(true)

    const { stdout, code } = await cli(path, ['plan', ...commits])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}run +slices\/slice-regression {2}\(needs .*judgement@pair/m)
    expect(stdout).toMatch(/^ {2}unchanged +leakage\/exact-duplicate {2}\(base and head are the same for it\)/m)
    expect(stdout).toMatch(/predictions@.* {2}\(\d+ of \d+ images cached, 0 to do\)/)
    const config = readFileSync(join(path, '.github/cv-gate.yml'), 'utf8').split('\n')
    const settings: { key: string; value: unknown; origin: { kind: string; line: number; path: string } }[] =
      after.settings
    expect(settings.some(({ origin }) => origin.kind === 'default')).toBe(true)
    for (const { key, origin } of settings)
      if (origin.kind === 'file')
        expect(config[origin.line - 1], key).toContain(key.split('.').at(-1)!.replace(/^\d+$/, '-'))
  })
})

test('doctor proves what it says', async () => {
  const { path } = await fixture('textures', 'clean')
  const { code, stdout } = await cli(path, ['doctor'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ok +node +\d+/m)
  expect(stdout).toMatch(/^ok +git +git version/m)
  expect(stdout).toMatch(/^ok +cpu provider +proven: a model ran 5 times in a child/m)
  expect(stdout).toMatch(/^ok +sandbox +level [012]: /m)
  expect(stdout).toMatch(/^not checked token .*→/m)
  const outside = await cli(folder, ['doctor', '--json'])
  expect(outside.code).toBe(2)
  const rows = JSON.parse(outside.stdout) as { what: string; state: string }[]
  expect(rows.find(({ what }) => what === 'git')!.state).toBe('missing')
})

describe('init', () => {
  const WORKFLOW = '.github/workflows/cv-gate.yml'
  async function fresh(): Promise<SmallRepository> {
    const repository = new SmallRepository()
    const { '.github/cv-gate.yml': _, ...files } = await colours()
    repository.commit({ ...files, 'data/test/a\u202E|`<!--.png': 'x' })
    return repository
  }

  test('looks, tells, writes what runs, and overwrites nothing', async () => {
    const repository = await fresh()
    try {
      const dry = await cli(repository.path, ['init', '--dry-run'])
      expect(dry.stdout).toContain('found    csv in data (labels.csv): classification, 3 classes; train 30, test 60')
      expect(dry.stdout).toContain('found    model model.onnx: 3 scores')
      expect(dry.stdout).toMatch(/note {5}60 judged images: a tolerance of .*pp can be verified/)
      expect(repository.git('status', '--porcelain')).toBe('')

      const { code, stdout } = await cli(repository.path, ['init'])
      expect(code).toBe(0)
      expect(stdout).toContain('guessed  preprocess')
      const read = (path: string) => readFileSync(join(repository.path, path), 'utf8')
      expect(read('.github/cv-gate.yml')).toMatch(/^# yaml-language-server: \$schema=.*\n[\s\S]*mode: advisory/)
      expect(read(WORKFLOW)).toBe(readFileSync(join(ROOT, 'examples/workflows/single.yml'), 'utf8'))
      expect(repository.git('status', '--porcelain')).toBe('?? .github/')

      const again = await cli(repository.path, ['init'])
      expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('.github/cv-gate.yml exists')])
      writeFileSync(join(repository.path, '.github/cv-gate.yml'), 'mine')
      expect((await cli(repository.path, ['init', '--force'])).code).toBe(0)
      expect(read('.github/cv-gate.yml')).toContain('mode: advisory')

      repository.git('commit', '--allow-empty', '-m', 'x')
      const run = await cli(repository.path, ['run', '--head', 'worktree', '--json'])
      const report: Report = JSON.parse(run.stdout)
      expect([run.code, report.notes.map((note) => note.code)]).toEqual([0, expect.arrayContaining(['adopting'])])
    } finally {
      repository.remove()
    }
  })

  test('the workflow names the default branch as it is here', async () => {
    const repository = await fresh()
    try {
      repository.git('branch', '--move', 'master')
      expect((await cli(repository.path, ['init'])).code).toBe(0)
      const text = readFileSync(join(repository.path, WORKFLOW), 'utf8')
      expect(text).toContain("    branches: ['master'] # your default branch")
    } finally {
      repository.remove()
    }
  })

  test('--two-files writes the half that measures and the half that talks', async () => {
    const repository = await fresh()
    try {
      expect((await cli(repository.path, ['init', '--two-files'])).code).toBe(0)
      for (const name of ['cv-gate.yml', 'cv-gate-bot.yml'])
        expect(readFileSync(join(repository.path, '.github/workflows', name), 'utf8')).toBe(
          readFileSync(join(ROOT, 'examples/workflows', name), 'utf8'),
        )
    } finally {
      repository.remove()
    }
  })

  test('--keep-config takes the other workflow and leaves the configuration that somebody tuned', async () => {
    const repository = await fresh()
    const config = join(repository.path, '.github/cv-gate.yml')
    try {
      const without = await cli(repository.path, ['init', '--keep-config'])
      expect([without.code, without.stderr]).toEqual([3, expect.stringContaining('no .github/cv-gate.yml to keep')])
      await cli(repository.path, ['init'])
      writeFileSync(config, 'mine')
      const again = await cli(repository.path, ['init', '--two-files', '--keep-config'])
      expect([again.code, again.stderr]).toEqual([3, expect.stringContaining(`${WORKFLOW} exists`)])
      expect((await cli(repository.path, ['init', '--two-files', '--keep-config', '--force'])).code).toBe(0)
      expect(readFileSync(config, 'utf8')).toBe('mine')
      expect(readFileSync(join(repository.path, WORKFLOW), 'utf8')).toContain('cv-gate-bot.yml marks the lines')
    } finally {
      repository.remove()
    }
  })

  test('before the first commit, and where nothing is recognised', async () => {
    const repository = new SmallRepository()
    try {
      const { code, stderr, stdout } = await cli(repository.path, ['init'])
      expect([code, stderr]).toEqual([3, expect.stringContaining('no dataset layout was recognised')])
      expect(stdout).toContain('looked at 0 files')
      expect(existsSync(join(repository.path, '.github'))).toBe(false)
    } finally {
      repository.remove()
    }
  })
})

test('demo: both come out as they should, and their files are there', { timeout: 90_000 }, async () => {
  const { code, stdout, stderr } = await cli(folder, ['demo', '--out', join(folder, 'demo')])
  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    'Both pull requests came out as they should: one blocked, one passed.',
  ])
  expect(stderr).not.toContain('not as it should be')
  for (const [name, conclusion] of [
    ['blocked-demo', 'blocked'],
    ['clean', 'passed'],
  ] as const) {
    expect(reportOf(join(folder, 'demo', name)).conclusion).toBe(conclusion)
    expect(readFileSync(join(folder, 'demo', name, 'report.html'), 'utf8')).toContain('</html>')
    expect(stdout).toContain(readFileSync(join(folder, 'demo', name, 'comment.md'), 'utf8').split('\n')[1]!)
  }
})
