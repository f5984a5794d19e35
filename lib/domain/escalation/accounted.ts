/** Accounted: whether an incident is kept back because another one accounts for it; silence needs a speaker. */
import { isLive, type View } from '../incidents/incident.ts'
import { mutesCovering, muting } from '../incidents/mutes-covering.ts'
import { keyOf } from '../kinds/subject.ts'
import type { DueFacts } from './due-facts.ts'

/** Only while what accounts for it is itself told, or told of within something that is. */
export function isAccountedFor(view: View, facts: DueFacts): boolean {
  return speakerOf(view, facts, new Set([keyOf(view)])) !== null
}

/** Since when nobody speaks for it any more though it is still explained; null where that is not so. */
export function unspokenSince(view: View, facts: DueFacts): number | null {
  const over = facts.own.find((one) => keyOf(one) === view.explainedBy && one.phase === 'closed')
  if (over !== undefined) return over.phaseSince
  const cause = causeOf(view, facts)
  if (cause === null || isAccountedFor(view, facts)) return null
  return muting(mutesCovering(cause, facts), facts.now)?.from ?? null
}

/** The incident that is told for it; a suspicion will be, once it opens. */
function speakerOf(view: View, facts: DueFacts, before: ReadonlySet<string>): View | null {
  const cause = causeOf(view, facts)
  if (cause === null || before.has(keyOf(cause))) return null
  const further = speakerOf(cause, facts, new Set([...before, keyOf(cause)]))
  if (further !== null) return further
  const isMuted = muting(mutesCovering(cause, facts), facts.now) !== undefined
  return isMuted || cause.severity === 'info' ? null : cause
}

function causeOf({ explainedBy }: View, { own }: DueFacts): View | null {
  const cause = explainedBy === undefined ? undefined : own.find((one) => keyOf(one) === explainedBy)
  return cause !== undefined && (isLive(cause) || cause.phase === 'suspect') ? cause : null
}
