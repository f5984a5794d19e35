/** Words of optimistic: a node follows blocks that its execution client has not verified. */
import { nameSubject } from '../subject-words.ts'
import { listEachNode, sayEachNode } from './each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from './groups-left.ts'
import type { KindWords } from './kind-words.ts'
import { linesByNode, sayHeadThen } from './node-lines.ts'
import { nameNodes, nameNodesBriefly } from './node-names.ts'
import { firstExecution, nameExecution } from './software-names.ts'
import { conjugate, inTense } from './tense.ts'
import { toDo } from './text-sentences.ts'

export const optimistic: KindWords<'optimistic'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view.subject, settings)
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
