/** Words of finalized-conflict: two finalized blocks that exclude each other. */
import {
  conflictBriefly,
  conflictGroups,
  conflictSides,
  holdersOf,
  listConflicts,
  sayBothRoots,
} from '../phrases/conflict-says.ts'
import { onePerSide } from '../phrases/fork-steps.ts'
import { nameGroups, nameGroupsBriefly } from '../phrases/groups-left.ts'
import { KEYS_STAY_BRIEFLY } from '../phrases/keys-stay.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const finalizedConflict: KindWords<'finalized-conflict'> = {
  headline: (_, tense) => `nodes ${conjugate(tense, true).have} finalized blocks that exclude each other`,
  says: () => 'Nodes finalized blocks of which neither is an ancestor of the other.',
  lists: ({ view }) => listConflicts(view.evidence.facts),
  sides: (s) => conflictSides(s, s.view.evidence.facts),
  details: () => [],
  validators: conflictGroups,
  steps: (s) => [
    `Stop the validator clients of ${nameGroups(s)} until you know which chain is right: a pause is always safe and costs little, votes on a wrong finalized chain cannot be taken back. Keys stay where they are.`,
    `Compare with two checkpoint providers and two explorers: ${sayBothRoots(s.view.evidence.facts, 'finalized')} Make sure first that one node of each side has our genesis: curl -s $NODE/eth/v1/beacon/genesis`,
    `Change nothing on the nodes. Save the fork choice, the log and, where you can, a disk snapshot of one node of each side (${onePerSide(s, holdersOf(s.view.evidence.facts))}), then wake the client teams${s.settings.communicate.security === undefined ? '' : ` and ${s.settings.communicate.security}`}.`,
  ],
  text: (s) => ({
    details: conflictBriefly(s.view.evidence.facts),
    sentences: [
      toDo(
        `First: stop validator clients of ${nameGroupsBriefly(s)} (a pause is safe).`,
        'First: stop the validator clients, a pause is safe.',
        'First: stop the validator clients.',
      ),
      KEYS_STAY_BRIEFLY,
      toDo('Compare both roots with 2 explorers.'),
      toDo('Wipe nothing.'),
    ],
  }),
}
