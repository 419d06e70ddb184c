import { isAbsolute, join, resolve, sep } from 'node:path'
import { GateError, type Place } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { DvcCache, insideOf } from './cache.ts'
import { DVC_CONFIG_LIMIT, type DvcConfig, parseDvcConfig } from './config.ts'

/**
 * What the operator and base say of DVC: where its objects lie on this machine, and which remote has them. Nothing of it
 * comes from a pull request.
 */
export class DvcProject {
  readonly root: string
  readonly config: DvcConfig
  readonly cache: DvcCache
  /** `core.remote` of base. */
  readonly remote: string | null
  /** Where fetched objects are put: never below the working tree, where links of a pull request may stand. */
  readonly download: string

  private constructor(root: string, config: DvcConfig, directories: readonly string[], download: string) {
    this.root = root
    this.config = config
    this.cache = new DvcCache(directories)
    this.download = download
    this.remote = config.get('core')?.get('remote') ?? null
  }

  /**
   * `given` is the cache that the operator names (`CV_GATE_DVC_CACHE`): the only one that may lie outside the clone. `own`
   * is a folder of ours in the clone's git folder.
   */
  static async open(root: string, base: Tree, given: string | null, own: string): Promise<DvcProject> {
    const config = parseDvcConfig(await configOf(base))
    const written = config.get('cache')?.get('dir')
    const named = written === undefined ? null : resolve(root, '.dvc', written)
    const inRepository = [named, join(root, '.dvc', 'cache')].filter(
      (one): one is string => one?.startsWith(root + sep) === true,
    )
    const real = await Promise.all([...new Set(inRepository)].map((one) => insideOf(root, one)))
    const download = given ? resolve(given) : own
    const directories = [download, ...real].filter((one): one is string => one !== null)
    return new DvcProject(root, config, [...new Set(directories)], download)
  }

  /** `what` is kept by DVC and not on this machine. */
  absent(what: string, place: Place): GateError {
    const remote = this.remote === null ? '' : ` --remote ${this.remote}`
    const elsewhere = this.config.get('cache')?.get('dir')
    const outside = elsewhere !== undefined && isAbsolute(elsewhere) ? ', or name its cache as CV_GATE_DVC_CACHE' : ''
    return new GateError('content-absent', 'host', `${what}: its DVC content is not on this machine`, {
      hint: `Run \`dvc fetch${remote}\` before, with the .dvc/config of base${outside}; or let it be fetched: \`data.fetch: trusted-remote\`.`,
      place,
    })
  }
}

async function configOf(base: Tree): Promise<string> {
  if ((await base.oid('.dvc/config')) === null) return ''
  return new TextDecoder().decode(await base.read('.dvc/config', DVC_CONFIG_LIMIT))
}
