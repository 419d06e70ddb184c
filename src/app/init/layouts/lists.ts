import { SPLIT } from '#evidence/dataset/contents'
import { folderOf, hasImageExtension, joinPath, normalPath } from '#evidence/dataset/paths'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { isImage, type Look, linesOf } from '../look.ts'
import { imagesElsewhere } from '../reason.ts'
import { foldersAbove, splitInName } from '../split-names.ts'
import { folderOfSplits, homeOf, SAMPLE } from './home.ts'

const LIST_LIMIT = 64 * 1024 * 1024
const LONGEST_LINE = 4096
const SLASH = 0x2f
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const SEPARATORS = new Set([0x20, 0x09, 0x2c, 0x3b]) // space, tab, comma, semicolon

interface List {
  readonly path: string
  readonly images: number
  readonly first: readonly string[]
  /** Of its images, with all folders above them. */
  readonly folders: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
}

/** Class folders and lists of the images of each split: `class/image` a line, perhaps with a label behind it. */
export async function lists(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const groups = new Map<string, Map<string, List>>()
  const heads = await look.heads(look.candidates('txt', 'csv', 'tsv').filter((path) => splitInName(path) !== null))
  for (const [path, head] of heads) {
    const first = record(linesOf(head)[0] ?? '')?.image
    if (!first?.includes('/') || !(isImage(first) || look.folderOf(first) !== null)) continue
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
  const first: string[] = []
  for (const line of linesOf(decoder.decode(bytes))) {
    const found = record(line)
    if (found === null) continue
    const { image, label } = found
    if (images++ < SAMPLE) first.push(image)
    folders.add(folderOf(image))
    if (label !== '') labels.add(label)
  }
  return images === 0 ? null : { path, images, first, folders, labels }
}

/** A line goes on with its label behind the extension of an image, or behind the name in its last folder, and a separator. */
function record(line: string): { image: string; label: string } | null {
  const bytes = encoder.encode(line)
  if (bytes.length > LONGEST_LINE) return null
  const ends = [...bytes.keys()].filter((at) => SEPARATORS.has(bytes[at]!)).concat(bytes.length)
  const end = [bytes.length, ...ends].find((at) => hasImageExtension(bytes, 0, at))
  const bare = end ?? ends.find((at) => at > bytes.lastIndexOf(SLASH))!
  const image = normalPath(decoder.decode(bytes.subarray(0, bare)))
  return image === null ? null : { image, label: decoder.decode(bytes.subarray(bare + 1)).trim() }
}

function place(look: Look, splits: ReadonlyMap<string, List>): Layout | string {
  const gate = judged(splits)
  if (gate === null) return 'a list of images, but none of test or val beside it: nothing to judge'
  const all = [...splits.values()]
  const { first } = splits.get(gate)!
  const paths = all.map(({ path }) => path)
  const home = homeOf(look, first, paths)
  if (home === null) return imagesElsewhere(look, first[0])
  const { root } = home
  const own = folderOfSplits(
    look,
    [...splits].map(([name, list]) => [name, list.first]),
    gate,
    home,
  )
  const labels = [...new Set(all.flatMap((list) => [...list.labels]))]
  const { lead, folders } = labels.length > 0 ? { lead: '', folders: labels } : classFolders(splits)
  if (folders.length < 2)
    return `a list of images that all lie in ${JSON.stringify(joinPath(lead, folders[0] ?? ''))}: no classes to tell apart; give each class a folder, or write its name behind each image`
  const images = joinPath(own, lead)
  if (labels.length > 1 && labels.some((label) => /^\S+\s+\S/.test(label) && /^-?\d/.test(label)))
    return 'a list of images with several values a line: no classes'
  return {
    format: 'folder',
    task: 'classification',
    root,
    file: null,
    ...(images === '' ? {} : { images }),
    splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
    columns: {},
    classes: folders.sort(),
    counts: Object.fromEntries([...splits].map(([name, { images }]) => [name, images])),
    guesses: labels.length > 0 ? ['the classes: what follows an image in the lists'] : [],
  }
}

/** The folders that all lines begin with, `{split}` for one that is named as the split of each list, and those below. */
function classFolders(splits: ReadonlyMap<string, List>): { lead: string; folders: string[] } {
  const lead: string[] = []
  let rests = [...splits].flatMap(([split, { folders }]) => [...folders].map((path) => ({ split, path })))
  for (;;) {
    const tops = new Set(rests.map(({ path }) => topOf(path)))
    const [only] = tops
    const perSplit = tops.size > 1 && rests.every(({ split, path }) => topOf(path) === split)
    if (only === '' || (tops.size > 1 && !perSplit))
      return { lead: lead.join('/'), folders: [...tops].filter((name) => name !== '') }
    lead.push(perSplit ? SPLIT : only!)
    rests = rests.map(({ split, path }) => ({ split, path: path.slice(topOf(path).length + 1) }))
  }
}

function topOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? path : path.slice(0, slash)
}
