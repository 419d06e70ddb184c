import { z } from 'zod'
import type { AnyCheck } from '#contract/check'
import type { TargetPolicy } from '#contract/config'
import { GateError } from '#contract/errors'
import {
  claimSchema,
  type Estimate,
  type Exhibit,
  exhibitSchema,
  findingSchema,
  type Measured,
  metricSchema,
  type NotApplicable,
  notApplicableSchema,
} from '#contract/outcome'
import { seededRandom } from '#stats/random'
import { fingerprint } from './fingerprint.ts'
import { giveTo, shuffled, swapped, unchanged, type World, withoutColumn } from './world.ts'

export type Ran = Measured | NotApplicable

/** A check with all it needs to run on a world. */
export interface Subject {
  readonly check: AnyCheck
  readonly world: World
  readonly target: TargetPolicy
  readonly options: unknown
}

export function runCheck({ check, target, options }: Subject, given: unknown): Ran {
  return check.run(given as never, {
    options: check.options.parse(options),
    target,
    random: (purpose) => seededRandom(fingerprint(purpose)),
  })
}

export function runOn(subject: Subject, world: World): Ran {
  return runCheck(subject, giveTo(subject.check.needs, world))
}

/** Each says how a check breaks it, in one line an offence. */
export const LAWS: Readonly<Record<string, (subject: Subject) => Iterable<string>>> = {
  'inputs stay as they are': function* (subject) {
    const given = giveTo(subject.check.needs, subject.world)
    const before = fingerprint(given)
    runCheck(subject, given)
    if (fingerprint(given) !== before) yield 'the evidence was changed'
  },

  'twice gives the same bytes': function* (subject) {
    const [once, again] = [runOn(subject, subject.world), runOn(subject, subject.world)]
    if (JSON.stringify(once) !== JSON.stringify(again)) yield 'two runs differ'
  },

  'the outcome is well-formed': function* (subject) {
    yield* malformed(subject.check, runOn(subject, subject.world))
  },

  'the order of images does not matter': function* (subject) {
    const expected = unordered(runOn(subject, subject.world))
    for (const seed of ['one', 'two', 'three']) {
      const other = shuffled(subject.world, seededRandom(fingerprint(seed)))
      yield* different('shuffled', expected, unordered(runOn(subject, other)))
    }
  },

  'nothing changed: no difference, nothing new': function* (subject) {
    for (const which of ['base', 'head'] as const) {
      const ran = refusable(() => {
        const world = unchanged(subject.world, which)
        return world && runOn(subject, world)
      })
      if (ran?.status !== 'measured') continue
      for (const { id, slice, delta } of ran.metrics)
        if (delta.value !== null && delta.value !== 0) yield `${which} twice: delta of ${id} ${slice} is ${delta.value}`
      for (const { metric, slice, gain } of ran.claims)
        if (gain !== 0) yield `${which} twice: gain of ${metric} ${slice} is ${gain}`
      for (const { code, subject: about, age } of ran.findings)
        if (age === 'new') yield `${which} twice: ${code} of ${about} is new`
    }
  },

  'exchanging the sides turns the signs': function* (subject) {
    const there = runOn(subject, subject.world)
    const back = refusable(() => {
      const world = swapped(subject.world)
      return world && runOn(subject, world)
    })
    if (there.status !== 'measured' || back?.status !== 'measured') return
    const deltas = numbers(back.metrics.map(({ id, slice, delta }) => [`${id} ${slice}`, delta.value]))
    for (const { id, slice, delta } of there.metrics)
      yield* opposite(`delta of ${id} ${slice}`, delta.value, deltas.get(`${id} ${slice}`))
    const gains = numbers(back.claims.map(({ metric, slice, gain }) => [`${metric} ${slice}`, gain]))
    for (const { metric, slice, gain } of there.claims)
      yield* opposite(`gain of ${metric} ${slice}`, gain, gains.get(`${metric} ${slice}`))
  },

  'a column that is absent is told, not thrown': function* (subject) {
    const { base, head } = subject.world
    const columns = new Set([base, head].flatMap((one) => [...(one?.dataset?.columns.keys() ?? [])]))
    for (const column of columns) {
      const less = { base: base && withoutColumn(base, column), head: withoutColumn(head, column) }
      for (const change of [less, { base: less.base }, { head: less.head }])
        for (const offence of malformed(subject.check, runOn(subject, { ...subject.world, ...change })))
          yield `without ${column}: ${offence}`
    }
  },

  'evidence that is optional may lack': function* (subject) {
    const given = giveTo(subject.check.needs, subject.world)
    const optional = Object.entries(subject.check.needs).flatMap(([name, need]) =>
      (need as { optional?: boolean }).optional ? [name] : [],
    )
    const none = Object.fromEntries(optional.map((name) => [name, null]))
    for (const lack of [none, ...optional.map((name) => ({ [name]: null }))])
      for (const offence of malformed(subject.check, runCheck(subject, { ...given, ...lack })))
        yield `without ${Object.keys(lack).join(', ')}: ${offence}`
  },
}

