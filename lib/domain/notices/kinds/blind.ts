/** Words of blind: too few look, or nobody can look at a data centre or at most of the fleet. */
import { count, listed, listedBriefly, unique } from '../../text/lists.ts'
import { sayTime } from '../../text/time.ts'
import { withFault } from '../phrases/fault-briefly.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { sayWhoLooks, unwatchedLines } from '../phrases/watching-lines.ts'
import { firstRefusal, listWatching, sayWatching } from '../phrases/watching-says.ts'
import { findWhyUnknown } from '../phrases/why-unknown.ts'
import { concerned, type Situation } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

export const blind: KindWords<'blind'> = {
  headline: ({ view, settings }, tense) =>
    `Watchfire ${inTense(tense, { now: 'does', past: 'did' })} not see ${nameSubject(view, settings).text}`,
  says: ({ view }) => sayWatching(view.evidence.facts),
  lists: ({ view }) => listWatching(view.evidence.facts),
  details: (s) => unwatchedLines(s, s.view.evidence.facts),
  witnesses: sayWhoLooks,
  validators: () => [],
  steps: (s) => [
    `You are the watcher now: ask one node of each group by hand (${onePerGroup(s)}; curl -s $NODE/eth/v1/node/syncing) and look at our validators in a public explorer. Until this clears, no news is not good news.`,
    findWhyBlind(s),
    'Stop all maintenance and put a second person on watch until this clears: count on no other page while it lasts.',
  ],
  text: (s) => ({
    details: [concerned(s).length === 0 ? saySilent(s) : withFault(Object.values(factsOf(s).unwatched))],
    extent:
      concerned(s).length === 0
        ? ', nobody watches the nodes'
        : `, ${count(concerned(s).length, 'node')} unwatched`,
    sentences: [
      toDo('First: check the nodes by hand, you are the watcher now.', 'First: check the nodes by hand.'),
      toDo('Then undo the last deployment or settings change.'),
    ],
  }),
}

function factsOf({ view }: Situation<'blind'>) {
  return view.evidence.facts
}

function findWhyBlind(s: Situation<'blind'>): string {
  const refusal = firstRefusal(factsOf(s))
  return refusal
    ? findWhyUnknown(s, refusal)
    : `Find what the silent vantages share: an outage of their cloud, a deployment or a change of settings about ${sayTime(s.view.since)}, an expired secret. Roll the last change back.`
}

function onePerGroup({ settings }: Situation): string {
  const groups = unique(settings.nodes.flatMap((node) => node.serves))
  const nodes = groups.map((group) => settings.nodes.find((node) => node.serves.includes(group))!.id)
  return listed(unique(nodes.length > 0 ? nodes : settings.nodes.map((node) => node.id)), 3)
}

/** The vantages of which nothing has come. */
function saySilent(s: Situation<'blind'>): string {
  const silent = factsOf(s).silent.map(({ vantage }) => vantage)
  return silent.length === 0 ? '' : `, silent: ${listedBriefly(silent)}`
}
