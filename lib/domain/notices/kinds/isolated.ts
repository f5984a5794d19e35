/** Words of isolated: a node answers us but hardly anybody else. */
import type { IsolatedFacts } from '../../findings/facts.ts'
import { count } from '../../text/lists.ts'
import { factsOf, firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { withAge } from '../phrases/head-age-briefly.ts'
import { linesByNode, sayHeadThen, slotsBehind } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { sayPeersNow } from '../phrases/peers-now.ts'
import { splitSides } from '../phrases/sides-shown.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { Evidenced, Situation } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const isolated: KindWords<'isolated'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} cut off from ${many ? 'their' : 'its'} peers, though we reach ${many ? 'them' : 'it'}`
  },
  says: (of) => sayEachNode(of, sayIsolated),
  lists: (of) => listEachNode(of, sayIsolated),
  sides: splitSides,
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayIsolated,
      stateOf: ({ head }) => sayHeadThen(s, head),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Check the way between ${nameNodes(s)} and its peers (${sayPeersNow(s, peersOf(s))}): the P2P port from outside (9000 tcp and udp; Prysm 13000 tcp, 12000 udp), NAT, firewall, and the host's clock (chronyc tracking).`,
    useOtherNodes(s),
    'If ports and clock are right, see whether its release knows the last fork: peers drop a node with another fork digest. Only then restart the beacon node, once, and give it ten minutes to find peers.',
  ],
  text: (s) => ({
    details: sayBriefly(s),
    sentences: [
      toDo(
        `First: check the P2P port, firewall and clock of ${nameNodesBriefly(s)}.`,
        'First: check its P2P port, firewall and clock.',
        'First: check its P2P port.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayIsolated({ because, peers, head }: IsolatedFacts): string {
  const having = count(peers, 'peer')
  return because === 'alone'
    ? `is alone on its chain, with ${having}`
    : `stopped at slot ${head.slot} while others moved on; it has ${having}`
}

function peersOf({ view }: Evidenced<'isolated'>): (id: string) => number | undefined {
  return (id) => factsOf(view.evidence.facts, id)?.peers
}

function sayBriefly(s: Situation<'isolated'>): readonly string[] {
  const facts = firstFacts(s)
  if (facts === undefined) return []
  const age = withAge(slotsBehind(s, facts.head))
  return [`, ${count(facts.peers, 'peer')}${age}`, age]
}
