/** Words of wrong-network: a node has another genesis than the network watched. */
import { shortRoot } from '../../chain/block.ts'
import type { NetworkFacts } from '../../findings/facts.ts'
import type { Genesis } from '../../look/look.ts'
import { sayInstant } from '../../text/time.ts'
import { firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { nodeLines } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const wrongNetwork: KindWords<'wrong-network'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} on another network than ${watchedBy({ view, settings })}`
  },
  says: (of) => sayEachNode(of, sayForeign),
  lists: (of) => listEachNode(of, sayForeign),
  details: (s) => nodeLines(s, () => ''),
  validators: sayGroupsLeft,
  steps: (s) => [
    useOtherNodes(s),
    `Compare genesis_validators_root of curl -s $NODE/eth/v1/beacon/genesis: ${watchedBy(s)} has ${sayRoot(firstFacts(s)?.watched.validatorsRoot ?? 'unknown')}.`,
    `Correct the URL in the settings if it leads to another node, else the network flag of ${nameNodes(s)}; prove it with bin/watchfire look --settings FILE. Keys are in no danger: a signature for one network is void on another.`,
  ],
  text: (s) => ({
    details: [`, not ${watchedBy(s)}`],
    sentences: [
      toDo(
        `First: check the URL we have for ${nameNodesBriefly(s)} and its network flag.`,
        'First: check its URL and its network flag.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function watchedBy(of: Evidenced<'wrong-network'>): string {
  return firstFacts(of)?.watched.name ?? 'the one watched'
}

function sayForeign({ told, watched }: NetworkFacts): string {
  return `is on another network: its genesis is ${sayGenesisTime(told)} with validators root ${sayRoot(told.validatorsRoot)}; ${watched.name} has ${sayGenesisTime(watched)} with ${sayRoot(watched.validatorsRoot)}`
}

function sayGenesisTime({ timeMs }: Genesis): string {
  return timeMs === 'unknown' ? 'at an unknown time' : sayInstant(timeMs)
}

function sayRoot(root: string): string {
  return root === 'unknown' ? 'one we have not learned' : shortRoot(root)
}
