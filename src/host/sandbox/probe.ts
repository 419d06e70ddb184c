import type { Sandbox } from '#contract/ports'

/** A model of one operator (Identity on float32 [1, 3, 2, 2], opset 17): the smallest thing that proves a provider. */
const IDENTITY =
  'CAgSBHRlc3Q6UQoSCgF4EgF5IghJZGVudGl0eToAEgFnWhsKAXgSFgoUCAESEAoCCAEKAggDCgIIAgoCCAJiGwoBeRIWChQIARIQCgIIAQoCCAMKAggCCgIIAkIECgAQEQ=='

/** Runs it in a child, as a run of the gate would. */
export async function proveProvider(sandbox: Sandbox): Promise<string> {
  const { windows } = await sandbox.time({
    bytes: Uint8Array.from(Buffer.from(IDENTITY, 'base64')),
    preprocess: {
      exif: 'ignore',
      color: 'rgb',
      resize: null,
      crop: null,
      interpolation: 'bilinear-antialias',
      scale: 1,
      mean: [0],
      std: [1],
      layout: 'nchw',
    },
    batch: 1,
    seed: 1,
    warmup: { runs: 1, seconds: 0 },
    windows: 1,
    runsPerWindow: 5,
  })
  const [first] = windows
  return `proven: a model ran ${first?.length ?? 0} times in a child (${Math.min(...(first ?? [])).toFixed(3)} ms)`
}
