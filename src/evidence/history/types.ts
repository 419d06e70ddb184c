import type { TargetHistory } from '#contract/history'

/** What earlier runs on the default branch measured of this target: a pilot, never a part of what is judged. */
export type History = TargetHistory

declare module '#contract/evidence' {
  interface EvidenceTypes {
    history: History
  }
}
