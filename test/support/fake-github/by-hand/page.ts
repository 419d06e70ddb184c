import { commentCss, commentHtml } from '#test/github-look'
import type { FakeGitHub } from '../fake-github.ts'
import { type CheckRun, type Comment, type Pull, type Run, roleOf } from '../state.ts'
import type { Workflows } from './workflows.ts'

const FACES: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  eyes: '👀',
  rocket: '🚀',
  heart: '❤️',
  hooray: '🎉',
}
const MARKS: Readonly<Record<string, string>> = { success: '✅', failure: '❌', cancelled: '⏹️', action_required: '✋' }

const LOOK = `body{background:#fff;margin:0 auto;padding:24px;max-width:960px;box-sizing:border-box;font:14px "Liberation Sans","Noto Color Emoji",sans-serif;color:#1f2328}
h1{font-weight:400;font-size:26px;margin:0 0 8px}h1 span{color:#59636e}.state{background:#1f883d;color:#fff;border-radius:16px;padding:5px 12px;margin-right:8px}
.box{margin:16px 0}.faces{padding:0 16px 12px}.faces span{border:1px solid #d1d9e0;border-radius:12px;padding:2px 8px;margin-right:6px}
.rows{padding:8px 16px}.rows p{margin:6px 0}form{padding:12px 16px}textarea{width:100%;height:80px;box-sizing:border-box;font:13px monospace}
button,select{font:14px "Liberation Sans",sans-serif;padding:5px 12px;border:1px solid #d1d9e0;border-radius:6px;background:#f6f8fa}
button.go{background:#1f883d;color:#fff}pre{overflow:auto;max-height:240px;background:#f6f8fa;padding:12px;margin:0}small{color:#59636e}`

/** Asks for news every second; what is being typed stays. */
const SCRIPT = `setInterval(async () => {
  const text = await (await fetch('/timeline')).text()
  const main = document.querySelector('main')
  if (main.dataset.text === text) return
  main.dataset.text = text
  main.innerHTML = text
}, 1000)`

/** The pull request as GitHub shows it, and a place to write. */
export async function pullPage(fake: FakeGitHub, pull: Pull, workflows: Workflows): Promise<string> {
  const people = [...fake.users.values()].filter(({ type }) => type === 'User')
  const options = people.map(
    (user) =>
      `<option value="${escaped(user.login)}">${escaped(user.login)} (${roleOf(fake.repository, user)})</option>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(pull.title)} · #${pull.number}</title>
<style>${commentCss()}${LOOK}</style>
<h1>${escaped(pull.title)} <span>#${pull.number}</span></h1>
<p><span class="state">${pull.state}</span><b>${escaped(pull.author.login)}</b> wants to merge <code>${escaped(pull.head.branch)}</code> into <code>${escaped(pull.base.branch)}</code></p>
<main>${await timeline(fake, pull, workflows)}</main>
<form class="box" method="post" action="/say"><p>Comment as <select name="author">${options.join('')}</select></p>
<p><textarea name="body" placeholder="/cv-help"></textarea></p><button class="go">Comment</button></form>
<script>${SCRIPT}</script></html>`
}

export async function timeline(fake: FakeGitHub, pull: Pull, workflows: Workflows): Promise<string> {
  const said = await Promise.all(fake.comments.filter(({ issue }) => issue === pull.number).map(commentBox))
  return [...said, checksBox(fake, pull), logBox(workflows)].join('\n')
}

async function commentBox({ author, body, reactions, edited, id }: Comment): Promise<string> {
  const faces = Object.entries(FACES).flatMap(([name, face]) => {
    const count = reactions.filter(({ content }) => content === name).length
    return count === 0 ? [] : [`<span>${face} ${count}</span>`]
  })
  const who = author === null ? 'ghost' : author.login.replace('[bot]', '')
  return `<div class="box" id="issuecomment-${id}"><div class="head"><b>${escaped(who)}</b>${author?.type === 'Bot' ? ' (bot)' : ''} commented${edited === null ? '' : ' · edited'}</div>
<article class="markdown-body">${await commentHtml(body)}</article>${faces.length > 0 ? `<div class="faces">${faces.join('')}</div>` : ''}</div>`
}

function checksBox(fake: FakeGitHub, { head }: Pull): string {
  const runs = fake.runs.filter(({ sha }) => sha === head.sha).map((run) => runRow(fake, run))
  // Of one name and App GitHub shows the latest.
  const latest = new Map(
    fake.checks.filter(({ sha }) => sha === head.sha).map((check) => [`${check.app.id} ${check.name}`, check]),
  )
  const checks = [...latest.values()].map(
    ({ id, name, app, conclusion, status, title }) =>
      `<p>${mark(conclusion)} <a href="/check/${id}"><b>${escaped(name)}</b></a> by ${escaped(app.slug)}: ${escaped(title ?? status)}</p>`,
  )
  const statuses = fake.statuses
    .filter(({ sha }) => sha === head.sha)
    .map(
      ({ context, state, description }) =>
        `<p>${mark(state)} <b>${escaped(context)}</b>: ${escaped(description ?? state)}</p>`,
    )
  return `<div class="box"><div class="head"><b>Checks</b></div><div class="rows">${[...runs, ...checks, ...statuses].join('')}</div></div>`
}

const LEVELS = { failure: '❌', warning: '⚠️', notice: 'ℹ️' } as const

/** The page of a check: its texts, and what stands on lines of the diff. */
export async function checkPage({ name, conclusion, title, summary, text, annotations }: CheckRun): Promise<string> {
  const marks = annotations.map(
    ({ annotation_level: level, path, start_line: line, title: of, message }) =>
      `<div class="box"><div class="head">${LEVELS[level]} <b>${escaped(of ?? '')}</b> <code>${escaped(path)}#L${line}</code></div><pre>${escaped(message)}</pre></div>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(name)}</title><style>${commentCss()}${LOOK}</style>
<p><a href="/">← pull request</a></p><h1>${mark(conclusion)} ${escaped(title ?? name)}</h1>
<article class="markdown-body box">${await commentHtml(summary ?? '')}</article>
<article class="markdown-body box">${await commentHtml(text ?? '')}</article>${marks.join('')}</html>`
}

function runRow({ artifacts }: FakeGitHub, run: Run): string {
  const links = artifacts
    .filter((one) => one.run === run)
    .map(({ id, name }) => `<a href="/report/${id}">${escaped(name)}</a>`)
  const again =
    run.status === 'completed'
      ? `<form style="display:inline;padding:0" method="post" action="/rerun/${run.id}"><button>Re-run</button></form>`
      : ''
  return `<p>${mark(run.conclusion)} <b>${escaped(run.workflow.name)}</b>: ${run.conclusion ?? run.status}, attempt ${run.attempt} ${links.join(' ')} ${again}</p>`
}

function logBox({ logs, waiting }: Workflows): string {
  const last = logs
    .slice(-3)
    .map(
      ({ title, code, output }) =>
        `<details><summary>${title}: exit ${code}</summary><pre>${escaped(output)}</pre></details>`,
    )
  return `<div class="box"><div class="head"><b>Actions</b> ${waiting > 0 ? `<i>${waiting} at work</i>` : 'at rest'}</div><div class="rows">${last.join('')}</div></div>`
}

function mark(conclusion: string | null): string {
  return conclusion === null ? '🟡' : (MARKS[conclusion] ?? '⬜')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
