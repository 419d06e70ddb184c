import { GateError } from '#contract/errors'
import type { Tensor } from '#formats/onnx/types'
import { type ByteSource, sourceOf } from '#formats/onnx/wire'

const ENDINGS = ['.data', '_data', '.bin', '.weights']

/**
 * Paths beside a model where its external data may lie. A fixed list, because what a model depends on must be known
 * before it is read: a file that is not watched could change unseen.
 */
export function externalCandidates(path: string): string[] {
  const stem = path.replace(/\.[^./]*$/, '')
  return [...new Set([path, stem].flatMap((start) => ENDINGS.map((ending) => start + ending)))]
}

/** Every file that the tensors name, by location. Tracked, regular files of the commit only: the tree reads no others. */
export async function readExternal(
  tensors: readonly Tensor[],
  path: string,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Map<string, ByteSource>> {
  const watched = externalCandidates(path)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const byLocation = new Map<string, ByteSource>()
  const byPath = new Map<string, ByteSource>()
  for (const { external } of tensors) {
    if (external === null || byLocation.has(external.location)) continue
    const at = folder + external.location.replace(/^\.\//, '')
    if (!watched.includes(at)) throw unwatched(path, external.location)
    const file = byPath.get(at) ?? sourceOf(await read(at), at)
    byPath.set(at, file)
    byLocation.set(external.location, file)
  }
  return byLocation
}

function unwatched(path: string, location: string): GateError {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return new GateError(
    'onnx-external-data',
    'artifact',
    `${path}: its tensors lie in ${JSON.stringify(location.slice(0, 200))}, where they are not watched`,
    {
      hint: `Save the model as one file, or all its external data as ${file}.data beside it.`,
      place: { path },
    },
  )
}
