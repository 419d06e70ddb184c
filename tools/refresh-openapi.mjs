// Writes test/support/fake-github/openapi.generated.json: of GitHub's official OpenAPI description (npm package
// @octokit/openapi, licence MIT) the operations that the fake answers and the payloads of the
// events that it tells of, with the schemas that they reach, without prose.
// The package is 385 MB unpacked, so it is no dependency: its archive is taken to a temporary folder and one file read.
//   node tools/refresh-openapi.mjs
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = '@octokit/openapi@23.0.2'
const FILE = 'package/generated/api.github.com.json'
const TARGET = join(dirname(fileURLToPath(import.meta.url)), '../test/support/fake-github/openapi.generated.json')
const R = '/repos/{owner}/{repo}'
const OPERATIONS = [
  'GET /app',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /user',
  'GET /rate_limit',
  'GET /users/{username}',
  `GET ${R}`,
  `GET ${R}/installation`,
  `GET ${R}/pulls`,
  `GET ${R}/pulls/{pull_number}`,
  `GET ${R}/pulls/{pull_number}/files`,
  `GET ${R}/git/ref/{ref}`,
  `GET ${R}/compare/{basehead}`,
  `GET ${R}/commits/{commit_sha}/pulls`,
  `GET ${R}/commits/{ref}`,
  `GET ${R}/issues/{issue_number}`,
  `GET ${R}/issues/{issue_number}/comments`,
  `POST ${R}/issues/{issue_number}/comments`,
  `GET ${R}/issues/comments/{comment_id}`,
  `PATCH ${R}/issues/comments/{comment_id}`,
  `DELETE ${R}/issues/comments/{comment_id}`,
  `GET ${R}/issues/comments/{comment_id}/reactions`,
  `POST ${R}/issues/comments/{comment_id}/reactions`,
  `DELETE ${R}/issues/comments/{comment_id}/reactions/{reaction_id}`,
  `GET ${R}/collaborators/{username}/permission`,
  `POST ${R}/check-runs`,
  `GET ${R}/check-runs/{check_run_id}`,
  `PATCH ${R}/check-runs/{check_run_id}`,
  `GET ${R}/check-runs/{check_run_id}/annotations`,
  `GET ${R}/commits/{ref}/check-runs`,
  `GET ${R}/commits/{ref}/check-suites`,
  `GET ${R}/commits/{ref}/statuses`,
  `GET ${R}/commits/{ref}/status`,
  `POST ${R}/statuses/{sha}`,
  `GET ${R}/actions/runs`,
  `GET ${R}/actions/runs/{run_id}`,
  `GET ${R}/actions/runs/{run_id}/attempts/{attempt_number}`,
  `GET ${R}/actions/runs/{run_id}/jobs`,
  `POST ${R}/actions/runs/{run_id}/rerun`,
  `POST ${R}/actions/runs/{run_id}/cancel`,
  `GET ${R}/actions/runs/{run_id}/artifacts`,
  `GET ${R}/actions/workflows/{workflow_id}`,
  `GET ${R}/actions/workflows/{workflow_id}/runs`,
  `GET ${R}/actions/artifacts`,
  `GET ${R}/actions/artifacts/{artifact_id}`,
  `GET ${R}/actions/artifacts/{artifact_id}/{archive_format}`,
  `GET ${R}/rules/branches/{branch}`,
  `GET ${R}/contents/{path}`,
]
const EVENTS = {
  pull_request: 'webhook-pull-request-synchronize',
  merge_group: 'webhook-merge-group-checks-requested',
  workflow_run: 'webhook-workflow-run-completed',
  issue_comment: 'webhook-issue-comment-created',
  push: 'webhook-push',
}
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'externalDocs',
  'x-github',
  'x-octokit',
])

const description = readDescription()
const schemas = {}
const operations = Object.fromEntries(OPERATIONS.map((name) => [name, operation(name)]))
const events = Object.fromEntries(
  Object.entries(EVENTS).map(([name, schema]) => [name, shape({ $ref: `#/components/schemas/${schema}` })]),
)
const text = JSON.stringify({ source: PACKAGE, licence: 'MIT', operations, events, schemas })
writeFileSync(TARGET, `${text.replaceAll('#/components/schemas/', '#/schemas/')}\n`)
console.log(`${OPERATIONS.length} operations, ${Object.keys(schemas).length} schemas, ${text.length} bytes`)

function readDescription() {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-openapi-'))
  try {
    const archive = run('npm', ['pack', '--silent', PACKAGE], folder).trim().split('\n').at(-1)
    run('tar', ['xzf', archive, FILE], folder)
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(file, args, cwd) {
  const result = spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (result.status !== 0) throw new Error(`${file} ${args.join(' ')} failed`)
  return result.stdout
}

function operation(name) {
  const [method, path] = name.split(' ')
  const found = description.paths[path]?.[method.toLowerCase()]
  if (!found) throw new Error(`the description has no ${name}`)
  const { parameters = [], requestBody, responses, externalDocs } = found
  return {
    docs: externalDocs?.url,
    parameters: parameters.map((one) => {
      const { name, in: place, required = false, schema } = resolved(one)
      return { name, in: place, required, schema: pruned(schema) }
    }),
    body: requestBody && pruned(requestBody.content['application/json'].schema),
    responses: Object.fromEntries(
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([status, one]) => [status, shape(resolved(one).content?.['application/json']?.schema)]),
    ),
  }
}

/** A response's schema without what every answer of GitHub has and the fake's need not. */
function shape(schema) {
  return schema ? pruned(schema, { drop: new Set(['required']) }) : null
}

function resolved(one) {
  return one.$ref
    ? one.$ref
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], description)
    : one
}

/** Without prose; schemas that it refers to are collected. `isMap`: the keys are names, not keywords. */
function pruned(value, options = {}, isMap = false) {
  if (Array.isArray(value)) return value.map((one) => pruned(one, options))
  if (value === null || typeof value !== 'object') return value
  if (value.nullable === true && value.type === undefined && !isMap) {
    const { nullable, ...rest } = value // a word of OpenAPI 3.0 that JSON schema says so
    return { anyOf: [pruned(rest, options), { type: 'null' }] }
  }
  if (typeof value.$ref === 'string') collect(value, options)
  if (value.nullable === true && Array.isArray(value.enum) && !value.enum.includes(null) && !isMap)
    return pruned({ ...value, enum: [...value.enum, null] }, options)
  // Alternatives overlap once nothing is required.
  if (value.oneOf !== undefined && !isMap) {
    const { oneOf, discriminator, ...rest } = value
    return pruned({ ...rest, anyOf: oneOf }, options)
  }
  const kept = Object.entries(value).filter(([key]) => isMap || !(PROSE.has(key) || options.drop?.has(key)))
  return Object.fromEntries(kept.map(([key, one]) => [key, pruned(one, options, key === 'properties' && !isMap)]))
}

function collect(reference, options) {
  const name = reference.$ref.split('/').at(-1)
  if (name in schemas) return
  schemas[name] = null // stops the recursion
  schemas[name] = pruned(resolved(reference), options)
}
