import { describe, expect, test } from 'vitest'
import { images, look, seen } from '#test/init'

describe('image folders', () => {
  test('below a folder of images, with splits by other names', async () => {
    const { data, layouts } = await seen(
      images(
        'dataset/images/train2019/cat/1.jpg',
        'dataset/images/train2019/dog/2.jpg',
        'dataset/images/validation/cat/a/3.bmp',
        'dataset/images/validation/dog/4.ppm',
      ),
    )
    expect(data).toMatchObject({
      format: 'folder',
      root: 'dataset/images',
      splits: { train: 'train2019', val: 'validation' },
    })
    expect(layouts).toMatchObject([{ classes: ['cat', 'dog'] }])
  })

  test('a folder of tests is no split of data', async () => {
    const { data, layouts } = await seen(
      images(
        'test/data/shots/a.png',
        'test/data/train/x/1.png',
        'd/train/x/1.png',
        'd/train/y/1.png',
        'd/test/x/2.png',
        'd/test/y/2.png',
      ),
    )
    expect(data).toMatchObject({ root: 'd', splits: { train: 'train', test: 'test' } })
    expect(layouts).toHaveLength(1)
  })

  test('classes above the splits, and classes without splits: rejected with what to do', async () => {
    const above = await look(images('cat/train/1.png', 'cat/test/2.png', 'dog/train/1.png', 'dog/test/2.png'))
    expect(above.proposal).toBeNull()
    expect(above.why['.']).toContain('splits below each class (cat/…): move the images to train/cat')
    const none = await look(
      images(...['cat', 'dog'].flatMap((name) => [1, 2, 3, 4, 5].map((n) => `photos/${name}/${n}.png`))),
    )
    expect(none.why.photos).toContain('write lists train.txt and test.txt there with "cat/1.png" a line')
  })

  test('`__proto__` and `constructor` are class names like any other', async () => {
    const { layouts, dataset } = await seen(images('test/__proto__/1.png', 'test/constructor/2.png'))
    expect(layouts).toMatchObject([{ classes: ['__proto__', 'constructor'], counts: { test: 2 } }])
    expect(dataset!.classes).toEqual(['__proto__', 'constructor'])
  })
})

