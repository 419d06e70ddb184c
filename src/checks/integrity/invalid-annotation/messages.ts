const once = 'Keep one of the records, or correct the name.'

export const messages = {
  'duplicate-record': { text: 'a record too many: {problem}', fix: once, severity: 'block' },
  'unknown-split': {
    text: '{problem} ({count} records)',
    fix: 'Correct the records, or name the split under `data.splits`.',
    severity: 'block',
  },
  'empty-label': {
    text: 'a record without a class: {problem}',
    fix: 'Give the image its label, or remove the record.',
    severity: 'block',
  },
  'unknown-class': {
    text: '{problem} ({count} records)',
    fix: 'Correct the label, or add the class at the end of the configured ones.',
    severity: 'block',
  },
  'invalid-annotation': {
    text: 'an annotation that is not read: {problem}',
    fix: 'Correct the annotation, or remove it: it is not read as it stands.',
    severity: 'block',
  },
  'odd-annotation': {
    text: 'an odd annotation: {problem}',
    fix: 'Look at it: it is read, and is hardly what was meant.',
    severity: 'warn',
  },
  'zero-area': {
    text: 'a box of {class} on {image} has no area: {box} (x y width height)',
    fix: 'Draw it again, or remove it: the logarithm of its size is infinite in many losses.',
    severity: 'block',
  },
  'out-of-image': {
    text: 'a box of {class} on {image} leaves the image of {size}: {box} (x y width height)',
    fix: 'Clip it to the image; if all boxes of an image do it, they belong to another size or orientation.',
    severity: 'block',
  },
  'repeated-box': {
    text: 'a box of {class} stands on {image} more than once: {box} (x y width height)',
    fix: 'Remove the copy: it counts as a second object that no detector finds.',
    severity: 'warn',
  },
  'tiny-box': {
    text: 'a box of {class} on {image} is less than a pixel wide or high: {box} (x y width height)',
    fix: 'Draw it again, or remove it: nothing can be seen in it.',
    severity: 'warn',
  },
  'crossed-outline': {
    text: 'the outline of a {class} on {image} crosses itself: its box is {box} (x y width height)',
    fix: 'Look at it: a click slipped, or two parts became one; what lies inside depends on who fills it.',
    severity: 'info',
  },
  'intricate-outline': {
    text: 'the outline of a {class} on {image} is too intricate to say whether it crosses itself: its box is {box} (x y width height)',
    fix: 'Look at it: drawn outlines are simpler by far.',
    severity: 'info',
  },
  'unreadable-mask': {
    text: 'the mask {path} cannot be decoded ({status}): {detail}',
    fix: 'Replace the file, or remove it together with its image.',
    severity: 'block',
  },
  'mask-size': {
    text: 'the mask {path} has {size} pixels, its image {image} has {of}',
    fix: 'Draw it on the image as it is, or scale it by nearest neighbour: a loader that scales it otherwise invents classes.',
    severity: 'warn',
  },
  'mask-value': {
    text: 'the mask {path} has values without a class: {values} (the classes are 0 to {last}; 255 is left out everywhere)',
    fix: 'Correct the mask, or name the class in `data.classes`.',
    severity: 'block',
  },
  'new-mask-value': {
    text: 'the mask {path} has values that no mask on base has: {values}',
    fix: 'If they are classes, name all classes in `data.classes`; if not, the mask was blurred or scaled on its way.',
    severity: 'warn',
  },
  'masks-not-read': {
    text: '{count} masks of {split} were not read: {why}',
    fix: 'Fetch them before the run (`git lfs fetch`, `dvc fetch`), let the run fetch them (`data.fetch: trusted-remote`), or accept that nothing is known of them.',
    severity: 'warn',
  },
  'further-invalid': {
    text: '{count} further annotations at fault ({kind}), for example in {file}',
    fix: 'Correct them like the ones shown one by one.',
    severity: 'block',
  },
  'further-odd': {
    text: '{count} further annotations to look at ({kind}), for example in {file}',
    fix: 'Look at them like the ones shown one by one.',
    severity: 'warn',
  },
  'further-outlines': {
    text: '{count} further outlines to look at ({kind}), for example in {file}',
    fix: 'Look at them like the ones shown one by one.',
    severity: 'info',
  },
} as const