/** Offences of a case against all laws; a law that throws is broken as well. */
export function offences(subject: Subject): string[] {
  return Object.entries(LAWS).flatMap(([name, law]) => {
    try {
      return [...law(subject)].map((offence) => `${name}: ${offence}`)
    } catch (error) {
      return [`${name}: threw ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}

const foundSchema = findingSchema
  .omit({ id: true, evidence: true })
  .extend({ subject: z.string().min(1), basis: z.string() })
  .strict()

function* malformed(check: AnyCheck, ran: Ran): Generator<string> {
  if (ran.status !== 'measured') return yield* invalid('outcome', notApplicableSchema, ran)
  if (ran.status !== 'measured' || Object.keys(ran).length !== 5) yield 'unknown fields'
  for (const [index, metric] of ran.metrics.entries()) yield* invalid(`metrics[${index}]`, metricSchema, metric)
  for (const [index, claim] of ran.claims.entries()) yield* invalid(`claims[${index}]`, claimSchema, claim)
  for (const [index, found] of ran.findings.entries()) yield* invalid(`findings[${index}]`, foundSchema, found)
  for (const [index, exhibit] of ran.exhibits.entries()) {
    yield* invalid(`exhibits[${index}]`, exhibitSchema, exhibit)
    yield* crooked(exhibit)
  }
  for (const { code, args } of [...ran.findings, ...ran.claims]) yield* unspoken(check, code, args)
  const named = numbers(ran.metrics.map(({ id, slice, delta }) => [`${id} ${slice}`, delta.value]))
  if (named.size < ran.metrics.filter(({ delta }) => delta.value !== null).length) yield 'two metrics of one name'
  for (const { metric, slice, p, margin } of ran.claims) {
    if (!ran.metrics.some((one) => one.id === metric && one.slice === slice)) yield `no metric ${metric} ${slice}`
    const probabilities = [p.beyondMargin, p.worse, p.notInferior, p.notInferiorToAnchor ?? 0]
    if (!probabilities.every((one) => one >= 0 && one <= 1)) yield `p of ${metric} ${slice} outside [0, 1]`
    if (!(margin > 0)) yield `margin of ${metric} ${slice} is not positive`
  }
}

function* invalid(what: string, schema: z.ZodType, value: unknown): Generator<string> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) yield `${what}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`
}

/** Every place in the message's text and advice has an argument. */
function* unspoken(check: AnyCheck, code: string, args: Readonly<Record<string, unknown>>): Generator<string> {
  const message = Object.hasOwn(check.messages, code) ? check.messages[code]! : null
  if (message === null) return yield `no message ${code}`
  for (const [, name] of `${message.text} ${message.fix}`.matchAll(/\{(\w+)\}/g))
    if (!Object.hasOwn(args, name!)) yield `${code} lacks the argument ${name}`
}

function* crooked(exhibit: Exhibit): Generator<string> {
  if (exhibit.kind === 'table') {
    if (exhibit.rows.some((row) => row.length !== exhibit.columns.length)) yield `a crooked table: ${exhibit.title}`
    if (exhibit.total < exhibit.rows.length) yield `a total that is too small: ${exhibit.title}`
  }
  if (exhibit.kind === 'pairs' && exhibit.total < exhibit.pairs.length) yield `a total too small: ${exhibit.title}`
}

/** What must not depend on the order of images; sums of floating-point numbers may differ in the last digits. */
function unordered(ran: Ran): unknown {
  if (ran.status !== 'measured') return ran
  return {
    metrics: ran.metrics.map(rounded).sort(),
    claims: ran.claims.map(rounded).sort(),
    findings: ran.findings
      .map(({ code, subject, age, count, basis }) => rounded({ code, subject, age, count, basis }))
      .sort(),
    exhibits: ran.exhibits.map(({ kind, title }) => `${kind} ${title}`),
  }
}
function rounded(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'number' ? Number(part.toPrecision(12)) : part))
}

function* different(what: string, expected: unknown, actual: unknown): Generator<string> {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(actual)]
  if (a === b) return
  let at = 0
  while (a[at] === b[at]) at++
  yield `${what}: …${a.slice(Math.max(0, at - 80), at + 40)}… became …${b.slice(Math.max(0, at - 80), at + 40)}…`
}

function numbers(entries: readonly (readonly [string, Estimate['value']])[]): Map<string, number> {
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))
}

function* opposite(what: string, value: number | null, other: number | undefined): Generator<string> {
  if (value === null || other === undefined) return
  if (Math.abs(value + other) > 1e-12 * Math.max(1, Math.abs(value))) yield `${what}: ${value}, exchanged ${other}`
}

/** Evidence may refuse what it cannot judge (base has no answer): then the check does not run. */
function refusable<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof GateError) return null
    throw error
  }
}
