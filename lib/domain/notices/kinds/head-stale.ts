/** Words of head-stale: the head of a node does not move. */
import type { StaleFacts } from '../../findings/facts.ts'
import { count } from '../../text/lists.ts'
import { sayDuration } from '../../text/time.ts'
import { sayBlock, sayHead } from '../phrases/block-words.ts'
import { firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { withAge } from '../phrases/head-age-briefly.ts'
import { linesByNode } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { splitSides } from '../phrases/sides-shown.ts'
import { firstExecution, nameExecution } from '../phrases/software-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const headStale: KindWords<'head-stale'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} stuck: the head ${inTense(tense, { now: 'does', past: 'did' })} not move`
  },
  says: (of) => sayEachNode(of, sayStale),
  lists: (of) => listEachNode(of, sayStale),
  sides: splitSides,
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayStale,
      stateOf: ({ head, slots }) => sayHead(head, slots),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Read the log of ${nameNodes(s)} and of its execution client (${nameExecution(s)}) at ${firstFacts(s) ? sayBlock(firstFacts(s)!.head) : 'its last block'}: a refused payload, a full disk or a stuck import stands there.`,
    useOtherNodes(s),
    'Save both logs, then restart the beacon node once. But if its execution client called a block invalid that other nodes took, restart nothing: this may be the beginning of a split.',
  ],
  text: (s) => ({
    details: [withAge(firstFacts(s)?.slots)],
    sentences: [
      toDo(
        `First: read the logs of ${nameNodesBriefly(s)} and its ${firstExecution(s) ?? 'execution client'}, then restart once.`,
        'First: read its logs, then restart once.',
        'First: read its logs.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayStale({ head, ageMs, slots, isOrphaned }: StaleFacts): string {
  const where = isOrphaned ? ', stopped on an orphaned block' : ''
  return `has had no new head for ${sayDuration(ageMs)} (${count(slots, 'slot')} behind our clock, at slot ${head.slot}${where})`
}
