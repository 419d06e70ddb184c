/**
 * What is written of a report with 40 thousand findings: comment, check, summary, SARIF and report.json, in a process of its
 * own. Sizes against GitHub's limits, time and the most memory that the process held.
 *
 *   node tools/run.mjs bench/large-report.ts [findings]
 */
import { spawnSync } from 'node:child_process'
import { catalogue } from '#app/catalogue'
import { renderCheck } from '#render/check'
import { renderComment } from '#render/comment'
import { renderJson } from '#render/json'
import { renderSarif } from '#render/sarif'
import { renderSummary } from '#render/summary'
import { manyFindings } from '#test/reports'

const FINDINGS = 40_000
const ROUNDS = 5
const AIM = { seconds: 2, bytes: 300e6 }

interface Cost {
  readonly seconds: number
  readonly peak: number
  readonly sizes: Record<string, number>
}

const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }

function measure(findings: number): Cost {
  const report = manyFindings(findings)
  const start = performance.now()
  const comment = renderComment(report, catalogue, { marker })
  const check = renderCheck(report, catalogue, (_, line) => line % 2 === 0)
  const json = renderJson(report)
  const seconds = (performance.now() - start) / 1000
  const peak = process.resourceUsage().maxRSS * 1024
  const sizes = {
    'comment, characters (60,000)': comment.length,
    'check: title, characters (255)': check.title.length,
    'check: summary, bytes (65,535)': Buffer.byteLength(check.summary),
    'check: text, bytes (65,535)': Buffer.byteLength(check.text),
    'check: annotations (1,000)': check.annotations.length,
    'report.json, bytes': Buffer.byteLength(json),
    'findings in report.json': json.match(/"evidence": /g)!.length,
    'step summary, bytes (1 MiB)': Buffer.byteLength(renderSummary(report, catalogue)),
    'report.sarif, bytes': Buffer.byteLength(renderSarif(report, catalogue)),
  }
  return { seconds, peak, sizes }
}

const [first, second] = process.argv.slice(2)
if (first === 'one') console.log(JSON.stringify(measure(Number(second))))
else {
  const findings = Number(first ?? FINDINGS)
  const rounds = Array.from({ length: ROUNDS }, () => {
    const args = ['tools/run.mjs', process.argv[1]!, 'one', String(findings)]
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    if (run.status !== 0) throw new Error('rendering failed')
    return JSON.parse(run.stdout) as Cost
  })
  const median = (pick: (cost: Cost) => number) => rounds.map(pick).sort((a, b) => a - b)[ROUNDS >> 1]!
  console.log(`a report of ${findings} findings; medians of ${ROUNDS} processes`)
  console.log(`  comment, check and report.json: ${median((cost) => cost.seconds).toFixed(2)} s (aim ${AIM.seconds})`)
  console.log(`  peak memory ${(median((cost) => cost.peak) / 1e6).toFixed(0)} MB (aim ${AIM.bytes / 1e6})`)
  for (const [what, size] of Object.entries(rounds[0]!.sizes)) console.log(`  ${what}: ${size}`)
}