describe('manifests', () => {
  test('one alone, without a split: all of it is judged, and it is said', async () => {
    const { data, proposal } = await seen({
      ...images('d/a.JPEG', 'd/b.JPEG'),
      'd/labels.csv': 'image,class_index,wnid,class_name\na.JPEG,0,n1,tench\nb.JPEG,5,n2,ray\n',
    })
    expect(data).toMatchObject({ format: 'csv', root: 'd', file: null, splits: { test: 'labels.csv' } })
    expect(data!.columns).toMatchObject({ image: 'image', label: 'class_name' })
    expect(proposal!.guesses).toContainEqual(expect.stringContaining('no column that tells train from test'))
  })

  test('names of columns with spaces, hyphens and capitals', async () => {
    const { data } = await seen({
      ...images('d/a.png', 'd/b.png'),
      'd/x.csv': 'Photo File;Class-Name;Set\na.png;cat;train\nb.png;dog;test\n',
    })
    expect(data!.columns).toMatchObject({ image: 'Photo File', label: 'Class-Name', split: 'Set' })
  })

  test('names that start from a folder of images below the table, or beside it', async () => {
    const below = await seen({
      ...images('data/images/a.png', 'data/images/b.png', 'data/images/c.png'),
      'data/labels.csv': 'filename,label,split\na.png,cat,train\nb.png,dog,train\nc.png,dog,test\n',
    })
    expect(below.data).toMatchObject({ format: 'csv', root: 'data', file: 'labels.csv', images: { root: 'images' } })
    const beside = await seen({
      ...images('photos/x/a.png', 'photos/x/b.png', 'photos/y/c.png'),
      'meta/train.csv': 'image,label\nx/a.png,cat\nx/b.png,dog\n',
      'meta/test.csv': 'image,label\ny/c.png,cat\n',
    })
    expect(beside.data).toMatchObject({
      root: '',
      splits: { train: 'meta/train.csv', test: 'meta/test.csv' },
      images: { root: 'photos' },
    })
  })

  test('a folder of images for each split, named as the split', async () => {
    const { data } = await seen({
      ...images('train_images/a.png', 'train_images/b.png', 'test_images/c.png'),
      'train.csv': 'image,label\na.png,cat\nb.png,dog\n',
      'test.csv': 'image,label\nc.png,cat\n',
    })
    expect(data).toMatchObject({
      splits: { train: 'train.csv', test: 'test.csv' },
      images: { root: '{split}_images' },
    })
  })

  test('TSV; a column of images that no name tells', async () => {
    const { data, proposal } = await seen({
      ...images('a.png', 'b.png'),
      'set.tsv': 'id\tshot\tclass\tfold\n1\ta.png\tcat\ttrain\n2\tb.png\tdog\tval\n',
    })
    expect(data).toMatchObject({ format: 'csv', file: 'set.tsv', splits: { train: 'train', val: 'val' } })
    expect(data!.columns).toMatchObject({ image: 'shot', label: 'class', split: 'fold' })
    expect(proposal!.guesses).toContainEqual(expect.stringContaining('columns.image'))
  })

  test('JSON lines with a split, or one a split', async () => {
    const line = (value: object) => `${JSON.stringify(value)}\n`
    const one = await seen({
      ...images('d/img/a.png', 'd/img/b.png'),
      'd/all.jsonl':
        line({ file_name: 'img/a.png', label: '__proto__', split: 'train' }) +
        line({ file_name: 'img/b.png', label: 3, split: 'test' }),
    })
    expect(one.data).toMatchObject({
      format: 'jsonl',
      root: 'd',
      file: 'all.jsonl',
      splits: { train: 'train', test: 'test' },
    })
    expect(one.layouts).toMatchObject([{ classes: ['3', '__proto__'], counts: { train: 1, test: 1 } }])
    const two = await seen({
      ...images('a.png', 'b.png'),
      'train.jsonl': line({ path: 'a.png', label: 'x' }),
      'valid.jsonl': line({ path: 'b.png', label: 'y' }),
    })
    expect(two.data).toMatchObject({
      format: 'jsonl',
      file: null,
      splits: { train: 'train.jsonl', val: 'valid.jsonl' },
    })
  })

  test('JSON lines with boxes in `objects` are a detection task', async () => {
    const line = (file_name: string) =>
      `${JSON.stringify({ file_name, objects: { bbox: [[1, 2, 3, 4]], category: ['x'] } })}\n`
    const { data, task } = await seen({
      ...images('a.png', 'b.png'),
      'train.jsonl': line('a.png'),
      'test.jsonl': line('b.png'),
    })
    expect(data).toMatchObject({ format: 'jsonl', splits: { train: 'train.jsonl', test: 'test.jsonl' } })
    expect(task).toBe('detection')
  })

  test('tables of boxes, of captions, and of images elsewhere are rejected', async () => {
    const { why, proposal } = await look({
      ...images('images/a.jpg', 'thumbs/a.jpg'),
      'boxes.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,1,1,cat,0,0,1,1\n',
      'captions.csv': 'image,caption\na.jpg,a cat\n',
      'val.csv': 'image,label\na.jpg,cat\n',
      'x.jsonl': '[1]\n',
      'split.csv': 'image,label,split\nimages/a.jpg,cat,__proto__\n',
    })
    expect(proposal).toBeNull()
    expect(why['boxes.csv']).toContain('a table of boxes')
    expect(why['captions.csv']).toContain('no column of labels')
    expect(why['.']).toContain('a file of that name lies in "thumbs"')
    expect(why['x.jsonl']).toContain('no JSON object')
    expect(why['split.csv']).toContain('(values: __proto__)')
  })

  test('names without their extensions, in columns that are called as it pleases', async () => {
    const isic = await seen({
      ...images('HAM10000_images/ISIC_1.jpg', 'HAM10000_images/ISIC_2.jpg'),
      'HAM10000_metadata.csv': 'lesion_id,image_id,dx,split\nHAM_1,ISIC_1,mel,train\nHAM_2,ISIC_2,nv,test\n',
    })
    expect(isic.data).toMatchObject({ format: 'csv', root: '', images: { root: 'HAM10000_images' } })
    expect(isic.data!.columns).toMatchObject({ image: 'image_id', label: 'dx' })
    expect(isic.proposal!.guesses).toContain('columns.image: the values of `image_id` are names of images')
    const ids = await seen({
      ...images('k/train/0a1.jpg', 'k/train/0b2.jpg', 'k/val/0c3.jpg', '1.png'),
      'k/train.csv': 'id,breed\n0a1,boxer\n0b2,pug\n',
      'k/val.csv': 'id,breed\n0c3,pug\n',
    })
    expect(ids.data).toMatchObject({ root: 'k', images: { root: '{split}' }, columns: { image: 'id', label: 'breed' } })
    const chance = await look({ ...images('im/1.jpg'), 'x.csv': 'name,label,split\nx,1,test\n' })
    expect(chance.why['x.csv']).toBe(
      'no column of image files (columns: name, label, split): call the one with their names `image`',
    )
  })

  test('a split that nobody knows is left out, and it is said', async () => {
    const { data, proposal } = await look({
      ...images('a.png', 'b.png', 'c.png'),
      'x.csv': 'image,label,split\na.png,x,__proto__\nb.png,y,test\nc.png,y,constructor\n',
    })
    expect(data!.splits).toEqual({ test: 'test' })
    expect(proposal!.guesses).toContainEqual(expect.stringContaining('__proto__, constructor in `split` are left out'))
  })
})

