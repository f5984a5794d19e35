/** Words of endpoint-inconsistent: one URL contradicts itself. */
import type { Contradiction } from '../../look/look.ts'
import { count } from '../../text/lists.ts'
import { sayInstant } from '../../text/time.ts'
import { sayContradiction } from '../phrases/contradiction-says.ts'
import { sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { nodeLines } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const endpointInconsistent: KindWords<'endpoint-inconsistent'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    const have = inTense(tense, { now: `${conjugate(tense, many).have} `, past: '' })
    return `${text} ${have}contradicted ${many ? 'themselves' : 'itself'}`
  },
  says: (of) => sayEachNode(of, sayLately),
  lists: listMoments,
  details: (s) => [...nodeLines(s, () => ''), ...listMoments(s)],
  validators: sayGroupsLeft,
  steps: (s) => [
    `Ask ${nameNodes(s)} ten times who it is: for i in $(seq 10); do curl -s $NODE/eth/v1/node/identity | jq -r .data.peer_id; done. More than one answer means several nodes behind one address.`,
    'Several: give each an address of its own in the settings, so that each is watched. One: look for a cache in front of it (an Age header), a restored snapshot, or a bug of its release.',
    useOtherNodes(s),
  ],
  text: (s) => ({
    details: [''],
    sentences: [
      toDo(
        `First: ask ${nameNodesBriefly(s)} 10 times for its peer id; several ids = load balancer.`,
        'First: ask it 10 times for its peer id; several ids = load balancer.',
        'First: ask it 10 times for its peer id.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayLately(moments: readonly Contradiction[]): string {
  const last = moments.at(-1)
  const how = last === undefined ? '' : `: ${sayContradiction(last)}`
  return `contradicted itself (${count(moments.length, 'time')} lately)${how}`
}

/** Each moment at which it did, a line each. */
function listMoments({ view }: Evidenced<'endpoint-inconsistent'>): readonly string[] {
  const entries = Object.entries(view.evidence.facts)
  return entries.flatMap(([id, moments]) =>
    moments.map((moment) => {
      const what = `${sayInstant(moment.at)} ${sayContradiction(moment)}`
      return entries.length === 1 ? what : `${id} ${what}`
    }),
  )
}
