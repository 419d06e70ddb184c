import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { GateError, UsageError } from '#contract/errors'
import type { Reason, Side } from '#contract/ids'
import type { Tree } from '#contract/ports'
import { ContentStore } from '../content-store.ts'
import { DvcProject } from '../dvc/project.ts'
import { CatFile } from './cat-file.ts'
import { Git } from './git.ts'
import { LfsStore } from './lfs.ts'
import { GitTree } from './tree.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What of git the gate needs. Everything is read by object id; the working tree is never checked out or changed. */
export class Repository {
  readonly root: string
  readonly git: Git
  readonly objects: CatFile
  readonly lfs: LfsStore
  readonly #cleanup: (() => Promise<void>)[] = []

  /** Bytes by content id, of commits and of the working tree once it was asked for. */
  store: ContentStore
  #dvc: DvcProject | null = null
  /** Of this process: other programs that work on the clone are given their part of it. */
  readonly env: Env

  readonly #dvcCache: string

  private constructor(root: string, git: Git, common: string, lfsStorage: string, env: Env) {
    this.#dvcCache = join(common, 'cv-gate', 'dvc')
    this.root = root
    this.env = env
    this.git = git
    this.objects = new CatFile(git)
    this.lfs = new LfsStore(resolve(common, lfsStorage))
    this.store = this.#storeOf(this.objects)
  }

  #storeOf(objects: CatFile): ContentStore {
    return new ContentStore(objects, this.lfs, () => this.#dvc?.cache ?? null)
  }

  /** Opens the repository that `directory` lies in; bare ones too. */
  static async open(directory: string, env: Env): Promise<Repository> {
    const git = new Git(directory, env)
    const gitDirectory = await git.maybe('rev-parse', '--git-common-dir')
    if (gitDirectory === null)
      throw new UsageError('not-a-repository', `${directory}: not inside a git repository`, {
        hint: 'Run cv-gate inside a clone (in a workflow: actions/checkout first).',
      })
    const top = (await git.maybe('rev-parse', '--show-toplevel')) || directory
    const common = isAbsolute(gitDirectory) ? gitDirectory : resolve(directory, gitDirectory)
    // Of the clone's own configuration: `.lfsconfig` of a commit is never asked.
    const storage = (await git.maybe('config', '--type=path', '--get', 'lfs.storage')) || 'lfs'
    return new Repository(top, new Git(top, env), common, storage, env)
  }

  /** The commit id that `name` stands for. */
  async commit(name: string): Promise<string> {
    const id = await this.git.maybe('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
    if (id !== null && /^[0-9a-f]{40,64}$/.test(id)) return id
    const shallow = await this.isShallow()
    throw new UsageError(
      'no-such-commit',
      `${name}: no such commit in this clone${shallow ? ' (it is shallow)' : ''}`,
      {
        hint: shallow
          ? `Fetch it: git fetch --unshallow, or git fetch origin ${name}.`
          : 'Check the name, or fetch it from the remote.',
      },
    )
  }

  /** As `commit`, fetching the id from `origin` at depth 1 when this clone lacks it. */
  async commitOrFetch(id: string): Promise<{ id: string; fetched: boolean }> {
    const known = await this.git.maybe('rev-parse', '--verify', '--quiet', '--end-of-options', `${id}^{commit}`)
    if (known !== null) return { id: known, fetched: false }
    if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(id)) return { id: await this.commit(id), fetched: false }
    const fetched = await this.git.run([
      'fetch',
      '--no-tags',
      '--no-recurse-submodules',
      '--depth=1',
      '--end-of-options',
      'origin',
      id,
    ])
    const now = await this.git.maybe('rev-parse', '--verify', '--quiet', '--end-of-options', `${id}^{commit}`)
    if (fetched.status === 0 && now !== null) return { id: now, fetched: true }
    throw new GateError(
      'commit-not-fetched',
      'host',
      `commit ${id} is not in this clone and could not be fetched: ${fetched.stderr}`,
      {
        hint: `Fetch it before: git fetch origin ${id} (in a workflow: actions/checkout with fetch-depth: 0).`,
      },
    )
  }

  async isShallow(): Promise<boolean> {
    return (await this.git.maybe('rev-parse', '--is-shallow-repository')) === 'true'
  }

