import { SPLIT } from '#evidence/dataset/contents'
import { folderOf, hasImageExtension, joinPath, normalPath } from '#evidence/dataset/paths'
import { isImage } from '../image-names.ts'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { type Look, linesOf } from '../look.ts'
import { imagesElsewhere } from '../reason.ts'
import { splitInName, splitName, withoutSplit } from '../split-names.ts'
import { folderOfSplits, homeOf, SAMPLE } from './home.ts'

const LIST_LIMIT = 64 * 1024 * 1024
const LONGEST_LINE = 4096
const SLASH = 0x2f
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const SEPARATORS = new Set([0x20, 0x09, 0x2c, 0x3b]) // space, tab, comma, semicolon

const NUMBER = /^-?\d+(\.\d+)?$/

interface List {
  readonly path: string
  readonly images: number
  readonly first: readonly string[]
  /** Of its images, with all folders above them. */
  readonly folders: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
}

type Lists = Map<string, List>

/** Class folders and lists of the images of each split: `class/image` a line, perhaps with a label behind it. */
export async function lists(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const alike = new Map<string, Lists>()
  const put = (groups: Map<string, Lists>, key: string, name: string, list: List) => {
    const group = groups.get(key) ?? new Map<string, List>()
    groups.set(key, group)
    if (group.has(name)) rejected.push({ path: list.path, why: `a second list of the split ${name}`, bare: true })
    else group.set(name, list)
  }
  const heads = await look.heads(look.candidates('txt', 'csv', 'tsv').filter((path) => splitInName(path) !== null))
  for (const [path, head] of heads) {
    const [line = ''] = linesOf(head)
    if (isListed(look, record(line))) {
      const list = await read(look, path)
      if (list !== null) put(alike, withoutSplit(path), splitInName(path)!, list)
    } else if (line.startsWith('/') && isListed(look, record(line.slice(1)))) {
      const why = 'a list whose paths begin with "/": write them as seen from the folder of the images, without it'
      rejected.push({ path, why, bare: true })
    }
  }
  const groups = new Map<string, Lists>()
  for (const [key, group] of alike)
    if (group.size > 1) groups.set(key, group)
    else
      for (const [name, list] of group)
        put(groups, `${folderOf(list.path)}\0${list.path.slice(list.path.lastIndexOf('.'))}`, name, list)
  for (const splits of groups.values()) {
    const made = place(look, splits)
    const [any] = splits.values()
    const { path } = splits.get(judged(splits) ?? '') ?? any!
    if (typeof made === 'string') rejected.push({ path, why: made, bare: true })
    else found.push(made)
  }
  return { found, rejected }
}

/** Whether a line names an image with its class before or behind it. */
function isListed(look: Look, found: Line | null): boolean {
  if (found === null || (found.label === '' && !found.image.includes('/'))) return false
  return isImage(found.image) || look.names.folderOf(found.image) !== null
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
  const yesOrNo = labels.has('-1') && [...labels].every((label) => /^(-1|0|1)$/.test(label)) // of one class of Pascal VOC
  return images === 0 || yesOrNo ? null : { path, images, first, folders, labels }
}

interface Line {
  readonly image: string
  readonly label: string
}
/** A line goes on with its label behind the extension of an image, or behind the name in its last folder, and a separator. */
function record(line: string): Line | null {
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
  if (labels.some(isSeveral)) return 'a list of images with several values a line: write one label behind each image'
  const { lead, folders } = labels.length > 0 ? { lead: '', folders: labels } : classFolders(splits)
  if (labels.length === 0 && folders.length > 1 && folders.every((name) => splitName(name) !== null))
    return 'a list of images in folders of splits: no classes to tell apart; write the name of its class behind each image'
  if (folders.length < 2) return oneClass(labels, joinPath(lead, folders[0] ?? ''))
  const images = joinPath(own, lead)
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

/** Whether numbers follow a number, or more than two a name. */
function isSeveral(label: string): boolean {
  const words = label.split(/[\s,;]+/)
  if (NUMBER.test(words[0]!) && /^-?\d/.test(words[1] ?? '')) return true
  return words.length > 3 && words.slice(-3).every((word) => NUMBER.test(word))
}

function oneClass([label]: readonly string[], folder: string): string {
  const what = label === undefined ? `lie in ${JSON.stringify(folder)}` : `have the label ${JSON.stringify(label)}`
  return `a list of images that all ${what}: no classes to tell apart; give each class a folder, or write its name behind each image`
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
