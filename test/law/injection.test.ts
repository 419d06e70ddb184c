import { afterAll, describe, expect, test, vi } from 'vitest'
import { catalogue } from '#app/catalogue'
import type { Report } from '#contract/report'
import { annotate } from '#host/github/runner'
import { createLog } from '#host/log/log'
import { annotationsOf } from '#render/annotations'
import { renderCheck, renderStatus } from '#render/check'
import { renderComment } from '#render/comment'
import { renderHtml } from '#render/html'
import { renderJson } from '#render/json'
import { renderSarif } from '#render/sarif'
import { renderSummary } from '#render/summary'
import { renderTerminal } from '#render/terminal'
import { INJECTIONS } from '#test/injections'
import { active, nodes, parse } from '#test/markdown'
import { hostileReport } from '#test/reports'
import { sarifFaults } from '#test/sarif'

const PLAIN = 'plain'
const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }
const check = (report: Report) => renderCheck(report, catalogue, (_, line) => line > 5)

/** What GitHub makes of a text, without what stands in code: the same whatever a pull request calls its files. */
function skeleton(markdown: string): string[] {
  return [...nodes(parse(markdown))].map((node) =>
    node.type === 'text' || node.type === 'html' ? `${node.type} ${node.value}` : node.type,
  )
}

/** Nothing but our own words outside code, and nothing moved. Where a name shows nothing, "(empty)" stands for it. */
function inert(render: (report: Report) => string) {
  let expected: string[] | null = null
  return (text: string, report: Report) => {
    const made = render(report)
    expect(active(made)).toEqual([])
    if (text.trim() === '' || made.includes('left out here for length')) return
    expected ??= skeleton(render(hostileReport(PLAIN)))
    expect(skeleton(made)).toEqual(expected)
  }
}

/** Tags and names of attributes; their values are text, in which no quote and no angle stands. */
const tags = (page: string) => page.match(/<[^>]*>/g)!.map((tag) => tag.replace(/="[^"]*"/g, ''))
const HIDDEN = /[^\P{Cc}\n]|\p{Cf}|\p{Cs}|[\u2028\u2029]/u

/** As the runner reads a job's output: lines that are commands. */
function commands(output: string): string[] {
  return output.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\[/.test(line))
}

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let output = ''
  const stream = {
    write(text: string): boolean {
      output += text
      return true
    },
  }
  write(createLog(stream, { style: 'lines', debug: true, now: () => 0 }))
  return output
}

function annotated(report: Report): string {
  let output = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += text
    return true
  })
  try {
    annotate(annotationsOf(report, catalogue))
  } finally {
    write.mockRestore()
  }
  return output
}

const SINKS: Record<string, (text: string, report: Report) => void> = {
  comment: inert((report) => renderComment(report, catalogue, { marker })),
  'check summary': inert((report) => check(report).summary),
  'check text': inert((report) => check(report).text),
  annotation(_, report) {
    const all = annotationsOf(report, catalogue)
    const output = annotated(report)
    expect(commands(output)).toHaveLength(all.length)
    expect(output.match(/^::(error|warning|notice) /gm)).toHaveLength(all.length)
    for (const { title, message } of renderCheck(report, catalogue, () => true).annotations) {
      expect(title.length).toBeLessThanOrEqual(255)
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536)
      expect(`${title}${message}`).not.toMatch(HIDDEN)
    }
  },
  status(_, report) {
    expect(renderStatus(report, catalogue)).toBe(renderStatus(hostileReport(PLAIN), catalogue))
  },
  'step summary': inert((report) => renderSummary(report, catalogue)),
  log(text, report) {
    const terminal = renderTerminal(report, catalogue, { width: 100, color: false })
    expect(terminal).not.toMatch(HIDDEN)
    const output = logged((log) => {
      log.info(text)
      log.warn(text)
      log.debug(text)
    })
    expect(commands(output)).toEqual([])
    expect(output.replaceAll('\n', '')).not.toMatch(HIDDEN)
  },
  'JSON and SARIF'(_, report) {
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)))
    expect(sarifFaults(JSON.parse(renderSarif(report, catalogue)))).toEqual([])
  },
  HTML(text, report) {
    if (text.trim() === '') return
    expect(tags(renderHtml(report, catalogue))).toEqual(tags(renderHtml(hostileReport(PLAIN), catalogue)))
  },
}

let cases = 0
describe.each(INJECTIONS.map((text) => [text.slice(0, 40), text]))('%j', (_, text) => {
  test.each(Object.entries(SINKS))('in %s', (_, holds) => {
    cases++
    holds(text, hostileReport(text))
  })
})

afterAll(() => {
  expect([INJECTIONS.length, new Set(INJECTIONS).size, cases]).toEqual([120, 120, 1080])
})
