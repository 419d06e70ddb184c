const newVersion = 'Keep it as it was, or release the model as a new version together with its callers.'
const everyRuntime = 'Make sure that every runtime that loads the model is new enough, or export with the old version.'

/** Inputs and outputs have codes of their own: what widens an input weakens the promise of an output. */
export const messages = {
  'input-added': {
    text: 'a new input {name}, {after}',
    fix: 'Callers that do not give it fail. Make it a constant of the graph, or release a new version.',
    severity: 'block',
  },
  'input-removed': {
    text: 'the input {name} is gone, {before}',
    fix: `Callers that give it fail. ${newVersion}`,
    severity: 'block',
  },
  'input-renamed': {
    text: 'the input {name} is now called {after}',
    fix: 'Export it under the old name (`input_names`).',
    severity: 'block',
  },
  'input-type': { text: 'the input {name} has another type: {before} → {after}', fix: newVersion, severity: 'block' },
  'input-shape': { text: 'the input {name} has another shape: {before} → {after}', fix: newVersion, severity: 'block' },
  'input-narrowed': {
    text: 'the input {name} is fixed where it was dynamic: {before} → {after}',
    fix: 'Callers that give another size, for example a batch, fail. Export it dynamic (`dynamic_axes`, `dynamic_shapes`).',
    severity: 'block',
  },
  'input-widened': {
    text: 'the input {name} is dynamic where it was fixed: {before} → {after}',
    fix: 'Nothing breaks; a runtime may be slower without fixed sizes.',
    severity: 'info',
  },
  'input-order': {
    text: 'the inputs stand in another order: {before} → {after}',
    fix: 'Callers that give them by place are wrong: export them in the old order.',
    severity: 'warn',
  },
  'output-added': {
    text: 'a new output {name}, {after}',
    fix: 'Callers that count the outputs must know; the others are not affected.',
    severity: 'warn',
  },
  'output-removed': {
    text: 'the output {name} is gone, {before}',
    fix: `Callers that read it fail. ${newVersion}`,
    severity: 'block',
  },
  'output-renamed': {
    text: 'the output {name} is now called {after}',
    fix: 'Export it under the old name (`output_names`).',
    severity: 'block',
  },
  'output-type': { text: 'the output {name} has another type: {before} → {after}', fix: newVersion, severity: 'block' },
  'output-shape': {
    text: 'the output {name} has another shape: {before} → {after}',
    fix: newVersion,
    severity: 'block',
  },
  'output-width': {
    text: 'the output {name} is {width} wide, no longer {formerWidth}: {before} → {after}',
    fix: 'Another number of classes? Class lists and decoding of every caller must change with it: release a new version.',
    severity: 'block',
  },
  'output-narrowed': {
    text: 'the output {name} is fixed where it was dynamic: {before} → {after}',
    fix: 'Make sure that the size is really constant: callers believe it.',
    severity: 'warn',
  },
  'output-widened': {
    text: 'the output {name} is dynamic where it was fixed: {before} → {after}',
    fix: 'Callers that reserve memory of the fixed size must ask for the size first.',
    severity: 'warn',
  },
  'output-order': {
    text: 'the outputs stand in another order: {before} → {after}',
    fix: 'Callers that read them by place get the wrong one, without any error: export them in the old order.',
    severity: 'block',
  },
  'opset-raised': {
    text: 'the operator set {domain} rises from {before} to {after}',
    fix: everyRuntime,
    severity: 'warn',
  },
  'opset-lowered': {
    text: 'the operator set {domain} falls from {before} to {after}',
    fix: 'Nothing breaks; an older exporter may have been used by mistake.',
    severity: 'info',
  },
  'ir-raised': { text: 'the IR version rises from {before} to {after}', fix: everyRuntime, severity: 'warn' },
  'domain-added': {
    text: 'operators of {domain}, which is not standard ONNX: {after}',
    fix: 'Only runtimes with this extension load the model: export with standard operators.',
    severity: 'block',
  },
  'external-data': {
    text: 'tensors now lie outside the model, in {after}',
    fix: 'Ship these files with the model, or save it as one file.',
    severity: 'warn',
  },
} as const
export type Code = keyof typeof messages
