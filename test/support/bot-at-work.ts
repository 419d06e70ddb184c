import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import { type Report, reportSchema } from '#contract/report'
import { realTime } from '#host/github/connection'
import { PEOPLE } from './bot-scene.ts'
import { Workflows } from './fake-github/by-hand/workflows.ts'
import { FakeGitHub } from './fake-github/fake-github.ts'
import { brokenInvariants } from './fake-github/invariants.ts'
import { openScratchPull } from './fake-github/scratch-pull.ts'
import type { Comment, Pull, Run } from './fake-github/state.ts'
import { CONFIG, colours, SmallRepository } from './small-repository.ts'

const REST_MS = 120_000

type Files = Awaited<ReturnType<typeof colours>>
interface More {
  /** Files of base, and of head upon them. */
  readonly base?: Files
  readonly head?: Files
  /** Jobs share a folder for what is kept by content id, as on a machine of one's own. */
  readonly cache?: boolean
}

/** The built action at work on a real repository of coloured pictures: pull request 7 of a fork puts one into two splits. */
export class BotAtWork {
  readonly fake = new FakeGitHub({ clock: realTime(Date.now) })
  readonly repository = new SmallRepository()
  readonly workflows: Workflows
  readonly #folder = mkdtempSync(join(tmpdir(), 'cv-gate-bot-'))
  readonly #files: Files
  readonly #head: Files
  readonly pull: Pull
  #copies = 0

  private constructor(files: Files, { base: more = {}, head = {}, cache = false }: More) {
    this.#files = files
    this.#head = head
    for (const [login, role] of Object.entries(PEOPLE)) this.fake.user(login, role)
    const base = this.repository.commit({ ...files, '.github/cv-gate.yml': CONFIG, ...more })
    this.pull = openScratchPull(this.fake, { base, head: this.#copied() }, true)
    this.workflows = new Workflows(this.fake, {
      folder: this.#folder,
      checkout: this.repository.path,
      inputs: cache ? { 'INPUT_CACHE-DIR': join(this.#folder, 'cache') } : {},
    })
  }

  static async start(more: More = {}): Promise<BotAtWork> {
    const bot = new BotAtWork(await colours(), more)
    await bot.fake.listen()
    return bot
  }

  async close(): Promise<void> {
    await this.fake.close()
    this.repository.remove()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** One more copy of the same picture of the test split among those to train with. */
  #copied(): string {
    this.#copies++
    const names = Array.from({ length: this.#copies }, (_, at) => `train/copy-${at}.png`)
    const picture = this.#files['data/test/40.png']!
    return this.repository.commit({
      ...this.#head,
      ...Object.fromEntries(names.map((name) => [`data/${name}`, picture])),
      'data/labels.csv': `${this.#files['data/labels.csv']}${names.map((name) => `${name},green,train\n`).join('')}`,
    })
  }

  /** Pushes another copy, or what is not judged, and waits for what the workflows make of it. */
  async push(what: 'another copy' | 'a note'): Promise<Run> {
    const { fake, pull } = this
    const sha = what === 'a note' ? this.repository.commit({ 'README.md': `${fake.id()}` }) : this.#copied()
    fake.push(pull.head.branch, fake.commit({ sha, parents: [pull.head.sha] }), pull.head.repository)
    return this.opened()
  }

  /** The first attempt of a run on the head as it is. */
  async opened(action?: 'opened' | 'ready_for_review'): Promise<Run> {
    const run = await this.workflows.pullRequest(this.pull, action)
    this.#rest()
    return run
  }

  /** The merge queue tries the pull request upon main. */
  async queued(): Promise<Run> {
    const { fake, repository, pull } = this
    const base = fake.repository.branches.get('main')!
    const tree = `${pull.head.sha}^{tree}`
    const sha = repository.git('commit-tree', tree, '-p', base, '-p', pull.head.sha, '-m', 'group')
    fake.commit({ sha, parents: [base, pull.head.sha] })
    return this.workflows.mergeGroup({ ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}`, sha, base })
  }

  /** A comment, and what the bot and the runs that it starts make of it. */
  async says(login: string, body: string): Promise<Comment> {
    const comment = this.fake.say(7, login, body)
    await this.workflows.comment(comment)
    await this.workflows.idle()
    this.#rest()
    return comment
  }

  /** Somebody presses "Re-run". */
  async again(run: Run): Promise<Run> {
    expect(this.fake.rerun(run)).toBeNull()
    await this.workflows.idle()
    this.#rest()
    return run
  }

  /** Two minutes pass: whatever happened is older by them, and nothing is too soon. */
  #rest(): void {
    for (const run of this.fake.runs) {
      Object.assign(run, { created: run.created - REST_MS })
      for (const at of run.started.keys()) run.started[at]! -= REST_MS
    }
    for (const said of this.fake.everSaid) Object.assign(said, { created: said.created - REST_MS })
  }

  report(run: Run): Report {
    const artifact = this.fake.artifacts.filter((one) => one.run === run).at(-1)!
    return reportSchema.parse(JSON.parse(strFromU8(unzipSync(artifact.data)['report.json']!)))
  }

  /** The one comment about the verdict. */
  comment(): string {
    const [comment, ...more] = this.fake.comments.filter(({ app, body }) => app && body.startsWith('<!-- cv-gate:v1'))
    expect(more).toEqual([])
    return comment?.body ?? ''
  }

  /** The line that the comment offers for the blocker, with a reason. */
  waiveLine(): string {
    return /`(\/cv-waive [0-9a-f]{10}@[0-9a-f]{8}) reason`/.exec(this.comment())![1]!.concat(' known, kept on purpose')
  }

  broken(): string[] {
    return brokenInvariants(this.fake)
  }
}
