import { baseName, folderOf, normalPath } from '#evidence/dataset/paths'
import type { Look } from './look.ts'

/** The message of an error without the path that it begins with: that stands before it already. */
export function reasonOf(error: unknown, path: string): string {
  const { message } = error as Error
  return message.startsWith(path)
    ? message
        .slice(path.length)
        .replace(/^:\s*/, 'line ')
        .replace(/^line (?!\d)/, '')
    : message
}

/** Why the images of a manifest are not used, with what to do. */
export function imagesElsewhere(look: Look, name: string | null | undefined): string {
  if (!name) return 'it lists no image'
  const what = `its first image ${JSON.stringify(name)} is not in the repository`
  const found = look.names.folderWith(baseName(name))
  if (found === null)
    return `${what}: commit the images, track them with Git LFS or DVC, or see \`data.images\` for images outside git`
  const leads = normalPath(name) !== null && `/${found.folder}`.endsWith(`/${folderOf(name)}`)
  const orName = leads ? ', or name the folder: `data.images: {root: …}`' : ''
  return `${what} where it says; a file of that name lies in ${JSON.stringify(found.folder || '.')}: write paths as seen from the folder of this file, or from one above it${orName}`
}
