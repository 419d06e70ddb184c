import type { CommandName, Intent } from './grammar.ts'

/** GitHub's roles, each with all that the ones before it may. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** As `GET collaborators/{login}/permission` answers: `role` is its `role_name`, a custom one too. */
export interface Person {
  readonly login: string
  readonly role: string
  readonly permission: string
}

/** The least role of each command. For `waive` and `unwaive` the policy says who, out of those who may write. */
export const NEEDED: Readonly<Record<CommandName, Role>> = {
  recheck: 'write',
  waive: 'write',
  unwaive: 'write',
  explain: 'write',
  status: 'write',
  help: 'write',
}

/** The highest role that each `permission` can stand for: the API has four words for six roles. */
const HIGHEST = new Map<string, Role>([
  ['read', 'triage'],
  ['write', 'maintain'],
  ['admin', 'admin'],
])
/** What each `permission` is worth by itself. */
const PERMISSIONS: readonly Role[] = ['read', 'write', 'admin']

/** A custom role counts as the permission that it is founded on; where role and permission disagree the lower one counts. */
export function roleOf({ role, permission }: Person): Role {
  const highest = HIGHEST.get(permission)
  if (highest === undefined) return 'none'
  const known = ROLES.find((one) => one === role)
  if (known === undefined) return PERMISSIONS.find((one) => one === permission)!
  return atLeast(highest, known) ? known : highest
}

/** A stranger cannot make the bot speak: to whoever may not even triage it does not reply. */
export function mayBeAnswered(person: Person): boolean {
  return atLeast(roleOf(person), 'triage')
}

/** `waivers` is the policy's: names of roles (they and all above) and of people. Nobody waives who may not write. */
export function mayDo({ kind }: Pick<Intent, 'kind'>, person: Person, waivers: readonly string[]): boolean {
  const role = roleOf(person)
  if (!atLeast(role, NEEDED[kind])) return false
  return (kind !== 'waive' && kind !== 'unwaive') || waivers.some((entry) => isNamed(entry, role, person))
}

/** A word that is a role of GitHub never means a person of that name. */
function isNamed(entry: string, role: Role, person: Person): boolean {
  const named = ROLES.find((one) => one === entry.toLowerCase())
  if (named !== undefined) return atLeast(role, named)
  return entry.toLowerCase() === person.login.toLowerCase() || entry === person.role
}

function atLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}
