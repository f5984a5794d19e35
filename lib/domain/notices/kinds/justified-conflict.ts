/** Words of justified-conflict: two justified blocks that exclude each other. */
import {
  conflictBriefly,
  conflictGroups,
  conflictSides,
  holdersOf,
  listConflicts,
  sayBothRoots,
} from '../phrases/conflict-says.ts'
import { onePerSide, SAVE_FORK_CHOICE } from '../phrases/fork-steps.ts'
import { nameGroups, nameGroupsBriefly } from '../phrases/groups-left.ts'
import { KEYS_STAY, KEYS_STAY_BRIEFLY } from '../phrases/keys-stay.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const justifiedConflict: KindWords<'justified-conflict'> = {
  headline: (_, tense) => `nodes ${conjugate(tense, true).have} justified blocks that exclude each other`,
  says: () => 'Nodes justified blocks of which neither is an ancestor of the other.',
  lists: ({ view }) => listConflicts(view.evidence.facts),
  sides: (s) => conflictSides(s, s.view.evidence.facts),
  details: () => [],
  validators: conflictGroups,
  steps: (s) => [
    `Restart, resync and upgrade nothing yet. Save the fork choice of one node of each side (${onePerSide(s, holdersOf(s.view.evidence.facts))}): ${SAVE_FORK_CHOICE}`,
    `Compare with two sources that are not ours (explorers, a checkpoint provider) and with the client teams: ${sayBothRoots(s.view.evidence.facts, 'justified')} The wrong one can have the majority; it did on Holesky.`,
    `If you cannot tell within an epoch (6 min on mainnet), stop the validator clients of ${nameGroups(s)}. Who has voted from a wrong justified checkpoint may need a slashable vote to leave it; a pause is always safe. ${KEYS_STAY}`,
  ],
  text: (s) => ({
    details: conflictBriefly(s.view.evidence.facts),
    sentences: [
      toDo('First: restart nothing, compare both roots with 2 explorers.', 'First: restart nothing.'),
      KEYS_STAY_BRIEFLY,
      toDo(
        `No answer in 6 min: stop validator clients of ${nameGroupsBriefly(s)}; a pause is safe.`,
        'No answer in 6 min: stop the validator clients.',
      ),
    ],
  }),
}
