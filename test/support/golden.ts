import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { catalogue } from '#app/catalogue'
import { CONFIG_PATH } from '#app/config-path'
import { NO_HISTORY } from '#app/history'
import { load } from '#app/load-config'
import { measure } from '#app/measure'
import { openGate } from '#app/open-gate'
import type { Report } from '#contract/report'
import { exitCode } from '#engine/exit'
import { createLog } from '#host/log/log'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { renderComment } from '#render/comment'
import { renderJson } from '#render/json'
import { DIST, FIXTURES } from './built.ts'

/** Runs the gate on a repository, as `cv-gate run` does, with the built worker. */
export async function judge(
  path: string,
  base: string,
  head: string,
  cache: string | null,
  around: { env?: Record<string, string>; dataRoot?: string; trusted?: boolean; recorded?: boolean } = {},
): Promise<Report> {
  const log = createLog({ write: () => {} }, { style: 'silent', debug: false, now: Date.now })
  const entry = pathToFileURL(join(DIST, 'cli.js')).href
  const gate = await openGate(
    { entry, cwd: path, env: { ...process.env, ...around.env }, log, now: Date.now },
    { cache, recorded: around.recorded ? 'in-cache' : null, dataRoot: around.dataRoot ?? null, nativesDir: null },
  )
  try {
    const request = {
      base,
      head,
      configPath: CONFIG_PATH,
      configText: null,
      mergeBase: null,
      trusted: around.trusted ?? true,
    }
    const alone = {
      looks: async () => ({ code: 'no-pull-request', args: {} }),
      waivers: async () => [],
      history: NO_HISTORY,
    }
    return await measure(request, gate, { only: null, load, catalogue, ...alone })
  } finally {
    await gate.repository.close()
  }
}

export async function judgeCase(
  theme: string,
  name: string,
  folder: string,
): Promise<{ repository: ScratchRepository; report: Report; exit: number }> {
  const repository = await buildRepository(join(FIXTURES, theme), name, join(folder, theme, name))
  const report = await judge(repository.path, repository.base, repository.head, join(folder, 'cache'))
  return { repository, report, exit: exitCode(report) }
}

/**
 * What is kept of a report: all but what differs from machine to machine (times, machine) and from build to build (the
 * digest of dist). Of slower-model, whose numbers are times, only the verdict.
 */
export function goldenFiles(name: string, report: Report): Record<string, string> {
  if (name === 'slower-model') {
    const judged = report.targets.flatMap((target) =>
      target.judged.map(({ check, metric, verdict }) => ({ check, metric, verdict })),
    )
    return {
      'verdict.json': `${JSON.stringify({ conclusion: report.conclusion, judged: judged.filter(({ metric }) => metric === 'latency-p50') }, null, 2)}\n`,
    }
  }
  const masked: Report = {
    ...report,
    tool: { version: report.tool.version, dist: '0'.repeat(64) as Report['tool']['dist'] },
    machine: { os: 'masked', cpu: 'masked', gpu: null, provider: 'cpu', sandbox: 0 },
    timing: { started: '2026-01-02T00:00:00.000Z', seconds: 0, stages: {} },
  }
  return {
    'report.json': renderJson(masked),
    'comment.md': renderComment(masked, catalogue, {
      marker: { key: 'default', head: report.commits.head, run: '1.1' },
    }),
  }
}
