/** Words of finality-delay: the chain does not finalize, or nodes lag behind the others in it. */
import type { FinalityFacts, FinalityLag } from '../../findings/facts.ts'
import { count, unique } from '../../text/lists.ts'
import { sayCheckpoint } from '../phrases/block-words.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { nodeLines } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { concerned, type Evidenced, reachedIn, type Situation } from '../situation.ts'
import type { KindWords, Steps } from './kind-words.ts'

type Delay = Situation<'finality-delay'>

export const finalityDelay: KindWords<'finality-delay'> = {
  headline(of, tense) {
    if (isOfChain(of)) return `the chain ${inTense(tense, { now: 'does', past: 'did' })} not finalize`
    const { text, many } = nameSubject(of.view, of.settings)
    return `${text} ${conjugate(tense, many).be} behind the others in finality`
  },
  says: ({ view }) => sayDelay(view.evidence.facts),
  lists: () => [],
  details: (s) => (isOfChain(s) ? alikeLines(s) : nodeLines(s, (id) => sayFinality(s, id))),
  validators: (s) => (isOfChain(s) ? [] : sayGroupsLeft(s)),
  steps: (s) => (isOfChain(s) ? CHAIN_STEPS : nodeSteps(s)),
  text: (s) => ({
    details: [`, last finalized epoch ${lastEpoch(s.view.evidence.facts)}`],
    sentences: isOfChain(s)
      ? [
          toDo('First: restart nothing that works.'),
          toDo(
            'See in an explorer that our validators attest; watch disk and memory of all nodes.',
            'See in an explorer that our validators attest.',
          ),
        ]
      : [
          toDo(
            `First: compare the finalized block of ${nameNodesBriefly(s)} with another node's.`,
            "First: compare its finalized block with another node's.",
          ),
          ...otherNodesBriefly(s),
        ],
  }),
}

const CHAIN_STEPS: Steps = [
  'Restart, upgrade and resync nothing that works: a node that starts during non-finality takes hours, and every vote missing prolongs it.',
  'Look up the participation by client in a public explorer, and that our own validators attest. If a client of ours is named as the cause, do what its team publishes and nothing else.',
  'Look at memory and disk of every node each half hour: without finality nothing is pruned (Holesky nodes took over 300 GB of memory). From five epochs on, validators that are offline leak: get ours online first.',
]

function nodeSteps(s: Delay): Steps {
  return [
    `Compare ${nameNodes(s)} with another node: the block it finalized must be on the other's chain (/eth/v1/beacon/headers/finalized, then that slot on both).`,
    useOtherNodes(s),
    'Save its log, then restart it once. If it is still behind after two epochs (13 min on mainnet), resync it from a checkpoint you trust.',
  ]
}

function isOfChain({ view }: Evidenced<'finality-delay'>): boolean {
  return view.evidence.facts.of === 'chain'
}

function sayDelay(facts: FinalityFacts): string {
  if (facts.of === 'chain')
    return `Nothing has been finalized for ${count(facts.epochs, 'epoch')} (two is normal); the last finalized epoch is ${facts.finalizedEpoch}.`
  return Object.entries(facts.nodes).map(sayLag).join(' ')
}

function sayLag([id, { finalizedEpoch, epochs }]: readonly [string, FinalityLag]): string {
  return `${id} has finalized epoch ${finalizedEpoch}, ${count(epochs, 'epoch')} behind the others.`
}

/** Of several nodes the one that is furthest behind. */
function lastEpoch(facts: FinalityFacts): number {
  if (facts.of === 'chain') return facts.finalizedEpoch
  return Math.min(...Object.values(facts.nodes).map(({ finalizedEpoch }) => finalizedEpoch))
}

function sayFinality({ look }: Delay, id: string): string {
  const checkpoints = reachedIn(look, id)?.checkpoints ?? 'unknown'
  if (checkpoints === 'unknown') return ''
  const { finalized, justified } = checkpoints
  return `finalized ${sayCheckpoint(finalized)}, justified ${sayCheckpoint(justified)}`
}

/** Where the whole network is concerned all nodes are alike, so only what differs gets its line. */
function alikeLines(s: Delay): readonly string[] {
  const states = concerned(s).map((id) => sayFinality(s, id))
  return unique(states)
    .filter((state) => state !== '')
    .map((state) => `${count(states.filter((each) => each === state).length, 'node')}: ${state}`)
}
