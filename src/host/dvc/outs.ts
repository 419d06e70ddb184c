import { isMap } from 'yaml'
import type { Place } from '#contract/errors'
import { DvcFile } from './yaml.ts'

/** A file or folder that DVC keeps, as a `.dvc` file or a `dvc.lock` names it. */
export interface Out {
  /** Repository-relative and normal; null: it leaves the repository. */
  readonly path: string | null
  /** 32 hex digits; of a folder those of its manifest, null when `files` stand in its place. */
  readonly md5: string | null
  readonly folder: boolean
  /** Files of a folder that are listed right here (cloud versioning): path below the folder, md5. */
  readonly files: readonly { readonly path: string; readonly md5: string }[] | null
  readonly place: Place
}

const MD5 = /^([0-9a-f]{32})(\.dir)?$/

/** Outs of a `.dvc` file (`outs`, `wdir`). */
export function outsOfDvcFile(path: string, bytes: Uint8Array): Out[] {
  const file = new DvcFile(path, bytes)
  const folder = resolvePath(folderOf(path), file.text(file.root, 'wdir') || '.')
  return file.list(file.root, 'outs').flatMap((out) => outOf(file, out, folder))
}

/**
 * Outs of a `dvc.lock` (schema 2.0, or the older one without). Where a stage runs (`wdir`) stands in the `dvc.yaml` beside
 * it; `pipeline` gives that file's bytes, null when there is none.
 */
export function outsOfLock(path: string, bytes: Uint8Array, pipeline: Uint8Array | null): Out[] {
  const file = new DvcFile(path, bytes)
  const stages = file.get(file.root, 'schema') === null ? file.root : file.get(file.root, 'stages')
  const yaml = pipeline && new DvcFile(`${folderOf(path)}${folderOf(path) && '/'}dvc.yaml`, pipeline)
  const declared = yaml ? new Map(yaml.entries(yaml.get(yaml.root, 'stages'))) : new Map<string, unknown>()
  return [...file.entries(stages)].flatMap(([name, stage]) => {
    const definition = declared.get(name) ?? declared.get(name.replace(/@.*$/, ''))
    const wdir = (yaml && definition !== undefined ? yaml.text(definition, 'wdir') : null) || '.'
    const folder = resolvePath(folderOf(path), wdir)
    return file.list(stage, 'outs').flatMap((out) => outOf(file, out, folder))
  })
}

function outOf(file: DvcFile, out: unknown, folder: string | null): Out[] {
  if (!isMap(out)) throw file.fault(out, 'an out is not a mapping')
  const written = file.text(out, 'path')
  if (!written) throw file.fault(out, 'an out has no path')
  if (file.text(out, 'cache') === 'false') return [] // kept in git
  const path = folder === null ? null : resolvePath(folder, written) || null
  const place = file.placeOf(out)
  const hash = file.text(out, 'hash') ?? 'md5'
  if (path === null || hash !== 'md5') return [{ path: null, md5: null, folder: false, files: null, place }]
  const text = file.text(out, 'md5')
  const files = file.list(out, 'files')
  if (files.length > 0) {
    const listed = files.map((one) => {
      const [name, md5] = [file.text(one, 'relpath') ?? '', file.text(one, 'md5') ?? '']
      if (!isBelow(name)) throw file.fault(one, `${JSON.stringify(name.slice(0, 200))} is no path below the out`)
      if (!/^[0-9a-f]{32}$/.test(md5)) throw file.fault(one, 'a file has no md5 of 32 hex digits')
      return { path: name, md5 }
    })
    return [{ path, md5: null, folder: true, files: listed, place }]
  }
  const match = MD5.exec(text ?? '')
  if (!match) throw file.fault(out, 'an out has no md5 of 32 hex digits')
  return [{ path, md5: match[1]!, folder: match[2] !== undefined, files: null, place }]
}

/** A path of a manifest: relative, normal, going down only. */
export function isBelow(path: string): boolean {
  return path !== '' && !/[\\\0]|^[a-z]:/i.test(path) && path.split('/').every((one) => !['', '.', '..'].includes(one))
}

/** `text` as seen from `folder`, `''` for the repository itself; null when it leaves it. */
function resolvePath(folder: string, text: string): string | null {
  if (/[\\\0]|^\/|^~|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null
  const segments = folder === '' ? [] : folder.split('/')
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return null
  }
  return segments.join('/')
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Order in which the files of outs stand in a listing: a folder by what lies in it. */
export function byPath(a: Out, b: Out): number {
  return Buffer.compare(Buffer.from(keyOf(a)), Buffer.from(keyOf(b)))
}
function keyOf({ path, folder }: Out): string {
  return folder ? `${path}/` : `${path}`
}
