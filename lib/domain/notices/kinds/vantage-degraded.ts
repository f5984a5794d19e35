/** Words of vantage-degraded: a vantage is silent or cut off, or nobody can look at a node. */
import { readSubject } from '../../kinds/subject.ts'
import { count, listed } from '../../text/lists.ts'
import { sayTime } from '../../text/time.ts'
import { withFault } from '../phrases/fault-briefly.ts'
import { nameNodes, nameNodesBriefly } from '../phrases/node-names.ts'
import { bareName, nameSubject } from '../phrases/subject-words.ts'
import { conjugate, inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { sayWhoLooks, unwatchedLines } from '../phrases/watching-lines.ts'
import { firstRefusal, listWatching, sayWatching } from '../phrases/watching-says.ts'
import { findWhyUnknown, SHORT_OF_TIME } from '../phrases/why-unknown.ts'
import { concerned, type Evidenced, type Situation } from '../situation.ts'
import type { KindWords, Steps, TextForm } from './kind-words.ts'

/** Shows that the settings are right again. */
const LOOK_AGAIN = 'bin/watchfire look --settings FILE'

type DegradedSituation = Situation<'vantage-degraded'>

export const vantageDegraded: KindWords<'vantage-degraded'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    const { be } = conjugate(tense, many)
    if (isShortOfTime(view)) return `${text} ${be} too busy to look at all nodes`
    return isOfVantage(view)
      ? `${text} ${be} silent or cut off`
      : `${text} ${be} not watched: nobody ${inTense(tense, { now: 'can', past: 'could' })} look`
  },
  says: ({ view }) => sayWatching(view.evidence.facts),
  lists: ({ view }) => listWatching(view.evidence.facts),
  details: (s) => unwatchedLines(s, s.view.evidence.facts),
  witnesses: sayWhoLooks,
  validators: () => [],
  steps: (s) => (isOfVantage(s.view) ? vantageSteps(s) : nodeSteps(s)),
  text: (s) => (isOfVantage(s.view) ? vantageText(s) : nodeText(s)),
}

function isOfVantage({ subject }: Evidenced['view']): boolean {
  return readSubject(subject).about === 'vantage'
}

function isShortOfTime({ evidence }: Evidenced<'vantage-degraded'>['view']): boolean {
  return (evidence.facts.late ?? []).length > 0
}

function vantageSteps({ view, settings }: DegradedSituation): Steps {
  const name = bareName(view.subject)
  const others = settings.vantages.map((vantage) => vantage.name).filter((each) => each !== name)
  return [
    `Leave the nodes alone: this says nothing about them. The other vantages are ${listed(others)}.`,
    isShortOfTime(view)
      ? `${SHORT_OF_TIME} What was deployed there about ${sayTime(view.since)}?`
      : `Look at the last runs of ${name}: its log, its schedule, its account's limits, what was deployed there about ${sayTime(view.since)}, and the status page of that cloud Region.`,
    'If it is not back within the hour, take it out of the settings or replace it: with fewer than half of the vantages Watchfire is blind.',
  ]
}

function nodeSteps(s: DegradedSituation): Steps {
  return [
    `Nobody watches ${nameNodes(s)} now. Ask it by hand from a host that may: curl -s $NODE/eth/v1/node/syncing`,
    findWhyUnknown(s, firstRefusal(s.view.evidence.facts)),
    `Correct the settings or the secret, then prove it with one round: ${LOOK_AGAIN}`,
  ]
}

function vantageText({ view }: DegradedSituation): TextForm {
  return {
    details: [''],
    extent: ', nodes not concerned',
    sentences: [
      toDo(
        `First: leave the nodes alone, check the runs and the cloud status of ${bareName(view.subject)}.`,
        'First: leave the nodes alone.',
      ),
    ],
  }
}

function nodeText(s: DegradedSituation): TextForm {
  return {
    details: [withFault(Object.values(s.view.evidence.facts.unwatched))],
    extent: `, ${count(concerned(s).length, 'node')} unwatched`,
    sentences: [
      toDo(`First: ask ${nameNodesBriefly(s)} by hand, nobody watches it.`, 'First: ask it by hand.'),
      toDo('Then check the token, path and allow-list we use.'),
    ],
  }
}
