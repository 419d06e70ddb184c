import { hasImageExtension, joinPath, normalPath } from '#evidence/dataset/paths'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { type Look, linesOf } from '../look.ts'
import { imagesElsewhere } from '../reason.ts'
import { commonFolder, foldersAbove, splitInName } from '../split-names.ts'

const LIST_LIMIT = 64 * 1024 * 1024
const LONGEST_LINE = 4096
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const SEPARATORS = new Set([0x20, 0x09, 0x2c, 0x3b]) // space, tab, comma, semicolon

interface List {
  readonly path: string
  readonly images: number
  readonly first: string
  readonly folders: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
}

/** Class folders and lists of the images of each split: `class/image.jpg` a line, perhaps with a label behind it. */
export async function lists(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const groups = new Map<string, Map<string, List>>()
  const heads = await look.heads(look.candidates('txt', 'csv', 'tsv').filter((path) => splitInName(path) !== null))
  for (const [path, head] of heads) {
    if (!record(linesOf(head)[0] ?? '')?.image.includes('/')) continue
    const list = await read(look, path)
    if (list === null) continue
    const key = `${foldersAbove(path)[0]!}\0${path.slice(path.lastIndexOf('.'))}`
    const group = groups.get(key) ?? new Map<string, List>()
    const name = splitInName(path)!
    if (group.has(name)) rejected.push({ path, why: `a second list of the split ${name}`, bare: true })
    else groups.set(key, group.set(name, list))
  }
  for (const splits of groups.values()) {
    const made = place(look, splits)
    if (typeof made === 'string') rejected.push({ path: [...splits.values()][0]!.path, why: made, bare: true })
    else found.push(made)
  }
  return { found, rejected }
}

async function read(look: Look, path: string): Promise<List | null> {
  const bytes = await look.bytes(path, LIST_LIMIT)
  if (bytes === null) return null
  const folders = new Set<string>()
  const labels = new Set<string>()
  let images = 0
  let first = ''
  for (const line of linesOf(decoder.decode(bytes))) {
    const found = record(line)
    if (found === null) continue
    const { image, label } = found
    first ||= image
    images++
    folders.add(image.slice(0, Math.max(0, image.indexOf('/'))))
    if (label !== '') labels.add(label)
  }
  return images === 0 ? null : { path, images, first, folders, labels }
}

/** A line goes on behind the extension of an image and a separator with its label. */
function record(line: string): { image: string; label: string } | null {
  const bytes = encoder.encode(line)
  const ends = bytes.length > LONGEST_LINE ? [] : [...bytes.keys()].filter((at) => SEPARATORS.has(bytes[at]!))
  const end = [bytes.length, ...ends].find((at) => hasImageExtension(bytes, 0, at))
  const image = end === undefined ? null : normalPath(decoder.decode(bytes.subarray(0, end)))
  return image === null ? null : { image, label: decoder.decode(bytes.subarray(end! + 1)).trim() }
}

function place(look: Look, splits: ReadonlyMap<string, List>): Layout | string {
  const gate = judged(splits)
  if (gate === null) return 'a list of images, but none of test or val beside it: nothing to judge'
  const all = [...splits.values()]
  const common = commonFolder(all.map(({ path }) => path))
  const { first } = splits.get(gate)!
  const root = foldersAbove(joinPath(common, 'x')).find((folder) => look.has(joinPath(folder, first)))
  if (root === undefined) return imagesElsewhere(look, first)
  const labels = [...new Set(all.flatMap((list) => [...list.labels]))]
  const folders = [...new Set(all.flatMap((list) => [...list.folders]))]
  const classes = labels.length > 0 ? labels : folders
  if (classes.length < 2)
    return `a list of images whose first folder is always ${JSON.stringify(classes[0])}: no classes to tell apart; write its paths so that they begin with the class`
  if (labels.length > 1 && labels.some((label) => /^\S+\s+\S/.test(label) && /^-?\d/.test(label)))
    return 'a list of images with several values a line: no classes'
  return {
    format: 'folder',
    task: 'classification',
    root,
    file: null,
    splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
    columns: {},
    classes: classes.sort(),
    counts: Object.fromEntries([...splits].map(([name, { images }]) => [name, images])),
    guesses: labels.length > 0 ? ['the classes: what follows an image in the lists'] : [],
  }
}
