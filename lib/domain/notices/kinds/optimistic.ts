/** Words of optimistic: a node follows blocks that its execution client has not verified. */

import { listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { linesByNode, sayHeadThen } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { firstExecution, nameExecution } from '../phrases/software-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const optimistic: KindWords<'optimistic'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} optimistic: the execution client ${inTense(tense, { now: 'has', past: 'had' })} not verified the head`
  },
  says: (of) => sayEachNode(of, sayOptimistic),
  lists: (of) => listEachNode(of, sayOptimistic),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayOptimistic,
      stateOf: ({ head }) => sayHeadThen(s, head),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Read the log of the execution client of ${nameNodes(s)} (${nameExecution(s)}): is it syncing, out of disk, or does it refuse payloads?`,
    useOtherNodes(s),
    'If it is syncing, let it finish. If it refuses a payload that other execution clients accept, save both logs, restart nothing and tell both client teams: this is how splits begin. Never switch verification off.',
  ],
  text: (s) => ({
    details: [`, ${firstExecution(s) ?? 'execution client'} has not verified its head`],
    sentences: [
      toDo(
        `First: read the log of ${firstExecution(s) ?? 'the execution client'} at ${nameNodesBriefly(s)}: syncing, disk full or refusing payloads?`,
        'First: read the log of its execution client.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayOptimistic(): string {
  return 'follows blocks its execution client has not verified'
}
