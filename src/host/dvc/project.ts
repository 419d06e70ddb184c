import { isAbsolute, join, resolve, sep } from 'node:path'
import { GateError, type Place } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { DvcCache, insideOf } from './cache.ts'
import { DVC_CONFIG_LIMIT, type DvcConfig, parseDvcConfig } from './config.ts'

/** Of `dvc init --subdir` a repository may have several; each is a folder to look into. */
const MOST_PARTS = 100

/** One `dvc init`: the repository's, or that of a folder in it. */
export interface DvcPart {
  /** Absolute path of the folder that holds `.dvc`. */
  readonly root: string
  /** The same as seen from the repository, `''` for itself. */
  readonly folder: string
  readonly config: DvcConfig
  /** `core.remote` of base. */
  readonly remote: string | null
}

/**
 * What the operator and base say of DVC: where its objects lie on this machine, and which remotes have them. Nothing of it
 * comes from a pull request.
 */
export class DvcProject {
  /** By folder; the repository's own is among them even where it has no `.dvc/config`. */
  readonly parts: ReadonlyMap<string, DvcPart>
  readonly cache: DvcCache
  /** Where fetched objects are put: never below the working tree, where links of a pull request may stand. */
  readonly download: string

  private constructor(parts: ReadonlyMap<string, DvcPart>, directories: readonly string[], download: string) {
    this.parts = parts
    this.cache = new DvcCache(directories)
    this.download = download
  }

  /**
   * `given` is the cache that the operator names (`CV_GATE_DVC_CACHE`): the only one that may lie outside the clone. `own`
   * is a folder of ours in the clone's git folder.
   */
  static async open(root: string, base: Tree, given: string | null, own: string): Promise<DvcProject> {
    const parts = new Map<string, DvcPart>()
    for (const folder of ['', ...(await foldersOf(base))]) {
      const config = parseDvcConfig(await configOf(base, folder))
      const remote = config.get('core')?.get('remote') ?? null
      parts.set(folder, { root: join(root, folder), folder, config, remote })
    }
    const named = [...parts.values()].flatMap(({ root, config }) => {
      const written = config.get('cache')?.get('dir')
      return [...(written === undefined ? [] : [resolve(root, '.dvc', written)]), join(root, '.dvc', 'cache')]
    })
    const inRepository = named.filter((one) => one.startsWith(root + sep))
    const real = await Promise.all([...new Set(inRepository)].map((one) => insideOf(root, one)))
    const download = given ? resolve(given) : own
    const directories = [download, ...real].filter((one): one is string => one !== null)
    return new DvcProject(parts, [...new Set(directories)], download)
  }

  /** The nearest at or above a file of the repository. */
  partOf(path: string): DvcPart {
    let folder = path
    while (folder !== '') {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
      const part = this.parts.get(folder)
      if (part) return part
    }
    return this.parts.get('')!
  }

  /** `what` is kept by DVC and not on this machine. */
  absent(what: string, place: Place): GateError {
    const part = this.partOf(place.path)
    const remote = part.remote === null ? '' : ` --remote ${part.remote}`
    const where = part.folder === '' ? '' : ` in ${part.folder}`
    const elsewhere = part.config.get('cache')?.get('dir')
    const outside = elsewhere !== undefined && isAbsolute(elsewhere) ? ', or name its cache as CV_GATE_DVC_CACHE' : ''
    return new GateError('content-absent', 'host', `${what}: its DVC content is not on this machine`, {
      hint: `Run \`dvc fetch${remote}\`${where} before, with the .dvc/config of base${outside}; or let it be fetched: \`data.fetch: trusted-remote\`.`,
      place,
    })
  }
}

/** Folders below the repository with a `.dvc/config` of their own. */
async function foldersOf(base: Tree): Promise<string[]> {
  const { rows, path } = await base.list('')
  const found: string[] = []
  for (let row = 0; row < rows && found.length < MOST_PARTS; row++) {
    const bytes = path.bytes(row)
    if (bytes[bytes.length - 1] !== 0x67) continue // `g`: most files end otherwise
    const text = path.get(row)
    if (text.endsWith(CONFIG) && text.length > CONFIG.length) found.push(text.slice(0, -CONFIG.length))
  }
  return found
}
const CONFIG = '/.dvc/config'

async function configOf(base: Tree, folder: string): Promise<string> {
  const path = folder === '' ? CONFIG.slice(1) : `${folder}${CONFIG}`
  if ((await base.oid(path)) === null) return ''
  return new TextDecoder().decode(await base.read(path, DVC_CONFIG_LIMIT))
}
