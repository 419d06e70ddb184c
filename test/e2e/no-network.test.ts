import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { judge } from '#test/golden'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

/** Whatever a pull request names, in whatever place an address may stand: nobody asks for it. */
type Files = Record<string, string | Uint8Array>
let clean: Files
let repository: SmallRepository
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(String(request.url))
  response.end('image,label,split\n')
})
let url: string
beforeAll(async () => {
  clean = await colours()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  repository = new SmallRepository()
})
afterEach(() => repository.remove())

const coco = (name: string) =>
  JSON.stringify({
    info: { url },
    licenses: [{ id: 1, url }],
    images: [{ id: 1, file_name: name, coco_url: `${url}/1.jpg`, flickr_url: `${url}/2.jpg`, width: 4, height: 4 }],
    categories: [{ id: 1, name: 'red' }],
    annotations: [],
  })
const config = (data: string) => `version: 1\ntargets:\n  main:\n    task: detection\n    data: ${data}\n`
const lines = (path: string) => `image,label,split\n${path},red,train\ntest/30.png,red,test\n`

test.each<[string, () => Files]>([
  ['CSV', () => ({ 'data/labels.csv': lines(`${url}/a.png`) })],
  ['CSV, an address of a share', () => ({ 'data/labels.csv': lines(`//127.0.0.1:${url.split(':')[2]}/a.png`) })],
  [
    'COCO',
    () => ({
      '.github/cv-gate.yml': config('{format: coco, root: data, splits: {test: x.json}}'),
      'data/x.json': coco('test/30.png'),
    }),
  ],
  [
    'COCO, as the name of the image',
    () => ({
      '.github/cv-gate.yml': config('{format: coco, root: data, splits: {test: x.json}}'),
      'data/x.json': coco(`${url}/1.jpg`),
    }),
  ],
  [
    'Pascal VOC',
    () => ({
      '.github/cv-gate.yml': config('{format: voc, root: data, splits: {test: ImageSets/Main/test.txt}}'),
      'data/ImageSets/Main/test.txt': `${url}/a\n30\n`,
      'data/Annotations/30.xml': `<!DOCTYPE a SYSTEM "${url}/a.dtd"><annotation><filename>${url}/30.jpg</filename></annotation>`,
      'data/JPEGImages/30.jpg': clean['data/test/30.png']!,
    }),
  ],
  [
    'YOLO',
    () => ({
      '.github/cv-gate.yml': config('{format: yolo, file: data.yaml}'),
      'data.yaml': `path: ${url}\ndownload: ${url}/coco.zip\ntrain: ${url}/train\nval: [${url}/val.txt, data/test]\nnames: [red]\n`,
    }),
  ],
  [
    'LabelMe',
    () => ({
      '.github/cv-gate.yml': config('{format: labelme, root: data, splits: {test: test}}'),
      'data/test/30.json': JSON.stringify({ imagePath: `${url}/30.png`, imageData: null, shapes: [] }),
    }),
  ],
  [
    'JSONL',
    () => ({
      '.github/cv-gate.yml': CONFIG.replace('format: csv', 'format: jsonl').replace('labels.csv', 'm.jsonl'),
      'data/m.jsonl': `{"image": "${url}/a.png", "label": "red", "split": "test"}\n`,
    }),
  ],
  [
    'Git LFS',
    () => ({
      '.lfsconfig': `[lfs]\n\turl = ${url}\n`,
      '.gitattributes': '*.png filter=lfs\n',
      'data/train/0.png': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 7\n`,
    }),
  ],
  [
    'DVC',
    () => ({
      '.github/cv-gate.yml': CONFIG.replace('root: data,', 'root: data, store: dvc, fetch: trusted-remote,'),
      '.dvc/config': `[core]\n    remote = a\n['remote "a"']\n    url = ${url}\n`,
      'data/x.dvc': `deps:\n- path: ${url}/x\nouts:\n- md5: ${'a'.repeat(32)}\n  hash: md5\n  path: x\n`,
      'data/y.dvc': `outs:\n- md5: ${'b'.repeat(32)}\n  hash: md5\n  path: ${url}/y\n`,
    }),
  ],
  ['a submodule', () => ({ '.gitmodules': `[submodule "a"]\n\tpath = data/a\n\turl = ${url}/a.git\n` })],
])('%s: an address of this machine is not asked for', async (_, files) => {
  const base = repository.commit(clean)
  const head = repository.commit(files())
  await judge(repository.path, base, head, null).then(
    (report) => expect(report.targets).toHaveLength(1),
    (error) => expect(error.hint).toEqual(expect.any(String)),
  )
  expect(asked).toEqual([])
})
