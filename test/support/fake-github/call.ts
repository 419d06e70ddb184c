import type { Answer } from './answer.ts'
import type { Identity } from './identity.ts'
import type { Lag } from './lag.ts'
import type { Repository } from './state.ts'
import type { World } from './world.ts'

/** One request, understood: its operation is known and its form valid. */
export interface Call {
  readonly world: World
  readonly lag: Lag
  readonly who: Identity
  /** Where the API answers, for the links in answers. */
  readonly api: string
  /** Where archives lie: another origin, asked without the token. */
  readonly storage: string
  readonly repository: Repository
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly url: URL
  readonly body: unknown
  /** Makes a token that ends after so many milliseconds. */
  issue(identity: Identity, lasts: number): string
}
/** Keys are operations as GitHub's description names them; of a repository without `/repos/{owner}/{repo}`. */
export type Routes = Readonly<Record<string, (call: Call) => Answer>>
