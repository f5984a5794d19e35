/** Words of fleet-alone: all our nodes are on a chain that several independent references do not have. */

import { count, listed } from '../../text/lists.ts'
import { listDispute, rootsToCompare, sayDispute } from '../phrases/dispute-says.ts'
import { SAVE_FORK_CHOICE } from '../phrases/fork-steps.ts'
import { sayGroupsBySide } from '../phrases/side-words.ts'
import { type SidesShown, sidesShown } from '../phrases/sides-shown.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo, warning } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

type AloneOf = Evidenced<'fleet-alone'>

export const fleetAlone: KindWords<'fleet-alone'> = {
  headline: (of, tense) =>
    `all our nodes ${inTense(tense, { now: 'are', past: 'were' })} on one chain, ${count(against(of).length, 'reference')} on another`,
  says: (of) =>
    `${listed(against(of), 4)} agree with one another and not with us. ${sayDispute(of.view.evidence.facts)}`,
  lists: ({ view }) => listDispute(view.evidence.facts),
  sides: shownOf,
  details: () => [],
  validators: (s) => sayGroupsBySide(s, shownOf(s)),
  steps: ({ view }) => [
    `Restart, resync and upgrade nothing yet. Ask sources that are neither ours nor these references (explorers, the client teams): ${rootsToCompare(view.evidence.facts)}. Several references may share one provider.`,
    `What do all our nodes share and others do not: one client, one release, one checkpoint provider? Save the fork choice of one node of each client: ${SAVE_FORK_CHOICE}`,
    'Decide about signing with a second person. Stopping a validator client is always safe and costs little; a vote for a wrong chain may never be undone. Start no keys elsewhere, keep every slashing protection database.',
  ],
  text: (s) => ({
    details: [`, not with ${listed(against(s), 2)}`, ''],
    sentences: [
      toDo('First: restart nothing.'),
      toDo(
        `Ask 2 explorers and client teams: ${rootsToCompare(s.view.evidence.facts)}.`,
        'Ask 2 explorers which chain is right.',
      ),
      warning('Pausing validators is safe, moving keys is not.', 'Pausing is safe, moving keys is not.'),
    ],
  }),
}

function shownOf({ view, settings }: AloneOf): SidesShown {
  return sidesShown(view.evidence.facts, settings)
}

/** Everybody who is with the strangers. */
function against({ view: { evidence } }: AloneOf): readonly string[] {
  const { sides, conflicts } = evidence.facts
  const holders = conflicts.flatMap(({ a, b }) => [...a.nodes, ...b.nodes])
  const named = sides.length > 1 ? sides.slice(1).flatMap(({ nodes }) => nodes) : holders
  return [...new Set(named)].filter((id) => !evidence.nodes.includes(id))
}
