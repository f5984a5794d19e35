/** Words of slow: the head of a node takes long to come. */
import type { SpeedFacts } from '../../findings/facts.ts'
import { listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, othersFor, sayGroupsLeft } from '../phrases/groups-left.ts'
import { linesByNode, sayHeadSeen } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSameClient } from '../phrases/software-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const slow: KindWords<'slow'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} slow to answer`
  },
  says: (of) => sayEachNode(of, saySpeed),
  lists: (of) => listEachNode(of, saySpeed),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: saySpeed,
      stateOf: (_, id) => sayHeadSeen(s, id),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Look at the host of ${nameNodes(s)}: load, memory, disk waits (top, iostat -x 5 3), and in the proxy's log at who asks it most: heavy state queries starve the duties.`,
    `Compare it with nodes of the same client (${nameSameClient(s)}): if all of one client are slow, it is the client and not the host. Ask its team; Prysm was slow for 45 minutes in December 2025 before its team knew.`,
    `Attestations are due a third into the slot (4 s on mainnet). ${othersFor(s)}`,
  ],
  text: (s) => ({
    details: [''],
    sentences: [
      toDo(
        `First: look at load, memory and disk of ${nameNodesBriefly(s)} and at who asks it most.`,
        'First: look at its load, memory and disk.',
        'First: look at its load.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function saySpeed({ totalMs }: SpeedFacts): string {
  return `took ${Math.round(totalMs)} ms to answer with its head`
}
