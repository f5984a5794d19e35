/** Words of data-center-dark: no node of a data centre answers. */
import { sayFault } from '../../look/fault.ts'
import { count } from '../../text/lists.ts'
import { factsOf } from '../phrases/each-node.ts'
import { withFault } from '../phrases/fault-briefly.ts'
import { othersFor, sayGroupsLeft } from '../phrases/groups-left.ts'
import { nameWithHost } from '../phrases/node-lines.ts'
import { callBriefly, callTheSite, nameSite } from '../phrases/site-calls.ts'
import { bareName, nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo, warning } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const dataCenterDark: KindWords<'data-center-dark'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} dark: ${sayAll(view.evidence.nodes.length)} down`
  },
  says: ({ view }) =>
    `Data centre ${bareName(view.subject)}: none of its ${count(view.evidence.nodes.length, 'node')} can be reached.`,
  lists: (of) => listFaults(of, (id) => id),
  details: (s) => listFaults(s, (id) => nameWithHost(s.settings, id)),
  validators: sayGroupsLeft,
  steps: (s) => [
    callTheSite(s),
    `Try a console, the VPN or any other host in ${nameSite(s)}. If nothing there answers, it is the site or its network; if hosts answer and the beacon ports do not, it is our firewall, our proxy or our account there.`,
    `${othersFor(s)} Do NOT start keys from ${nameSite(s)} anywhere else: the site may be cut off from us and still be signing, and signing twice is slashed. Being offline costs little.`,
  ],
  text: (s) => ({
    details: [withFault(Object.values(s.view.evidence.facts))],
    extent: `, ${s.view.evidence.nodes.length} of ${count(s.settings.nodes.length, 'node')}`,
    sentences: [
      toDo(`First: ${callBriefly(s)}.`, 'First: call the site.'),
      warning(
        'Do NOT start its keys elsewhere: it may still be signing.',
        'Do NOT start its keys elsewhere.',
      ),
    ],
  }),
}

function sayAll(nodes: number): string {
  return nodes === 2 ? 'both nodes' : `all ${nodes} nodes`
}

function listFaults(
  { view }: Evidenced<'data-center-dark'>,
  nameOf: (id: string) => string,
): readonly string[] {
  const { nodes, facts } = view.evidence
  return nodes.flatMap((id) => {
    const fault = factsOf(facts, id)
    return fault === undefined ? [] : [`${nameOf(id)} ${sayFault(fault)}`]
  })
}
