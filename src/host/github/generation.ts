/** Orders what runs write: by the run's id, then by its attempt. */
export type Generation = readonly [run: number, attempt: number]

/** The two numbers that a pattern of ours finds in what was written; of text that is not ours the oldest of all. */
export function generationIn(text: string | null | undefined, pattern: RegExp): Generation {
  const match = pattern.exec(text ?? '')
  return match ? [Number(match[1]), Number(match[2])] : [0, 0]
}

/** Positive when the first is the newer one. */
export function compareGenerations([run, attempt]: Generation, [otherRun, otherAttempt]: Generation): number {
  return run - otherRun || attempt - otherAttempt
}