describe('Hugging Face', () => {
  test('metadata.csv and metadata.jsonl in the folder of each split', async () => {
    const csv = await seen({
      ...images('d/train/a.png', 'd/test/b.png'),
      'd/train/metadata.csv': 'file_name,label\na.png,cat\n',
      'd/test/metadata.csv': 'file_name,label\nb.png,dog\n',
    })
    expect(csv.data).toMatchObject({ format: 'huggingface', root: 'd', splits: { train: 'train', test: 'test' } })
    expect(csv.layouts).toMatchObject([{ task: 'classification', classes: ['cat', 'dog'] }])
    const boxes = await seen({
      ...images('train/a.png', 'validation/b.png'),
      'train/metadata.jsonl': '{"file_name": "a.png", "objects": {"bbox": [[1, 2, 3, 4]], "categories": [0]}}\n',
      'validation/metadata.jsonl': '{"file_name": "b.png", "objects": {"bbox": [], "categories": []}}\n',
    })
    expect(boxes.data).toMatchObject({ format: 'huggingface', splits: { train: 'train', val: 'validation' } })
    expect(boxes.task).toBe('detection')
  })
  test('captions are rejected', async () => {
    const { why } = await look({ ...images('test/a.png'), 'test/metadata.csv': 'file_name,text\na.png,a cat\n' })
    expect(why['.']).toContain('no column of labels')
  })
})

test('of several layouts the choice is explained', async () => {
  const { data, proposal } = await look({
    ...images('d/train/cat/1.png', 'd/train/dog/2.png', 'd/test/cat/3.png', 'd/test/dog/4.png', 'e/a.png', 'e/b.png'),
    'd/all.csv':
      'image,label,split\ntrain/cat/1.png,cat,train\ntrain/dog/2.png,dog,train\ntest/cat/3.png,cat,test\ntest/dog/4.png,dog,test\n',
    'e/test.csv': 'image,label\na.png,x\nb.png,y\n',
  })
  expect(data).toMatchObject({ format: 'csv', root: 'd' })
  expect(proposal!.guesses[0]).toContain('3 layouts were found; csv in d (')
  expect(proposal!.guesses[0]).toContain('folder in d')
})

test('of as many images, those that are told in splits; a split within itself is no class', async () => {
  const cars = Object.fromEntries(['d/a.png', 'd/b.png'].map((path) => [path, path]))
  const { data } = await look({
    ...cars,
    'all.csv': 'path,class\nd/a.png,x\nd/b.png,y\n',
    'd/train.csv': 'path,class\nd/a.png,x\n',
    'd/test.csv': 'path,class\nd/b.png,y\n',
  })
  expect(data).toMatchObject({ splits: { train: 'd/train.csv', test: 'd/test.csv' } })
  const { why, layouts } = await look(images('d/train/train/1.png', 'd/train/samples/2.png', 'd/test/test/3.png'))
  expect(layouts).toEqual([])
  expect(why.d).toContain('"d/train/train" is a split within itself')
})

test('where the look stops is said', async () => {
  const many = Array.from({ length: 60 }, (_, n) => [`x${n}/test.csv`, 'a,b\n1,2\n'] as const)
  const { stops } = await look(many)
  expect(stops).toEqual([
    'after 50 of 60 files of the kind csv, tsv, jsonl, ndjson: those named as splits come first, then those nearest to the root',
    'after 50 of 60 files of the kind txt, csv, tsv: those named as splits come first, then those nearest to the root',
  ])
})

describe('where the bytes lie', () => {
  const oid = 'a'.repeat(64)
  test('Git LFS by its pointers, or by what the repository says of images', async () => {
    const pointers = await look({
      '.gitattributes': '*.jpg filter=lfs diff=lfs merge=lfs -text\n',
      'test/cat/1.jpg': { lfs: oid },
      'test/dog/2.jpg': { lfs: oid },
    })
    expect(pointers.data!.store).toBe('lfs')
    const smudged = await look({
      ...images('test/cat/1.jpg', 'test/dog/2.jpg'),
      '.gitattributes': '*.jpg filter=lfs\n',
    })
    expect(smudged.data!.store).toBe('lfs')
    const model = await look({ ...images('test/cat/1.jpg', 'test/dog/2.jpg'), '.gitattributes': '*.onnx filter=lfs\n' })
    expect(model.data!.store).toBe('git')
  })
  test('DVC by the file that names the folder', async () => {
    const { data, proposal } = await look({
      'data/images.dvc': 'outs:\n- md5: 0123456789abcdef0123456789abcdef.dir\n  path: images\n',
      'data/all.csv': 'image,label,split\nimages/1.jpg,cat,test\nimages/2.jpg,dog,test\n',
    })
    expect(data).toMatchObject({ format: 'csv', root: 'data', store: 'dvc' })
    expect(proposal!.guesses).toContainEqual('store: the images are tracked by DVC')
  })
})
