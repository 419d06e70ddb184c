import { expect, test } from 'vitest'
import type { CommandName } from './grammar.ts'
import { mayBeAnswered, mayDo, type Person, roleOf } from './rights.ts'

const person = (role: string, permission: string, login = 'octocat'): Person => ({ login, role, permission })
/** As GitHub answers for its own roles and for custom ones. */
const PEOPLE: [Person, role: string, answered: boolean, recheck: boolean, waive: boolean][] = [
  [person('none', 'none'), 'none', false, false, false],
  [person('read', 'read'), 'read', false, false, false],
  [person('triage', 'read'), 'triage', true, false, false],
  [person('write', 'write'), 'write', true, true, false],
  [person('maintain', 'write'), 'maintain', true, true, true],
  [person('admin', 'admin'), 'admin', true, true, true],
  [person('data-steward', 'read'), 'read', false, false, false],
  [person('ml-lead', 'write'), 'write', true, true, false],
  [person('owner-like', 'admin'), 'admin', true, true, true],
  // where they disagree the lower one counts
  [person('admin', 'read'), 'triage', true, false, false],
  [person('admin', 'write'), 'maintain', true, true, true],
  [person('read', 'admin'), 'read', false, false, false],
  [person('admin', 'none'), 'none', false, false, false],
  [person('admin', ''), 'none', false, false, false],
  [person('constructor', '__proto__'), 'none', false, false, false],
  [person('', 'write'), 'write', true, true, false],
]
test.each(PEOPLE)('%j counts as %s', (one, role, answered, recheck, waive) => {
  expect([roleOf(one), mayBeAnswered(one)]).toEqual([role, answered])
  const may = (kind: CommandName) => mayDo({ kind }, one, ['maintain', 'admin'])
  for (const kind of ['recheck', 'status', 'explain', 'help'] as const) expect(may(kind), kind).toBe(recheck)
  for (const kind of ['waive', 'unwaive'] as const) expect(may(kind), kind).toBe(waive)
})

const writer = person('write', 'write', 'Ada')
const LISTS: [string, Person, readonly string[], boolean][] = [
  ['a name', writer, ['ada'], true],
  ['another name', writer, ['ad'], false],
  ['nobody', person('admin', 'admin'), [], false],
  ['admins only', person('maintain', 'write'), ['admin'], false],
  ['all who write', writer, ['write'], true],
  ['a role in capitals', person('maintain', 'write'), ['Maintain'], true],
  ['a custom role', person('ml-lead', 'write'), ['ml-lead'], true],
  ['a custom role without the right to write', person('ml-lead', 'read'), ['ml-lead'], false],
  ['a name that may only triage', person('triage', 'read', 'ada'), ['ada'], false],
  ['readers', person('read', 'read'), ['read', 'none'], false],
  ['a person with the name of a role', person('write', 'write', 'admin'), ['maintain', 'admin'], false],
]
test.each(LISTS)('the policy names %s', (_, one, waivers, may) => {
  expect(mayDo({ kind: 'waive' }, one, waivers)).toBe(may)
  expect(mayDo({ kind: 'unwaive' }, one, waivers)).toBe(may)
})
