/** Words of reference-disagrees: one reference follows another chain than all our nodes. */

import { listDispute, rootsToCompare, sayDispute } from '../phrases/dispute-says.ts'
import { bareName } from '../phrases/subject-words.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const referenceDisagrees: KindWords<'reference-disagrees'> = {
  headline: ({ view }, tense) =>
    `reference ${bareName(view.subject)} ${inTense(tense, { now: 'follows', past: 'followed' })} a chain that no node of ours has`,
  says: ({ view }) => `${sayDispute(view.evidence.facts)} One reference alone proves nothing.`,
  lists: ({ view }) => listDispute(view.evidence.facts),
  details: ({ view }) => listDispute(view.evidence.facts),
  validators: () => [],
  steps: ({ view }) => [
    `Compare with two sources that are not ours and not ${bareName(view.subject)} (an explorer, a checkpoint provider): ${rootsToCompare(view.evidence.facts)}.`,
    'They agree with us: tell its operator, and take it out of the references until it is mended. Change nothing on our nodes.',
    'They agree with it: our whole fleet may be on a wrong chain. Wake a second person and go by the article of fleet-alone.',
  ],
  text: () => ({
    details: [''],
    sentences: [
      toDo('First: compare its root and ours with 2 explorers.'),
      toDo('Change nothing on our nodes.'),
    ],
  }),
}
