/** Words of unsteady: a node goes away and comes back, again and again. */
import type { UnsteadyFacts } from '../../findings/facts.ts'
import { listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, othersFor, sayGroupsLeft } from '../phrases/groups-left.ts'
import { linesByNode, sayHeadSeen } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

export const unsteady: KindWords<'unsteady'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    const goes = many ? 'go away and come' : 'goes away and comes'
    return `${text} ${inTense(tense, { now: goes, past: 'went away and came' })} back`
  },
  says: (of) => sayEachNode(of, sayShare),
  lists: (of) => listEachNode(of, sayShare),
  details: (s) =>
    linesByNode(s, {
      facts: s.view.evidence.facts,
      predicate: sayShare,
      stateOf: (_, id) => sayHeadSeen(s, id),
    }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Look on the host of ${nameNodes(s)} whether something restarts it again and again: its service or container log, the kernel's log for processes killed for want of memory, and the proxy's health check in front of it.`,
    'If it runs all the time there, the way to it breaks: a firewall or proxy that limits connections, a provider that filters, a link that flaps (mtr -rwc 50).',
    `Its validators lose what falls into each absence. ${othersFor(s)}`,
  ],
  text: (s) => ({
    details: [''],
    sentences: [
      toDo(
        `First: see whether something restarts ${nameNodesBriefly(s)}: service log, memory, health check.`,
        'First: see whether something restarts it.',
        'First: look at its restarts.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayShare({ looks, failed, absences }: UnsteadyFacts): string {
  return `was away in ${failed} of the last ${looks} looks of all vantages, ${absences} times or more`
}
