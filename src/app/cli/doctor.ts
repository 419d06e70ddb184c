import { asGateError } from '#contract/errors'
import { folderOf } from '#host/files'
import { Repository } from '#host/git/repository'
import { tokenRights } from '#host/github/rights'
import { describeMachine, runtimeVersions } from '#host/machine'
import { nativesBeside } from '#host/natives'
import { proveProvider } from '#host/sandbox/probe'
import { createSandbox } from '#host/sandbox/sandbox'
import type { Invocation } from './invocation.ts'

interface Row {
  readonly what: string
  readonly state: 'ok' | 'missing' | 'not checked'
  readonly text: string
}

/** What this machine can do, each line seen to work and not only looked up. Exit 0 when a run is possible, else 2. */
export async function doctor({ args, terminal, around }: Invocation): Promise<number> {
  const folder = folderOf(around.entry)
  const sandbox = createSandbox({
    folder,
    nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null,
    env: around.env,
    log: around.log,
  })
  const versions = runtimeVersions()
  const rows: Row[] = [
    {
      what: 'node',
      state: versions.nodeOk ? 'ok' : 'missing',
      text: versions.nodeOk ? versions.node : `${versions.node}: Node ≥ 20.19 is needed`,
    },
    await attempt('git', async () => {
      const repository = await Repository.open(around.cwd, around.env)
      const text = `${await repository.git.text('version')}; ${(await repository.isShallow()) ? 'this clone is shallow: missing commits are fetched when needed' : 'full clone'}`
      await repository.close()
      return text
    }),
    {
      what: 'natives',
      state: 'ok',
      text:
        nativesBeside(around.env.CV_GATE_NATIVES_DIR ?? folder) ??
        'not beside the program: they are installed into the tool cache when needed',
    },
    await attempt('cpu provider', () => proveProvider(sandbox)),
    { what: 'gpu providers', state: 'not checked', text: 'this version measures on the CPU' },
    {
      what: 'sandbox',
      state: 'ok',
      text: `level ${sandbox.level()}: ${sandbox.describe()}${sandbox.level() < 2 ? ' → SECURITY.md says how to reach more' : ''}`,
    },
    await attempt('token', () => tokenRights(around.env), 'not checked'),
    {
      what: 'machine',
      state: 'ok',
      text: Object.values(describeMachine('cpu', sandbox.level())).filter(Boolean).join(', '),
    },
  ]
  if (args.has('json')) terminal.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
  else
    for (const { what, state, text } of rows) terminal.stdout.write(`${state.padEnd(11)} ${what.padEnd(14)} ${text}\n`)
  return rows.some((row) => row.state === 'missing') ? 2 : 0
}

async function attempt(what: string, look: () => Promise<string>, otherwise: Row['state'] = 'missing'): Promise<Row> {
  try {
    return { what, state: 'ok', text: await look() }
  } catch (thrown) {
    const error = asGateError(thrown)
    return { what, state: otherwise, text: `${error.message} → ${error.hint}` }
  }
}
