import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'

const cs = (s: string, city: string) =>
  ['color', 'instanceIds', 'labelIds'].map(
    (k) => `cityscapes/gtFine/${s}/${city}/${city}_000000_000019_gtFine_${k}.png`,
  )

/** Segmentation datasets as they are published, each in small. */
const cases: readonly ToldCase[] = [
  [
    'Cityscapes',
    [
      'masks in cityscapes, semantic-segmentation: train leftImg8bit/train, val leftImg8bit/val, test leftImg8bit/test; classes not counted',
    ],
    {
      ...images(
        'cityscapes/leftImg8bit/train/aachen/aachen_000000_000019_leftImg8bit.png',
        'cityscapes/leftImg8bit/val/bonn/bonn_000000_000019_leftImg8bit.png',
        'cityscapes/leftImg8bit/test/berlin/berlin_000000_000019_leftImg8bit.png',
        ...cs('train', 'aachen'),
        ...cs('val', 'bonn'),
        ...cs('test', 'berlin'),
      ),
      'cityscapes/gtFine/val/bonn/bonn_000000_000019_gtFine_polygons.json':
        '{"imgHeight": 1024, "imgWidth": 2048, "objects": [{"label": "road", "polygon": [[0, 769]]}]}',
    },
  ],
  [
    'ADE20K',
    [
      'masks in ADEChallengeData2016, semantic-segmentation: train images/training, val images/validation; classes not counted',
    ],
    {
      ...images(
        'ADEChallengeData2016/images/training/ADE_train_00000001.jpg',
        'ADEChallengeData2016/annotations/training/ADE_train_00000001.png',
        'ADEChallengeData2016/images/validation/ADE_val_00000001.jpg',
        'ADEChallengeData2016/annotations/validation/ADE_val_00000001.png',
      ),
      'ADEChallengeData2016/objectInfo150.txt':
        'Idx\tRatio\tTrain\tVal\tStuff\tName\n1\t0.1576\t11664\t1172\t1\twall\n',
      'ADEChallengeData2016/sceneCategories.txt': 'ADE_train_00000001 airport_terminal\nADE_val_00000001 abbey\n',
    },
  ],
  [
    'CamVid of SegNet: lists beside',
    ['masks in CamVid, semantic-segmentation: train, val, test; classes not counted'],
    {
      ...images(
        'CamVid/train/0001TP_006690.png',
        'CamVid/trainannot/0001TP_006690.png',
        'CamVid/val/0016E5_07959.png',
        'CamVid/valannot/0016E5_07959.png',
        'CamVid/test/0001TP_008550.png',
        'CamVid/testannot/0001TP_008550.png',
      ),
      'CamVid/train.txt': '/SegNet/CamVid/train/0001TP_006690.png /SegNet/CamVid/trainannot/0001TP_006690.png\n',
      'CamVid/val.txt': '/SegNet/CamVid/val/0016E5_07959.png /SegNet/CamVid/valannot/0016E5_07959.png\n',
      'CamVid/test.txt': '/SegNet/CamVid/test/0001TP_008550.png /SegNet/CamVid/testannot/0001TP_008550.png\n',
    },
  ],
  [
    'CamVid on Kaggle: _L behind the names',
    [
      'CamVid/test: the pictures in "CamVid/test_labels" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
      'CamVid/class_dict.csv: no column of image files (columns: name, r, g, b): call the one with their names `image`',
    ],
    {
      ...images(
        'CamVid/train/0001TP_009210.png',
        'CamVid/train_labels/0001TP_009210_L.png',
        'CamVid/val/0016E5_07959.png',
        'CamVid/val_labels/0016E5_07959_L.png',
        'CamVid/test/0001TP_008550.png',
        'CamVid/test_labels/0001TP_008550_L.png',
      ),
      'CamVid/class_dict.csv': 'name,r,g,b\nAnimal,64,128,64\n',
    },
  ],
  [
    'CamVid of fastai',
    [
      'camvid/images: the pictures in "camvid/labels" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
    ],
    {
      ...images(
        'camvid/images/0001TP_006690.png',
        'camvid/images/0016E5_07959.png',
        'camvid/labels/0001TP_006690_P.png',
        'camvid/labels/0016E5_07959_P.png',
      ),
      'camvid/codes.txt': 'Animal\nBicyclist\n',
      'camvid/valid.txt': '0016E5_07959.png\n',
    },
  ],
  [
    'Kvasir-SEG',
    [
      'Kvasir-SEG/images: images with masks in "Kvasir-SEG/masks", but no folder a split: move them to images/train and images/test, the masks to masks/train and masks/test',
    ],
    {
      ...images(
        'Kvasir-SEG/images/cju0.jpg',
        'Kvasir-SEG/images/cju1.jpg',
        'Kvasir-SEG/masks/cju0.jpg',
        'Kvasir-SEG/masks/cju1.jpg',
      ),
      'Kvasir-SEG/kavsir_bboxes.json':
        '{"cju0": {"height": 529, "width": 622, "bbox": [{"label": "polyp", "xmin": 38, "ymin": 5, "xmax": 430, "ymax": 338}]}}',
    },
  ],
  [
    'ISIC 2018',
    [
      'ISIC2018_Task1-2_Test_Input: the pictures in "ISIC2018_Task1_Test_GroundTruth" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
    ],
    {
      ...images(
        'ISIC2018_Task1-2_Training_Input/ISIC_0000000.jpg',
        'ISIC2018_Task1_Training_GroundTruth/ISIC_0000000_segmentation.png',
        'ISIC2018_Task1-2_Validation_Input/ISIC_0012255.jpg',
        'ISIC2018_Task1_Validation_GroundTruth/ISIC_0012255_segmentation.png',
        'ISIC2018_Task1-2_Test_Input/ISIC_0012169.jpg',
        'ISIC2018_Task1_Test_GroundTruth/ISIC_0012169_segmentation.png',
      ),
      'ISIC2018_Task1-2_Training_Input/LICENSE.txt': 'x',
      'ISIC2018_Task1-2_Training_Input/ATTRIBUTION.txt': 'x',
    },
  ],
  [
    'Carvana',
    [
      '.: images with masks, but of no split named test or val: nothing to judge',
      'train_masks.csv: no column of labels (columns: img, rle_mask): call it `label`, or name it by hand in `data.columns`',
      'metadata.csv: no column of image files (columns: id, year, make, model, trim1, trim2): call the one with their names `image`',
      'sample_submission.csv: no column of labels (columns: img, rle_mask): call it `label`, or name it by hand in `data.columns`',
    ],
    {
      ...images('train/fff9b3a5373f_16.jpg', 'train_masks/fff9b3a5373f_16_mask.gif', 'test/0004d4463b50_01.jpg'),
      'train_masks.csv': 'img,rle_mask\nfff9b3a5373f_16.jpg,879386 40 881253 141\n',
      'metadata.csv': 'id,year,make,model,trim1,trim2\n0004d4463b50,2014,Acura,TL,TL,w/SE\n',
      'sample_submission.csv': 'img,rle_mask\n0004d4463b50_01.jpg,1 1\n',
    },
  ],
  [
    'mmsegmentation',
    ['masks in data/my_dataset, semantic-segmentation: train img_dir/train, val img_dir/val; classes not counted'],
    images(
      'data/my_dataset/img_dir/train/xxx.jpg',
      'data/my_dataset/ann_dir/train/xxx.png',
      'data/my_dataset/img_dir/val/yyy.jpg',
      'data/my_dataset/ann_dir/val/yyy.png',
    ),
  ],
  [
    'LoveDA',
    [
      'LoveDA/Train/Rural/images_png: the pictures in "LoveDA/Train/Rural/masks_png" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
      'LoveDA/Val/Rural/images_png: the pictures in "LoveDA/Val/Rural/masks_png" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
      'LoveDA: only one folder below its splits (Rural): no classes to tell apart',
    ],
    images(
      'LoveDA/Train/Rural/images_png/0.png',
      'LoveDA/Train/Rural/masks_png/0.png',
      'LoveDA/Val/Rural/images_png/1.png',
      'LoveDA/Val/Rural/masks_png/1.png',
      'LoveDA/Test/Rural/images_png/2.png',
    ),
  ],
  [
    'DUTS',
    [
      'DUTS-TE/DUTS-TE-Image: the pictures in "DUTS-TE/DUTS-TE-Mask" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
      'DUTS-TR/DUTS-TR-Image: the pictures in "DUTS-TR/DUTS-TR-Mask" are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image',
    ],
    images(
      'DUTS-TR/DUTS-TR-Image/a.jpg',
      'DUTS-TR/DUTS-TR-Mask/a.png',
      'DUTS-TE/DUTS-TE-Image/b.jpg',
      'DUTS-TE/DUTS-TE-Mask/b.png',
    ),
  ],
  [
    'Data Science Bowl 2018: masks of single objects',
    ['stage1_train/0a/masks: 2 images, but neither splits nor annotations that can be read'],
    images(
      'stage1_train/0a/images/0a.png',
      'stage1_train/0a/masks/1.png',
      'stage1_train/0a/masks/2.png',
      'stage1_test/0b/images/0b.png',
    ),
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
