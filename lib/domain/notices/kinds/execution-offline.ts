/** Words of execution-offline: a node says that its execution client is gone. */
import { sayTime } from '../../text/time.ts'
import { listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { linesByNode, sayHeadThen } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { firstExecution, nameExecution } from '../phrases/software-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const executionOffline: KindWords<'execution-offline'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).have} lost the execution client`
  },
  says: (of) => sayEachNode(of, sayOffline),
  lists: (of) => listEachNode(of, sayOffline),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayOffline,
      stateOf: ({ head }) => sayHeadThen(s, head),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `See whether ${nameExecution(s)} beside ${nameNodes(s)} runs, has disk left and answers on its engine port (8551). If it runs, compare the JWT secret on both sides and look for what changed about ${sayTime(s.view.since)}.`,
    useOtherNodes(s),
    'Start it once and let it finish its own repair. Stop it only with a plain stop that may take minutes: a killed execution client can lose its database, and that costs hours.',
  ],
  text: (s) => ({
    details: [`, lost its ${firstExecution(s) ?? 'execution client'}`],
    sentences: [
      toDo(
        `First: check ${firstExecution(s) ?? 'the execution client'} at ${nameNodesBriefly(s)}: process, disk, JWT secret.`,
        'First: check its execution client: process, disk, JWT secret.',
        'First: check its execution client.',
      ),
      toDo('Never kill -9 it.'),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayOffline(): string {
  return 'says its execution client is offline'
}
