import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { truthy } from '@actions/expressions/result'

/** `github`, `needs`, `steps` …: plain values by name. */
export type Contexts = Readonly<Record<string, unknown>>
/** How it went so far, as `success()`, `failure()` and `cancelled()` tell it. */
export interface Sofar {
  readonly failed: boolean
  readonly cancelled: boolean
}

const STATUS = /\b(?:always|success|failure|cancelled)\s*\(/

/** An `if:`; without a function of the status it holds only when all went well. */
export function holds(condition: string | undefined, contexts: Contexts, sofar: Sofar): boolean {
  const text = condition === undefined ? 'success()' : condition.replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
  return truthy(evaluated(STATUS.test(text) ? text : `success() && (${text})`, contexts, sofar))
}

/** A value with its `${{ }}` filled in; one that is nothing else keeps its type. */
export function filled(value: unknown, contexts: Contexts, sofar: Sofar): unknown {
  if (typeof value !== 'string') return value
  const whole = /^\$\{\{((?:(?!\}\})[\s\S])*)\}\}$/.exec(value)
  if (whole) return plain(evaluated(whole[1]!, contexts, sofar))
  return value.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_, text: string) => evaluated(text, contexts, sofar).coerceString())
}

/** By GitHub's own parser and evaluator. */
function evaluated(text: string, contexts: Contexts, { failed, cancelled }: Sofar): data.ExpressionData {
  const functions = Object.entries({ always: true, success: !failed && !cancelled, failure: failed, cancelled }).map(
    ([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }),
  )
  const parsed = new Parser(new Lexer(text.trim()).lex().tokens, Object.keys(contexts), functions).parse()
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
  return new Evaluator(parsed, context, new Map(functions.map((one) => [one.name, one]))).evaluate()
}

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer)) as unknown
}
