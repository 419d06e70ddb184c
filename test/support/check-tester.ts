import { describe, expect, test } from 'vitest'
import type { AnyCheck } from '#contract/check'
import type { TargetPolicy } from '#contract/config'
import type { Measured } from '#contract/outcome'
import { policy } from './datasets.ts'
import { offences, type Ran, runOn, type Subject } from './laws.ts'
import type { World } from './world.ts'

/** One situation and what the check says of it. */
export interface Case {
  readonly name: string
  readonly given: World
  readonly target?: Partial<TargetPolicy>
  /** As the configuration gives them: defaults are filled in. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Code of the reason why the check does not apply. */
  readonly notApplicable?: string
  /** Findings as they are read, `code: text`, with ` (old)` behind the code of what base has as well. Default: none. */
  readonly finds?: readonly string[]
  /** Anything else. */
  readonly also?: (outcome: Measured) => void
}

/**
 * Runs the cases of a check, and holds it to the law of all checks in every one of them (laws.ts), without being asked:
 * inputs unchanged, equal bytes twice, a well-formed outcome, independence of the order of images, nothing new when
 * nothing changed, opposite signs when the sides are exchanged, columns and optional evidence may lack. All cases
 * together must produce every message.
 */
export function testCheck(check: AnyCheck, cases: readonly Case[]): void {
  describe(check.id, () => {
    for (const one of cases) {
      test(one.name, () => {
        const outcome = runOn(subjectOf(check, one), one.given)
        if (one.notApplicable !== undefined)
          return expect(outcome).toMatchObject({ status: 'not-applicable', reason: { code: one.notApplicable } })
        if (outcome.status !== 'measured') throw new Error(`not applicable: ${outcome.reason.code}`)
        expect(readings(check, outcome)).toEqual(one.finds ?? [])
        one.also?.(outcome)
      })
      test(`${one.name}: lawful`, () => expect(offences(subjectOf(check, one))).toEqual([]))
    }
    test('every message is said in some case', () => expect(unsaid(check, cases)).toEqual([]))
  })
}

/** All that is wrong with a check over its cases, apart from what the cases expect. */
export function allOffences(check: AnyCheck, cases: readonly Case[]): string[] {
  const broken = cases.flatMap((one) => offences(subjectOf(check, one)).map((offence) => `${one.name}: ${offence}`))
  return [...broken, ...unsaid(check, cases).map((code) => `never said: ${code}`)]
}

/** The outcome of one case, for tests beyond the cases. */
export function outcomeOf(check: AnyCheck, one: Omit<Case, 'name'>): Measured {
  const outcome = runOn(subjectOf(check, one), one.given)
  if (outcome.status !== 'measured') throw new Error(`not applicable: ${outcome.reason.code}`)
  return outcome
}

function subjectOf(check: AnyCheck, { given, target = {}, options = {} }: Omit<Case, 'name'>): Subject {
  return { check, world: given, target: policy(target), options }
}

function unsaid(check: AnyCheck, cases: readonly Case[]): string[] {
  const said = new Set(cases.flatMap((one) => codesOf(runOn(subjectOf(check, one), one.given))))
  return Object.keys(check.messages).filter((code) => !said.has(code))
}
function codesOf(ran: Ran): string[] {
  return ran.status === 'measured' ? [...ran.findings, ...ran.claims].map(({ code }) => code) : []
}

/** Findings as they are read. */
export function readings(check: AnyCheck, { findings }: Measured): string[] {
  return findings.map(({ code, args, age }) => {
    const text = check.messages[code]!.text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name]))
    return `${code}${age === 'new' ? '' : ' (old)'}: ${text}`
  })
}
