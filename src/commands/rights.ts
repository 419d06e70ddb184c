import type { Intent } from './grammar.ts'

/** GitHub's roles, each with all that the ones before it may. */
const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** As `GET collaborators/{login}/permission` answers: `role` is its `role_name`, a custom one too. */
export interface Person {
  readonly login: string
  readonly role: string
  readonly permission: string
}

/** What every command needs; who of them may waive, the policy says. */
export const LEAST_ROLE: Role = 'write'

/** The highest role that a `permission` can stand for: the API has four words for six roles. */
const HIGHEST: ReadonlyMap<string, Role> = new Map([
  ['read', 'triage'],
  ['write', 'maintain'],
  ['admin', 'admin'],
])

/** A custom role counts as the permission that it is founded on; where role and permission disagree the lower one counts. */
export function roleOf({ role, permission }: Person): Role {
  const highest = HIGHEST.get(permission) ?? 'none'
  const claimed = roleNamed(role) ?? roleNamed(permission) ?? 'none'
  return atLeast(highest, claimed) ? claimed : highest
}

/** A stranger cannot make the bot speak: who may not even triage gets no reply. */
export function mayBeAnswered(person: Person): boolean {
  return atLeast(roleOf(person), 'triage')
}

/** `waivers` is the policy's: names of roles (they and all above) and of people. Nobody waives who may not write. */
export function mayDo({ kind }: Pick<Intent, 'kind'>, person: Person, waivers: readonly string[]): boolean {
  const role = roleOf(person)
  if (!atLeast(role, LEAST_ROLE)) return false
  return (kind !== 'waive' && kind !== 'unwaive') || waivers.some((entry) => isMeant(entry, role, person))
}

/** A word that is a role of GitHub never means a person of that name. */
function isMeant(entry: string, role: Role, person: Person): boolean {
  const named = roleNamed(entry.toLowerCase())
  if (named !== null) return atLeast(role, named)
  return entry.toLowerCase() === person.login.toLowerCase() || entry === person.role
}

function roleNamed(name: string): Role | null {
  return ROLES.find((one) => one === name) ?? null
}

function atLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}
