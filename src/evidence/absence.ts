import type { Absence } from '#contract/ports'

/** Why an image was not read, after a colon. */
export const ABSENCE: Readonly<Record<Absence, string>> = {
  'not-here': 'not on this machine',
  'other-bytes': 'the file is there, and holds other bytes than its digest says',
  'outside-root': 'behind a link that leaves the data root',
  'not-a-file': 'no regular file has this name',
  'too-large': 'larger than any image that is read',
  'not-shown-to-forks': 'base does not name it, and a pull request from a fork is shown no other',
}
