import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What DVC 3 leaves behind: text for the commit, objects for `.dvc/cache/files/md5`. */
export interface DvcWritten {
  /** The `.dvc` file. */
  readonly text: string
  readonly md5: string
  /** Path below the cache → bytes. */
  readonly objects: ReadonlyMap<string, Uint8Array>
}

export const md5Of = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex')

/** `dvc add NAME` of a file. */
export function dvcFile(name: string, content: string | Uint8Array): DvcWritten {
  const bytes = Buffer.from(content)
  const md5 = md5Of(bytes)
  const text = `outs:\n- md5: ${md5}\n  size: ${bytes.length}\n  hash: md5\n  path: ${name}\n`
  return { text, md5, objects: new Map([[objectPath(md5), bytes]]) }
}

/** `dvc add NAME` of a folder; names of files are paths below it. */
export function dvcFolder(name: string, files: Readonly<Record<string, string | Uint8Array>>): DvcWritten {
  const objects = new Map<string, Uint8Array>()
  const entries = Object.entries(files).map(([relpath, content]) => {
    const bytes = Buffer.from(content)
    objects.set(objectPath(md5Of(bytes)), bytes)
    return { md5: md5Of(bytes), relpath }
  })
  entries.sort((a, b) => Buffer.compare(Buffer.from(a.relpath), Buffer.from(b.relpath)))
  return folderOf(name, pythonJson(entries), objects)
}

/** A folder whose manifest is this text. */
export function folderOf(name: string, manifest: string, objects = new Map<string, Uint8Array>()): DvcWritten {
  const md5 = md5Of(manifest)
  objects.set(`${objectPath(md5)}.dir`, Buffer.from(manifest))
  const text = `outs:\n- md5: ${md5}.dir\n  size: 1\n  nfiles: ${objects.size}\n  hash: md5\n  path: ${name}\n`
  return { text, md5, objects }
}

/** Puts objects into the cache of a clone. */
export function fillCache(root: string, ...written: readonly DvcWritten[]): void {
  for (const { objects } of written) for (const [path, bytes] of objects) put(join(root, '.dvc/cache', path), bytes)
}

function put(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

function objectPath(md5: string): string {
  return `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`
}

/** As Python's `json.dumps` writes it: a space after `:` and `,`, everything beyond ASCII escaped. */
function pythonJson(entries: readonly Readonly<Record<string, string>>[]): string {
  const text = (value: string) =>
    JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const one = (entry: Readonly<Record<string, string>>) =>
    `{${Object.entries(entry)
      .map(([key, value]) => `${text(key)}: ${text(value)}`)
      .join(', ')}}`
  return `[${entries.map(one).join(', ')}]`
}
