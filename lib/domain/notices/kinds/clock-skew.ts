/** Words of clock-skew: a vantage's clock, this machine's, or one node's differs from the others'. */
import type { ClockFacts } from '../../findings/facts.ts'
import { readSubject } from '../../kinds/subject.ts'
import { sayDuration } from '../../text/time.ts'
import { nodeLines } from '../phrases/node-lines.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { inTense } from '../phrases/tense.ts'
import { toDo } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

type SkewOf = Evidenced<'clock-skew'>

export const clockSkew: KindWords<'clock-skew'> = {
  headline(of, tense) {
    const is = inTense(tense, { now: 'is', past: 'was' })
    return `the clock of ${whose(of)} ${is} ${sayOff(of.view.evidence.facts)}`
  },
  says: ({ view }) => saySkew(view.evidence.facts),
  lists: () => [],
  details: (s) => nodeLines(s, () => ''),
  validators: () => [],
  steps: (of) =>
    isOfNode(of)
      ? [
          'Ask the host, and the proxy in front of the node, for the time: chronyc tracking, timedatectl, curl -sI $NODE/eth/v1/node/health | grep -i date',
          'Synchronise it (chrony, several servers). A beacon node with a wrong clock refuses good blocks and attests late, though it says that it is in sync.',
          'If only the proxy is wrong, the node is well: correct the proxy all the same, its log lies at the next incident.',
        ]
      : [
          'Leave the nodes alone: this says nothing about them. Heads are still compared; ages of heads, stalls and finality are not judged by this clock.',
          'Synchronise the clock: chronyc tracking or timedatectl. In a cloud Region it is set by the provider; look at its status page.',
          'If the clock is right, the settings may name another network than the nodes are on, or its slot time: bin/watchfire doctor',
        ],
  text: (of) => ({
    details: [`, ${sayOff(of.view.evidence.facts)}`],
    sentences: isOfNode(of)
      ? [toDo('First: check NTP of its host and of its proxy.', 'First: check its NTP.')]
      : [
          toDo(
            'First: leave the nodes alone, set the clock of the watcher.',
            'First: leave the nodes alone.',
          ),
        ],
  }),
}

function isOfNode({ view }: SkewOf): boolean {
  return view.evidence.facts.of === 'nodes'
}

/** Vantages that are wrong alike share a machine. */
function whose({ view, settings }: SkewOf): string {
  return readSubject(view.subject).about === 'fleet'
    ? 'this machine, or of all vantages,'
    : nameSubject(view, settings).text
}

function aheadOf(facts: ClockFacts): number | null {
  return facts.of === 'vantage' ? facts.aheadMs : (Object.values(facts.nodes)[0]?.aheadMs ?? null)
}

function sayOff(facts: ClockFacts): string {
  const aheadMs = aheadOf(facts)
  if (aheadMs === null || (facts.of === 'vantage' && Math.abs(aheadMs) < 1_000))
    return facts.of === 'vantage' && !facts.isBehindHeads
      ? 'at odds with what other vantages see'
      : 'behind the heads of the nodes'
  return `${sayDuration(Math.abs(Math.round(aheadMs / 1_000) * 1_000))} ${aheadMs > 0 ? 'ahead' : 'behind'}`
}

function saySkew(facts: ClockFacts): string {
  if (facts.of === 'nodes') return `Its clock is ${sayOff(facts)} of most others.`
  const heads = facts.isBehindHeads ? ' Most heads lie in its future.' : ''
  if (facts.aheadMs === null)
    return facts.isBehindHeads
      ? 'Most heads lie in its future.'
      : 'Most heads look older by it than other vantages had seen them before.'
  return `It is ${sayOff(facts)}, by ${facts.endpoints} endpoints that told their time.${heads}`
}
