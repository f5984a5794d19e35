/** Words of syncing: a node says that it is syncing, and is behind. */
import type { SyncingFacts } from '../../findings/facts.ts'
import { count } from '../../text/lists.ts'
import { sayHead } from '../phrases/block-words.ts'
import { firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { withAge } from '../phrases/head-age-briefly.ts'
import { linesByNode } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameExecution } from '../phrases/software-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { reachedIn, type Situation } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const syncing: KindWords<'syncing'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} syncing`
  },
  says: (of) => sayEachNode(of, saySyncing),
  lists: (of) => listEachNode(of, saySyncing),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: saySyncing,
      stateOf: (facts, id) => sayGap(s, facts, id),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Ask whether somebody restarted or resynced ${nameNodes(s)} on purpose. If so, say it in ${s.settings.communicate.team ?? 'the team channel'} and let it finish.`,
    useOtherNodes(s),
    `Read head_slot of /eth/v1/node/syncing twice, a minute apart${gapNow(s)}. If the gap shrinks, wait. If not, look at peers, disk waits (iostat -x 5 3) and ${nameExecution(s)}. Do not delete a database that still moves.`,
  ],
  text: (s) => ({
    details: [withAge(firstFacts(s)?.slots)],
    sentences: [
      toDo(
        `First: ask if ${nameNodesBriefly(s)} was restarted on purpose; if its gap shrinks, wait.`,
        'First: ask if it was restarted on purpose; if its gap shrinks, wait.',
        'First: ask if it was restarted on purpose.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function saySyncing({ slots }: SyncingFacts): string {
  return slots === 'unknown' ? 'says it is syncing' : `is syncing, ${count(slots, 'slot')} behind our clock`
}

/** How far behind by the facts; which block that is by the look. */
function sayGap({ look }: Situation<'syncing'>, facts: SyncingFacts, id: string): string {
  const head = reachedIn(look, id)?.head ?? 'unknown'
  if (head === 'unknown' || facts.slots === 'unknown') return saySyncing(facts)
  return sayHead(head, facts.slots)
}

function gapNow(s: Situation<'syncing'>): string {
  const slots = firstFacts(s)?.slots ?? 'unknown'
  return slots === 'unknown' ? '' : ` (now ${count(slots, 'slot')} behind)`
}
