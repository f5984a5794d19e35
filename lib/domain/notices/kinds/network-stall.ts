/** Words of network-stall: all nodes have the same old head. */
import { slotsIn } from '../../chain/chain.ts'
import type { StallFacts } from '../../findings/facts.ts'
import { count } from '../../text/lists.ts'
import { sayDuration } from '../../text/time.ts'
import { sayBlock, sayHead } from '../phrases/block-words.ts'
import { withAge } from '../phrases/head-age-briefly.ts'
import { countClients } from '../phrases/software-names.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { chainOf, concerned, type Situation } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const networkStall: KindWords<'network-stall'> = {
  headline: (_, tense) =>
    `no new block anywhere: all our nodes ${inTense(tense, { now: 'stand', past: 'stood' })} at the same old head`,
  says({ view }) {
    const { head, ageMs, holders } = factsOf({ view })
    return `All ${holders} nodes that answer have the same head, slot ${head.slot}, and it is ${sayDuration(ageMs)} old.`
  },
  lists: () => [],
  details: (s) => [`${count(concerned(s).length, 'node')}: ${sayHead(factsOf(s).head, slotsOld(s) ?? 0)}`],
  validators: () => [],
  steps: (s) => [
    `Restart nothing: all our nodes stand at the same block (${sayBlock(factsOf(s).head)}), so no single node is the fault.`,
    `See whether the rest of the world moves: two public explorers and the client teams' channels. If it does, look for what all our nodes share (clients here: ${countClients(s)}); if not, it is the network.`,
    'Leave the validators running: their blocks and votes are what starts the chain again. Upgrade only what a client team asks for.',
  ],
  text: (s) => ({
    details: [withAge(slotsOld(s))],
    sentences: [
      toDo('First: restart nothing, leave validators running.', 'First: restart nothing.'),
      toDo(
        'See in 2 explorers whether the world moves; ask the client teams.',
        'See in 2 explorers whether the world moves.',
      ),
    ],
  }),
}

function factsOf({
  view,
}: {
  readonly view: { readonly evidence: { readonly facts: StallFacts } }
}): StallFacts {
  return view.evidence.facts
}

function slotsOld(s: Situation<'network-stall'>): number | undefined {
  const chain = chainOf(s)
  const { head, ageMs } = factsOf(s)
  return chain === null ? undefined : slotsIn(chain, head.slot, ageMs)
}
