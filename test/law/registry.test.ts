import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { optionSchemas } from '#app/catalogue'
import { checks } from '#checks/registry.generated'
import { toJsonSchema } from '#config/json-schema'
import { evidence } from '#evidence/registry.generated'
import { ROOT } from '#test/built'
import { VERSION } from '../../src/version.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const folders = (path: string) =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
const onDisk = folders('src/checks')
  .flatMap((family) => folders(`src/checks/${family}`).map((name) => `${family}/${name}`))
  .sort()
const ids = checks.map((check) => check.id).sort()

test('checks: registry = folders = README rows = schema keys', () => {
  expect(ids).toEqual(onDisk)
  const rows = [...read('README.md').matchAll(/^\| \[`([a-z]+\/[a-z-]+)`\]/gm)].map(([, id]) => id)
  expect(rows.sort()).toEqual(ids)
  const schema = toJsonSchema(optionSchemas) as { properties: { checks: { properties: Record<string, unknown> } } }
  expect(Object.keys(schema.properties.checks.properties).sort()).toEqual(ids)
})

test('a check’s folder is its id, and has its page, its cases and its function', () => {
  for (const id of ids)
    for (const file of ['check.ts', 'check.test.ts', 'readme.md'])
      expect(existsSync(join(ROOT, 'src/checks', id, file)), `${id}/${file}`).toBe(true)
})

test('a check’s page has no empty section', () => {
  for (const id of ids)
    for (const section of read(`src/checks/${id}/readme.md`).split(/^## /m).slice(1)) {
      const [title, ...body] = section.split('\n')
      expect(body.join('').trim(), `${id}: ${title}`).not.toBe('')
    }
})

test('evidence: registry = folders', () => {
  expect(evidence.map((one) => one.id).sort()).toEqual(folders('src/evidence').sort())
})

test('every need names evidence that exists, and pairs can be exchanged', () => {
  const known = new Map(evidence.map((one) => [one.id as string, one]))
  for (const check of checks)
    for (const need of Object.values<{ evidence: string; at: unknown }>(check.needs)) {
      expect(known.has(need.evidence), `${check.id} needs ${need.evidence}`).toBe(true)
      if (need.at === 'pair') expect(known.get(need.evidence)!.swap, need.evidence).toBeTypeOf('function')
    }
})

test('messages: every severity is one, every text and fix says something', () => {
  for (const check of checks)
    for (const [code, message] of Object.entries<{ text: string; fix: string }>(check.messages)) {
      expect(code).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(message.text.length, `${check.id} ${code}`).toBeGreaterThan(10)
      expect(message.fix, `${check.id} ${code}`).toMatch(/\.$/)
    }
})

test('the version is package.json’s', () => {
  expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version)
})
