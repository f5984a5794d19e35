/** Words of low-peers: a node has few peers. */
import type { PeerFacts } from '../../findings/facts.ts'
import { count } from '../../text/lists.ts'
import { factsOf, firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { othersFor, sayGroupsLeft } from '../phrases/groups-left.ts'
import { linesByNode, sayHeadSeen } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { sayPeersNow } from '../phrases/peers-now.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const lowPeers: KindWords<'low-peers'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).have} too few peers`
  },
  says: (of) => sayEachNode(of, sayPeers),
  lists: (of) => listEachNode(of, sayPeers),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayPeers,
      stateOf: (_, id) => sayHeadSeen(s, id),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Check the P2P port of ${nameNodes(s)} from outside (9000 tcp and udp; Prysm 13000 tcp, 12000 udp), NAT and firewall. Peers: ${sayPeersNow(s, (id) => factsOf(s.view.evidence.facts, id)?.peers)}.`,
    'Check the clock of the host (chronyc tracking) and that its release knows the last fork: peers drop a node that differs.',
    `Do not restart it again and again: every start throws away the peers it has. Give it ten minutes. ${othersFor(s)}`,
  ],
  text: (s) => ({
    details: [firstFacts(s) === undefined ? '' : `, ${count(firstFacts(s)!.peers, 'peer')}`],
    sentences: [
      toDo(
        `First: check the P2P port, firewall and clock of ${nameNodesBriefly(s)}.`,
        'First: check its P2P port, firewall and clock.',
        'First: check its P2P port.',
      ),
      toDo('Do not restart it repeatedly.'),
    ],
  }),
}

function sayPeers({ peers }: PeerFacts): string {
  return `has ${count(peers, 'peer')}`
}
