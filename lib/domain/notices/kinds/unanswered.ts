/** Words of unanswered: a node answers, but not the questions that say whether it is well. */
import type { OpenQuestions } from '../../findings/facts.ts'
import { sayFault } from '../../look/fault.ts'
import { listed, listedBriefly, unique } from '../../text/lists.ts'
import { firstFacts, listEachNode, sayEachNode } from '../phrases/each-node.ts'
import { otherNodesBriefly, sayGroupsLeft, useOtherNodes } from '../phrases/groups-left.ts'
import { linesByNode } from '../phrases/node-lines.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { KindWords } from './kind-words.ts'

const PATHS: Readonly<Record<string, string>> = {
  head: '/eth/v1/beacon/headers/head',
  syncing: '/eth/v1/node/syncing',
  checkpoints: '/eth/v1/beacon/states/head/finality_checkpoints',
  peers: '/eth/v1/node/peer_count',
  genesis: '/eth/v1/beacon/genesis',
  is_syncing: '/eth/v1/node/syncing',
  is_optimistic: '/eth/v1/node/syncing',
  el_offline: '/eth/v1/node/syncing',
}

export const unanswered: KindWords<'unanswered'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    const { be } = conjugate(tense, many)
    return `${text} ${inTense(tense, { now: `${many ? 'answer' : 'answers'}, but not what tells whether ${many ? 'they are' : 'it is'} well`, past: `${be} answering, but not what tells whether ${many ? 'they were' : 'it was'} well` })}`
  },
  says: (of) => sayEachNode(of, sayOpen),
  lists: (of) => listEachNode(of, sayOpen),
  details: (s) => linesByNode(s, { facts: s.view.evidence.facts, predicate: sayOpen, stateOf: () => '' }),
  validators: sayGroupsLeft,
  steps: (s) => [
    `Ask ${nameNodes(s)} what it leaves open, on its host and through the proxy: ${firstPath(firstFacts(s))
      .map((path) => `curl -i $NODE${path}`)
      .join('; ')}`,
    'On the host it answers: an allow-list or a token of the proxy changed. It fails there too: read its log about the database and the state cache; save it, then restart once.',
    useOtherNodes(s),
  ],
  text: (s) => ({
    details: [`, no answer for ${listedBriefly(Object.keys(firstFacts(s) ?? {}))}`, ''],
    sentences: [
      toDo(
        `First: ask ${nameNodesBriefly(s)} on its host and through the proxy.`,
        'First: ask it on its host and through the proxy.',
      ),
      ...otherNodesBriefly(s),
    ],
  }),
}

function sayOpen(open: OpenQuestions): string {
  const said = Object.entries(open).map(
    ([question, fault]) => `${question}: ${fault === null ? 'missing or odd' : sayFault(fault)}`,
  )
  return `leaves open what we ask (${listed(said)})`
}

function firstPath(open: OpenQuestions | undefined): readonly string[] {
  return unique(Object.keys(open ?? {}).flatMap((name) => PATHS[name] ?? []))
}
