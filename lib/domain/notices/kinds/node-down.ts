/** Words of node-down: a node answers nothing as a beacon node. */
import { sayFault } from '../../look/fault.ts'
import { firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { withFault } from '../phrases/fault-briefly.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { linesByNode } from '../phrases/node-lines.ts'
import { nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { findWhyDown } from '../phrases/why-down.ts'
import type { KindWords } from './kind-words.ts'

export const nodeDown: KindWords<'node-down'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} down`
  },
  says: (of) => sayEachNode(of, sayFault),
  lists: (of) => listEachNode(of, sayFault),
  details: (s) => linesByNode(s, { facts: s.view.evidence.facts, predicate: sayFault, stateOf: sayFault }),
  validators: sayGroupsLeft,
  steps: (s) => [
    findWhyDown(s, firstFacts(s)),
    useOtherNodes(s),
    'Save the last hour of its log before you restart it, and restart it once. If its database is broken, resync from a checkpoint you trust instead of restarting again.',
  ],
  text: (s) => ({
    details: [withFault([firstFacts(s)])],
    sentences: [
      toDo(
        `First: log in to ${nameNodesBriefly(s)} and read its log before any restart.`,
        'First: read its log before any restart.',
        'First: read its log.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}
