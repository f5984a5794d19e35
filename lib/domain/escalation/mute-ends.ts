/** Mute ends: what a mute or a maintenance window held back, told once it is over. */

import { isLive, type View } from '../incidents/incident.ts'
import type { Severity } from '../kinds/severity.ts'
import { shortId } from '../kinds/short-id.ts'
import { keyOf, writeSubject } from '../kinds/subject.ts'
import { covers, type Quiet, quietTimes } from '../people/mutes.ts'
import { peopleOf } from '../people/on-call.ts'
import type { Sent } from '../people/record.ts'
import { levelOf } from '../people/step-name.ts'
import { DAY_MS } from '../text/time.ts'
import type { MuteEndDue } from './due.ts'
import type { DueFacts } from './due-facts.ts'

/** Views are kept for a day; what a mute held back longer ago than that is not known any more. */
const TOLD_WITHIN_MS = DAY_MS

export function muteEndsDue(facts: DueFacts): readonly MuteEndDue[] {
  const { settings, deeds, now } = facts
  return quietTimes({ settings, deeds, from: now - TOLD_WITHIN_MS, now })
    .filter(({ until }) => until <= now && now - until < TOLD_WITHIN_MS)
    .flatMap((quiet) => endOf(quiet, facts))
}

function endOf(quiet: Quiet, facts: DueFacts): readonly MuteEndDue[] {
  const held = facts.own.filter((view) => isHeldBack(view, quiet, facts))
  const contacts = new Set(held.flatMap((view) => firstTold(view, facts)))
  return [...contacts]
    .map((contact) => dueTo(contact, quiet, held))
    .filter((due) => !wasTold(due, facts.sent))
}

/** It was there during the mute, and until its end nobody had been told. */
function isHeldBack(view: View, quiet: Quiet, { settings, sent }: DueFacts): boolean {
  const { openedAt, severity, explainedBy, phase, phaseSince } = view
  if (openedAt === undefined || severity === 'info' || explainedBy !== undefined) return false
  const endedAt = phase === 'closed' ? phaseSince : Number.POSITIVE_INFINITY
  if (openedAt >= quiet.until || endedAt <= quiet.from || !covers(quiet.scope, view, settings)) return false
  return !sent.some((one) => keyOf(one) === keyOf(view) && one.at >= view.since && one.at < quiet.until)
}

function firstTold(view: View, { settings, deeds, now }: DueFacts): readonly string[] {
  const { steps } = settings.escalation[levelOf(view.severity)]
  return peopleOf(steps[0]?.notify ?? [], { settings, deeds, now })
}

function dueTo(contact: string, quiet: Quiet, held: readonly View[]): MuteEndDue {
  const kind = 'muted'
  const subject = writeSubject({ about: 'mute', name: quiet.id })
  const since = quiet.from
  const step = 'mute-ended'
  const id = shortId({ kind, subject, since })
  return {
    about: 'mute',
    id,
    kind,
    subject,
    since,
    severity: severityOf(held),
    reason: 'mute-ended',
    step,
    contact,
    quiet,
    held,
  }
}

/** What is still open is told by steps of its own, and what is over asks for nothing any more. */
function severityOf(held: readonly View[]): Severity {
  return held.some(isLive) ? 'warning' : 'info'
}

function wasTold({ kind, subject, since, contact }: MuteEndDue, sent: readonly Sent[]): boolean {
  return sent.some(
    (one) => one.kind === kind && one.subject === subject && one.since === since && one.contact === contact,
  )
}
