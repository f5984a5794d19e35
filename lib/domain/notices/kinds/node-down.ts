/** Words of node-down: a node answers nothing as a beacon node. */
import { sayFault } from '../../look/fault.ts'
import { nameSubject } from '../subject-words.ts'
import { firstFacts, listEachNode, sayEachNode } from './each-node.ts'
import { withFault } from './fault-briefly.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from './groups-left.ts'
import type { KindWords } from './kind-words.ts'
import { linesByNode } from './node-lines.ts'
import { nameNodesBriefly } from './node-names.ts'
import { conjugate } from './tense.ts'
import { toDo } from './text-sentences.ts'
import { findWhyDown } from './why-down.ts'

export const nodeDown: KindWords<'node-down'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view.subject, settings)
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
