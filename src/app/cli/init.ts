import { UsageError } from '#contract/errors'
import { exists, writeFiles } from '#host/files'
import { Repository } from '#host/git/repository'
import { CONFIG_PATH } from '../config-path.ts'
import { detect, type Found } from '../init/detect.ts'
import { withDvc } from '../init/dvc-files.ts'
import { type Layout, whereabouts } from '../init/layout.ts'
import { WORKFLOWS } from '../init/workflows.generated.ts'
import { renderConfig } from '../init/write-config.ts'
import { load } from '../load-config.ts'
import type { Invocation } from './invocation.ts'

const WORKFLOW_FOLDER = '.github/workflows'

/** Looks, says what it found, guessed and rejected, and writes an advisory configuration that runs. */
export async function init({ args, terminal, around }: Invocation): Promise<number> {
  const repository = await Repository.open(around.cwd, around.env)
  try {
    const config = args.has('keep-config') ? await kept(repository) : await proposed(repository, terminal)
    const shipped = workflows(args.has('two-files'), await repository.defaultBranchName())
    const files = { ...config, ...shipped }
    if (args.has('dry-run')) {
      for (const [path, text] of Object.entries(files)) terminal.stdout.write(`\n── ${path} ──\n${text}`)
      return 0
    }
    for (const path of Object.keys(files))
      if (!args.has('force') && (await exists(`${repository.root}/${path}`)))
        throw new UsageError('file-exists', `${path} exists`, {
          hint: `Give --force to overwrite it, --keep-config to leave ${CONFIG_PATH} as it is, or --dry-run to see what would be written.`,
          place: { path },
        })
    for (const path of await writeFiles(repository.root, files)) terminal.stdout.write(`wrote ${path}\n`)
    terminal.stdout.write(next(Object.keys(shipped)))
    return 0
  } finally {
    await repository.close()
  }
}

type Files = Readonly<Record<string, string>>

/** Nothing to write: the configuration that there is was tuned by somebody. */
async function kept({ root }: Repository): Promise<Files> {
  if (await exists(`${root}/${CONFIG_PATH}`)) return {}
  throw new UsageError('no-configuration', `there is no ${CONFIG_PATH} to keep`, {
    hint: 'Leave --keep-config out: `cv-gate init` writes one.',
  })
}

async function proposed(repository: Repository, { stdout }: Invocation['terminal']): Promise<Files> {
  const { tree, rejected } = await withDvc(repository, await repository.worktree())
  const detected = await detect(tree)
  const found = { ...detected, rejected: [...rejected, ...detected.rejected] }
  stdout.write(describe(found))
  if (!found.proposal)
    throw new UsageError('nothing-found', 'no dataset layout was recognised', {
      hint: 'Write .github/cv-gate.yml by hand: see "Configuration" in the README. Recognised are image folders (split/class/image), class folders with lists of splits, CSV, TSV and JSONL manifests, Parquet, Hugging Face folders, COCO, YOLO, Pascal VOC, LabelMe, semantic masks and WebDataset shards.',
    })
  const config = renderConfig(found.proposal)
  load(config, { path: CONFIG_PATH, commit: 'worktree' }) // what is written must load
  return { [CONFIG_PATH]: config }
}

/** One file that measures and talks; or two: one measures without rights, the other talks from the default branch. */
function workflows(pair: boolean, defaultBranch: string | null): Record<string, string> {
  // GitHub reads a pattern there: a branch with other characters is for a person to write.
  const another = defaultBranch !== null && defaultBranch !== 'main' && /^[\w./-]+$/.test(defaultBranch)
  const onBranch = (text: string) => (another ? text.replace('[main]', `['${defaultBranch}']`) : text)
  const measuring = `${WORKFLOW_FOLDER}/cv-gate.yml`
  if (!pair) return { [measuring]: onBranch(WORKFLOWS['single.yml']) }
  return {
    [measuring]: onBranch(WORKFLOWS['cv-gate.yml']),
    [`${WORKFLOW_FOLDER}/cv-gate-bot.yml`]: WORKFLOWS['cv-gate-bot.yml'],
  }
}

function next(files: readonly string[]): string {
  return `
Next
  1. Read ${CONFIG_PATH}, above all what is marked as guessed.
  2. Try it: cv-gate run --head worktree (only what differs is measured: add --base <an older commit> to see it work)
  3. Pin the release in ${files.join(' and ')}, commit all of it, open a pull request.
  4. When you trust it: mode: enforce, and require the check \`cv-gate\` under Settings → Rules.
${files.length > 1 ? '\nThe half that comments works once it is on the default branch.\n' : ''}`
}

const MOST_REJECTED = 20

function classesOf({ classes, values }: Layout): string {
  if (classes) return `${classes.length} ${classes.length === 1 ? 'class' : 'classes'}`
  if (values) return `${values.n} values in the first ${values.masks} masks`
  return 'classes not counted'
}

function describe({ files, layouts, models, rejected, stops, proposal }: Found): string {
  const counts = ({ counts }: Layout) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n ?? 'not counted'}`)
      .join(', ')
  const lines = [
    `looked at ${files} files`,
    ...layouts.map((layout) => {
      return `found    ${whereabouts(layout)}: ${layout.task}, ${classesOf(layout)}; ${counts(layout)}`
    }),
    ...models.map(
      (model) =>
        `found    model ${model.path}: ${model.outputs === null ? 'no list of class scores' : `${model.outputs} scores`}${model.classes ? ', names its classes' : ''}`,
    ),
    ...rejected.slice(0, MOST_REJECTED).map(({ path, why }) => `rejected ${path}: ${why}`),
    ...(rejected.length > MOST_REJECTED ? [`rejected ${rejected.length - MOST_REJECTED} more`] : []),
    ...stops.map((stop) => `stopped  ${stop}`),
    ...(proposal ? [...proposal.guesses.map((guess) => `guessed  ${guess}`), `note     ${proposal.power}`] : []),
  ]
  return `${lines.map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')).join('\n')}\n`
}
