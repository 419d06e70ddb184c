/**
 * The English of every reason code that is not a message of a check. `{name}` is replaced by the argument; render
 * escapes it. A code that is missing here is shown as code and arguments.
 */
export const REASONS: Readonly<Record<string, string>> = {
  // not applicable
  'first-model': 'no model on base to compare with: this is the first one',
  'no-masks': 'the annotations of this format are no pictures',
  'first-test-set': 'base has no image in {split} to judge: this is the first test set',
  'no-model': 'the configuration names no model',
  'no-data-on-base': 'no dataset on base to compare with',
  'no-primary': 'the configuration declares no primary metric',
  'no-history': 'no history of the default branch',
  'no-slices': 'the configuration declares no slices',
  'task-not-measured': 'task {task} is not measured by this version',
  'nothing-judged-on-base': 'base has no images in the judged split',
  'no-orphans': 'in this format every file is a record',
  'switched-off': 'switched off in the configuration',
  // skipped
  'not-selected': 'not selected for this run',
  'over-budget': 'the budget of {minutes} min was used up',
  // a comment that begins like a command and is none
  'unknown-command': 'there is no command {word}',
  'unknown-option': 'there is no option {word}',
  'line-too-long': 'the line of a command has {most} characters at most, this one has {length}',
  'not-plain-ascii': 'the line of a command is plain ASCII, and its character {column} is {character}',
  'words-too-many': 'nothing is expected after it, and there is {word}',
  'nothing-named': 'it does not say which one',
  'not-a-check': '{word} is not the name of a check',
  'not-a-finding': '{word} is not the id of a finding, which has 10 digits of 0–9 and a–f',
  'not-a-check-or-finding': '{word} is neither the name of a check nor the id of a finding',
  'not-a-finding-and-evidence': '{word} is not a finding and its evidence, as `3a91c07be2@5f0c21aa`',
  'reason-too-short': 'a waiver needs a reason of at least {least} characters',
  'reason-too-long': 'the reason has {most} characters at most, this one has {length}',
  'reason-is-placeholder': 'the word “reason” stands where your reason belongs',
  // no interval
  deterministic: 'counted, not sampled',
  'too-few': 'too few values for an interval (n = {n})',
  'paired-only': 'only the difference within a round has an interval',
  'in-splits': 'in {splits}',
  'labelled-both': '{first} and {second}',
  // no value
  'different-images': 'base and head are judged on different images',
  undefined: 'not defined for these data',
  'absent-on-base': 'not on base',
  'absent-on-head': 'not on head',
  // looks
  'no-pull-request': 'no pull request: looks are not counted',
  'not-counted': 'earlier looks could not be counted: {why}',
  // why a claim was judged as it was
  'worse-than-tolerated': 'shown to be worse than tolerated',
  'certainly-worse': 'certainly worse, and the best estimate is beyond the tolerance',
  'not-inferior': 'shown not to be worse than tolerated',
  'tolerated-loss': 'a real loss, shown to be within the tolerance',
  'not-shown': 'neither shown to be within the tolerance nor beyond it',
  'anchor-not-shown': 'not shown to be within twice the tolerance of the last release',
  // notes of a run
  'nothing-relevant-changed': 'nothing under the gate changed',
  recorded:
    '{n} checks stand as an earlier run on the same inputs recorded them (measured anew by `--no-cache`, or `/cv-recheck --force`)',
  pooled: '{runs} runs pooled: {checks}',
  'findings-folded': '{n} findings are told as one for each kind: a report holds {most} at most',
  draft: 'a draft: advisory, and no look is counted',
  'draft-not-counted': 'drafts are not counted',
  'history-not-read': 'no history of the default branch: {why}',
  'waivers-not-read': 'no waiver is honoured, for the comments could not be read: {why}',
  adopting: 'no configuration on base: the one of head is used, advisory',
  'several-merge-bases': '{n} merge-bases: the first of `git merge-base --all` is used',
  'no-anchor': 'no release tag holds the model: the anchor counts as fulfilled',
  'base-fetched': 'base was fetched: the clone was shallow',
  fetched: 'fetched from the trusted remote: {n} objects of {store}',
  'fetch-failed': '{n} objects of {store} were not fetched from the trusted remote: {why}',
  'worktree-head': 'head is the working tree, with what is not committed',
}
