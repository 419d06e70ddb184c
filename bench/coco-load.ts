/**
 * Reading a COCO file of the size of instances_train2017 (118,287 images, 860,001 polygons, over 400 MB) into columns,
 * in turn with hotcoco (Rust) and pycocotools where the Python named by PYTHON has them.
 *
 *   PYTHON=python3 node tools/run.mjs bench/coco-load.ts [rounds]
 *
 * CPU seconds (user + system) from an empty program with everything imported to the index in memory, and the peak memory of
 * the process; every run is a process of its own.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CocoReader } from '#formats/coco/read'
import { seededRandom } from '#stats/random'

const IMAGES = 118_287
const ANNOTATIONS = 860_001
const CHUNK = 1 << 20
const TARGET = { ratio: 1.5, mib: 500 }

interface Run {
  readonly cpu: number
  readonly mib: number
}

/** `outlines`: looks at polygons as well, which the peers do not. */
async function read(path: string, outlines: boolean): Promise<Run> {
  const start = process.cpuUsage()
  const refuse = (_: string, text: string) => {
    throw new Error(text)
  }
  const reader = new CocoReader(path, refuse, null, outlines)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) reader.push(chunk as Uint8Array)
  const { images, annotations } = reader.end()
  if (images.rows !== IMAGES || annotations.rows !== ANNOTATIONS) throw new Error('rows are lacking')
  const { user, system } = process.cpuUsage(start)
  return { cpu: (user + system) / 1e6, mib: process.resourceUsage().maxRSS / 1024 }
}

/** `module` has a class COCO that reads a file and indexes it. */
const python = (module: string) => `
import contextlib, json, os, resource, sys
from ${module} import COCO
used = lambda: (lambda r: r.ru_utime + r.ru_stime)(resource.getrusage(resource.RUSAGE_SELF))
start = used()
with contextlib.redirect_stdout(open(os.devnull, 'w')):
    coco = COCO(sys.argv[1])
print(json.dumps({'cpu': used() - start, 'mib': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`

function write(path: string): void {
  const random = seededRandom('20170901'.repeat(4))
  const file = openSync(path, 'w')
  const list = (name: string, rows: number, of: (row: number) => string) => {
    let text = `"${name}": [`
    for (let row = 0; row < rows; row++) {
      text += `${row === 0 ? '' : ', '}${of(row)}`
      if (text.length < CHUNK) continue
      writeSync(file, text)
      text = ''
    }
    writeSync(file, `${text}]`)
  }
  writeSync(file, '{"info": {"description": "made up"}, ')
  list('categories', 80, (row) => `{"id": ${row + 1}, "name": "class ${row + 1}"}`)
  writeSync(file, ', ')
  list('images', IMAGES, (row) => {
    const name = String(row + 1).padStart(12, '0')
    return `{"license": 3, "file_name": "${name}.jpg", "height": 480, "width": 640, "id": ${row + 1}}`
  })
  writeSync(file, ', ')
  list('annotations', ANNOTATIONS, (row) => {
    const [x, y, w, h] = [random() * 500, random() * 400, 10 + random() * 90, 10 + random() * 60]
    const corners = 8 + Math.floor(random() * 34)
    const points = Array.from({ length: corners }, (_, corner) => {
      const angle = (2 * Math.PI * corner) / corners
      const reach = 0.5 - random() * 0.2
      return `${(x + w * (0.5 + reach * Math.cos(angle))).toFixed(2)}, ${(y + h * (0.5 + reach * Math.sin(angle))).toFixed(2)}`
    })
    const box = [x, y, w, h].map((value) => value.toFixed(2)).join(', ')
    const image = 1 + Math.floor(random() * IMAGES)
    const category = 1 + Math.floor(random() * 80)
    return `{"segmentation": [[${points.join(', ')}]], "area": ${(w * h * 0.7).toFixed(4)}, "iscrowd": 0, "image_id": ${image}, "bbox": [${box}], "category_id": ${category}, "id": ${row + 1}}`
  })
  writeSync(file, '}')
  closeSync(file)
}

function main(rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
  try {
    const path = join(folder, 'instances.json')
    write(path)
    console.log(`COCO file of ${(statSync(path).size / 1e6).toFixed(0)} MB, ${IMAGES} images, ${ANNOTATIONS} polygons`)
    const interpreter = process.env.PYTHON ?? 'python3'
    const own = ['tools/run.mjs', 'bench/coco-load.ts']
    const readers: [name: string, command: string, args: string[]][] = [
      ['cv-gate', process.execPath, [...own, 'read', path]],
      ['and outlines', process.execPath, [...own, 'outlines', path]],
      ['hotcoco', interpreter, ['-c', python('hotcoco'), path]],
      ['pycocotools', interpreter, ['-c', python('pycocotools.coco'), path]],
    ]
    const runs = new Map<string, Run[]>()
    for (let round = 0; round < rounds; round++)
      for (const [name, command, args] of readers) {
        if (round > 0 && !runs.has(name)) continue
        const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
        if (status === 0) runs.set(name, [...(runs.get(name) ?? []), JSON.parse(stdout) as Run])
        else console.log(`  skipped: ${name} (${interpreter} has no such module; PYTHON names another)`)
      }
    const reading = medianOf(runs.get('cv-gate')!)
    for (const [name, all] of runs) {
      const { cpu, mib } = medianOf(all)
      const isOwn = name === 'cv-gate' || name === 'and outlines'
      const ratio = isOwn ? '' : `  cv-gate takes ${(reading.cpu / cpu).toFixed(2)} × its time`
      console.log(`  ${name.padEnd(12)} ${cpu.toFixed(2)} CPU s  ${mib.toFixed(0)} MiB${ratio}`)
    }
    console.log(`  targets: ${TARGET.ratio} × hotcoco, ${TARGET.mib} MiB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function medianOf(runs: readonly Run[]): Run {
  const middle = (pick: (run: Run) => number) => runs.map(pick).sort((a, b) => a - b)[runs.length >> 1]!
  return { cpu: middle((run) => run.cpu), mib: middle((run) => run.mib) }
}

const [role = '3', path] = process.argv.slice(2)
if (role === 'read' || role === 'outlines') console.log(JSON.stringify(await read(path!, role === 'outlines')))
else main(Number(role))
