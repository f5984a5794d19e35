/** Shared clock: vantages whose clocks are all wrong alike run on one machine, and are one complaint. */
import { readSubject } from '../kinds/subject.ts'
import { CLOCK_OFF_MS } from '../look/vantage-clock.ts'
import type { Draft } from './draft.ts'
import type { Voter } from './voters.ts'

type SkewDraft = Draft<'clock-skew'>

/** The drafts with one about all vantages instead of one about each. */
export function sharedClock(drafts: readonly Draft[], voters: readonly Voter[]): readonly Draft[] {
  const own = drafts.filter(isOfVantage)
  const ahead = own.flatMap(({ evidence: { facts } }) => (facts.of === 'vantage' ? [facts.aheadMs ?? 0] : []))
  const isAlike = Math.max(...ahead) - Math.min(...ahead) <= CLOCK_OFF_MS
  if (voters.length < 2 || own.length < voters.length || !isAlike) return drafts
  const times = own.map(({ evidence }) => evidence)
  const all: SkewDraft = {
    ...own[0]!,
    subject: 'fleet',
    evidence: {
      ...own[0]!.evidence,
      seenBy: voters.map(({ vantage }) => vantage),
      notSeenBy: [],
      from: Math.min(...times.map(({ from }) => from)),
      asOf: Math.max(...times.map(({ asOf }) => asOf)),
    },
  }
  return [...drafts.filter((draft) => !isOfVantage(draft)), all]
}

function isOfVantage(draft: Draft): draft is SkewDraft {
  return draft.kind === 'clock-skew' && readSubject(draft.subject).about === 'vantage'
}