  /** The first of `git merge-base --all`, and a note when there are several; a shallow clone is deepened first. */
  async mergeBase(a: string, b: string): Promise<{ id: string; notes: Reason[] }> {
    const notes: Reason[] = []
    let all = await this.git.maybe('merge-base', '--all', a, b)
    if (!all && (await this.isShallow())) {
      const fetched = await this.git.run([
        'fetch',
        '--no-tags',
        '--no-recurse-submodules',
        '--filter=blob:none',
        '--unshallow',
        'origin',
      ])
      if (fetched.status !== 0)
        throw new GateError(
          'shallow-clone',
          'host',
          `this clone is shallow, lacks the merge-base of ${a.slice(0, 10)} and ${b.slice(0, 10)}, and could not be deepened: ${fetched.stderr}`,
          {
            hint: 'Run `git fetch --unshallow origin` (in a workflow: actions/checkout with fetch-depth: 0).',
          },
        )
      notes.push({ code: 'base-fetched', args: {} })
      all = await this.git.maybe('merge-base', '--all', a, b)
    }
    const ids = all ? all.split('\n') : []
    if (ids.length === 0)
      throw new GateError('no-merge-base', 'user', `${a.slice(0, 10)} and ${b.slice(0, 10)} have no common ancestor`, {
        hint: 'Rebase the branch on the base branch, or name another --base.',
      })
    if (ids.length > 1) notes.push({ code: 'several-merge-bases', args: { n: ids.length } })
    return { id: ids[0]!, notes }
  }

  /** `origin/HEAD`, else main or master, remote before local. */
  async defaultBranch(): Promise<string> {
    for (const name of ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'])
      if ((await this.git.maybe('rev-parse', '--verify', '--quiet', `${name}^{commit}`)) !== null) return name
    throw new UsageError('no-default-branch', 'no default branch found (origin/HEAD, main, master)', {
      hint: 'Name the commit to compare with: --base <commit>.',
    })
  }

  /** Without the remote; null: there is no default branch here. */
  async defaultBranchName(): Promise<string | null> {
    const branch = await this.defaultBranch().catch(() => null)
    const name = branch && (await this.git.maybe('rev-parse', '--abbrev-ref', branch))
    return name ? name.trim().replace(/^origin\//, '') : null
  }

  /** Commit date in seconds since 1970. */
  async commitSeconds(id: string): Promise<number> {
    return Number(await this.git.text('show', '-s', '--format=%ct', id))
  }

  /** Newest tag matching `pattern` that is an ancestor of `base` and whose tree has `path`; its commit, or null. */
  async anchor(pattern: string, base: string, path: string): Promise<string | null> {
    if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(pattern)) return (await this.commitOrFetch(pattern)).id
    const tags = await this.git.maybe(
      'tag',
      '--merged',
      base,
      '--sort=-version:refname',
      '--sort=-creatordate',
      '--list',
      pattern,
    )
    const git = this.git.with({ GIT_NO_LAZY_FETCH: '0' }) // a few folders, where the clone is partial
    for (const tag of (tags ?? '').split('\n').filter(Boolean).slice(0, 50)) {
      const id = await git.maybe('rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`)
      if (id !== null && (await git.maybe('rev-parse', '--verify', '--quiet', `${id}:${path}`)) !== null) return id
    }
    return null
  }

  tree(side: Side, commit: string): GitTree {
    return new GitTree(side, commit, commit, this.git, this.store)
  }

  /** null until `openDvc`. */
  get dvc(): DvcProject | null {
    return this.#dvc
  }
  /** What the clone knows of DVC; `base` is the commit whose `.dvc/config` is believed. */
  async openDvc(base: Tree): Promise<DvcProject> {
    this.#dvc ??= await DvcProject.open(this.root, base, this.env.CV_GATE_DVC_CACHE || null, this.#dvcCache)
    return this.#dvc
  }

  /**
   * The working tree with all that is not committed (ignored files left out), written as git objects into a temporary
   * object folder: the repository itself gains nothing.
   */
  async worktree(): Promise<GitTree> {
    if ((await this.git.maybe('rev-parse', '--is-inside-work-tree')) !== 'true')
      throw new UsageError('no-working-tree', `${this.root}: a bare repository has no working tree to look at`, {
        hint: 'Name commits (cv-gate run --base <commit> --head <commit>), or run this in a clone that is not bare.',
      })
    const scratch = await mkdtemp(join(tmpdir(), 'cv-gate-'))
    this.#cleanup.push(() => rm(scratch, { recursive: true, force: true }))
    const objects = await this.git.text('rev-parse', '--path-format=absolute', '--git-path', 'objects')
    await mkdir(join(scratch, 'objects'))
    const git = this.git.with({
      GIT_INDEX_FILE: join(scratch, 'index'),
      GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
    })
    const born = (await git.maybe('rev-parse', '--verify', '--quiet', 'HEAD')) !== null
    await git.text('read-tree', ...(born ? ['HEAD'] : ['--empty']))
    await git.text('add', '--all', '--', ':/')
    const tree = await git.text('write-tree')
    const reader = new CatFile(git)
    this.#cleanup.push(async () => reader.close())
    this.store = this.#storeOf(reader)
    return new GitTree('head', 'worktree', tree, git, this.store)
  }

  async close(): Promise<void> {
    this.objects.close()
    for (const clean of this.#cleanup) await clean()
  }
}
