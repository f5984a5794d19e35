/** Words of partition: some vantages reach a place and others do not. */
import { readSubject } from '../../kinds/subject.ts'
import { listed, listedBriefly } from '../../text/lists.ts'
import { nodeLines, sayHeadSeen } from '../phrases/node-lines.ts'
import { nameNodesBriefly } from '../phrases/node-names.ts'
import { sayPeersNow } from '../phrases/peers-now.ts'
import { soleDataCenter } from '../phrases/site-calls.ts'
import { bareName, namedDataCenter, nameSubject, sayDataCenter } from '../phrases/subject-words.ts'
import { conjugate, inTense, type Tense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import { sayUnsure } from '../phrases/unsure.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

type PartitionOf = Evidenced<'partition'>

export const partition: KindWords<'partition'> = {
  headline: sayPartition,
  says({ view, settings }) {
    const { seenBy, notSeenBy } = view.evidence
    return `${seenBy.join(', ')} cannot reach ${nameTarget({ view, settings })}; ${notSeenBy.join(', ')} can.`
  },
  lists: () => [],
  details: (s) => nodeLines(s, (id) => sayHeadSeen(s, id)),
  witnesses({ view }) {
    const { seenBy, notSeenBy, cannotTell } = view.evidence
    return `Not reached from: ${listed(seenBy)}. Reached from: ${listed(notSeenBy)}.${sayUnsure(cannotTell)}`
  },
  validators: () => [],
  steps: (s) => [
    `Restart nothing: ${nameTarget(s)} works, ${listed(s.view.evidence.notSeenBy)} ${s.view.evidence.notSeenBy.length === 1 ? 'reaches' : 'reach'} it. What is broken is the way from ${listed(cutOff(s))}.`,
    `Look for a change to the firewall, allow-list, rate limit or DDoS protection in front of ${nameTarget(s)} that meets addresses of ${listed(cutOff(s))}. Then trace the way in both directions (mtr -rwc 50).`,
    `Watch the peers of the nodes there (${sayPeersNow(s)}): if they fall, the site loses the network too and this becomes an outage. ${giveTraces(s)}`,
  ],
  text: (s) => ({
    details: [sayHalves(s)],
    sentences: [
      toDo('First: restart nothing, the nodes work.', 'First: restart nothing.'),
      toDo(
        `Look for a firewall or route change between ${listed(cutOff(s), 1)} and ${soleDataCenter(s)?.id ?? nameNodesBriefly(s)}.`,
        'Look for a firewall or route change.',
      ),
    ],
  }),
}

function sayPartition({ view, settings }: PartitionOf, tense: Tense): string {
  const parts = readSubject(view.subject)
  if (parts.about === 'path') {
    const [cannot, can] = inTense(tense, { now: ['cannot', 'can'], past: ['could not', 'could'] })
    return `${parts.vantage} ${cannot} reach ${sayDataCenter(parts.dataCenter, settings)}, though others ${can}`
  }
  const { text, many } = nameSubject(view, settings)
  const reach = inTense(tense, { now: 'reach', past: 'reached' })
  return `${text} ${conjugate(tense, many).be} cut off from ${listed(view.evidence.seenBy, 3)}, though others ${reach} ${many ? 'them' : 'it'}`
}

/** Where the broken way leads to. */
function nameTarget({ view, settings }: PartitionOf): string {
  const site = namedDataCenter(view.subject)
  return site === undefined ? bareName(view.subject) : sayDataCenter(site, settings)
}

/** The vantages that do not get there. */
function cutOff({ view }: PartitionOf): readonly string[] {
  const parts = readSubject(view.subject)
  return parts.about === 'path' ? [parts.vantage] : view.evidence.seenBy
}

function giveTraces(of: Evidenced): string {
  const provider = soleDataCenter(of)?.provider
  return `Give both traces to ${provider ?? 'the providers on the way'}.`
}

/** Both halves; a path's own vantage is in its name. */
function sayHalves({ view }: PartitionOf): string {
  const { seenBy, notSeenBy } = view.evidence
  const not = readSubject(view.subject).about === 'path' ? '' : `, not reached from ${listedBriefly(seenBy)}`
  return notSeenBy.length === 0 ? not : `${not}, reached from ${listedBriefly(notSeenBy)}`
}
