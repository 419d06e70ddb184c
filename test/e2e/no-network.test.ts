import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { judge } from '#test/golden'
import { huggingFaceParquet, parquet } from '#test/parquet'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'
import { tar } from '#test/tar'

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
const config = (data: string, task = 'detection') =>
  `version: 1\ntargets:\n  main:\n    task: ${task}\n    data: ${data}\n`
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
    'COCO, panoptic',
    () => ({
      '.github/cv-gate.yml': config('{format: coco, root: data, splits: {test: x.json}}'),
      'data/x.json': JSON.stringify({
        ...JSON.parse(coco('test/30.png')),
        annotations: [{ image_id: 1, file_name: `${url}/1.png`, segments_info: [{ id: 1, category_id: 1 }] }],
      }),
    }),
  ],
  ['TSV', () => ({ 'data/labels.csv': lines(`${url}/a.png`).replaceAll(',', '\t') })],
  [
    'a list of image folders',
    () => ({
      '.github/cv-gate.yml': config('{format: folder, root: data, splits: {test: l.txt}}', 'classification'),
      'data/l.txt': `${url}/red/a.png\n${url}/a.png red\n`,
    }),
  ],
  [
    'Hugging Face',
    () => ({
      '.github/cv-gate.yml': config('{format: huggingface, root: data, splits: {test: test}}', 'classification'),
      'data/test/metadata.csv': `file_name,label\n${url}/a.png,red\n30.png,${url}/red\n`,
    }),
  ],
  [
    'Parquet, images by address',
    () => ({
      '.github/cv-gate.yml': config('{format: parquet, root: data, splits: {test: t.parquet}}', 'classification'),
      'data/t.parquet': parquet([
        { name: 'image', data: [`${url}/a.png`, 'test/30.png'] },
        { name: 'label', data: ['red', 'red'] },
      ]),
    }),
  ],
  [
    'Parquet, images that are not inside',
    () => ({
      '.github/cv-gate.yml': config('{format: parquet, root: data, splits: {test: t.parquet}}', 'classification'),
      'data/t.parquet': huggingFaceParquet([{ bytes: null, path: `${url}/a.png`, label: 0 }], ['red']),
    }),
  ],
  [
    'WebDataset',
    () => ({
      '.github/cv-gate.yml': config('{format: webdataset, root: data, splits: {test: t.tar}}', 'classification'),
      'data/t.tar': tar([
        { name: 'a.png', bytes: clean['data/test/30.png']! },
        { name: 'a.json', bytes: JSON.stringify({ label: 'red', url: `${url}/a.png` }) },
        { name: `${url}/b.png`, bytes: '' },
        { name: `${url}/b.cls`, bytes: 'red' },
      ]),
    }),
  ],
  [
    'WebDataset, a pipe',
    () => ({ '.github/cv-gate.yml': config(`{format: webdataset, splits: {test: "pipe:curl ${url}"}}`) }),
  ],
  [
    'masks',
    () => ({
      '.github/cv-gate.yml': config(
        '{format: masks, root: data, splits: {test: images}, classes: data/classes.txt}',
        'semantic-segmentation',
      ),
      'data/classes.txt': `${url}/red\n`,
      'data/images/30.png': clean['data/test/30.png']!,
      'data/masks/30.png': `<svg><image href="${url}/x.png"/></svg>`,
    }),
  ],
  [
    'a root by address',
    () => ({ '.github/cv-gate.yml': config(`{format: folder, root: "${url}", splits: {test: t}}`) }),
  ],
  [
    'a picture that is SVG',
    () => ({ 'data/test/30.png': `<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="${url}/x.png"/></svg>` }),
  ],
  ['a model by address', () => ({ '.github/cv-gate.yml': CONFIG.replace('model.onnx', `"${url}/model.onnx"`) })],
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
