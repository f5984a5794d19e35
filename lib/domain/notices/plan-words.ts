/** Plan words: the message for one contact out of what is due to it. */
import type { Due, IncidentDue } from '../escalation/due.ts'
import type { Facts } from '../escalation/escalation.ts'
import type { MessagePlan } from '../escalation/messages.ts'
import type { View } from '../incidents/incident.ts'
import { mutedNow } from '../incidents/quiet-over.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { LinkMaker, Links } from '../people/links.ts'
import { wordDigest } from './digest-words.ts'
import { wordDrill } from './drill-words.ts'
import { wordMessage } from './message-words.ts'
import { wordMuted } from './muted-words.ts'
import type { Message, Notice } from './notice.ts'
import { wordNotice } from './notice-words.ts'

export interface Wording extends Facts {
  /** The latest look of each vantage. */
  readonly looks: readonly Look[]
  readonly links: LinkMaker
}

export function wordPlan({ contact, dues, texting, heldBack }: MessagePlan, wording: Wording): Message {
  const { vantage, now } = wording
  const notices = dues.map((due) => wordDue(due, wording))
  return wordMessage({ contact, vantage, now, notices, texting, heldBack })
}

function wordDue(due: Due, wording: Wording): Notice {
  const { vantage, now, settings } = wording
  const { contact, step, since } = due
  const base = { contact, vantage, now, settings }
  switch (due.about) {
    case 'incident':
      return wordIncident(due, wording)
    case 'drill':
      return wordDrill({ ...base, since, who: due.drill.who, links: linksFor(due, wording) })
    case 'mute':
      return wordMuted({ ...base, mute: due.quiet, covered: due.held })
    case 'digest':
      return wordDigest({ ...base, step, since, held: due.held })
  }
}

function linksFor({ id, contact }: Due, { links, now }: Wording): Links {
  return links({ incident: id, contact, at: now })
}

function wordIncident(due: IncidentDue, wording: Wording): Notice {
  const { reason, step, contact, acknowledged, toldBefore, escalatedBy, isUntold } = due
  const { vantage, now, settings, looks, own } = wording
  const view = { ...due.view, flaps: flapsOf(due.view, wording) }
  return wordNotice({
    view,
    reason,
    step,
    contact,
    vantage,
    now,
    settings,
    look: newestThatSees(looks, view),
    explained: own.filter(
      (other) => other.explainedBy === `${view.kind} ${view.subject}` && other.phase !== 'closed',
    ),
    links: linksFor(due, wording),
    muted: mutedNow(wording),
    toldBefore,
    ...(isUntold && { isUntold }),
    ...(escalatedBy && { escalatedBy }),
    ...(acknowledged && { acknowledgedBy: acknowledged.by, acknowledgedUntil: acknowledged.until }),
  })
}

/** Which vantage saw it come back depends on when each looked; the one that saw it most often is right. */
function flapsOf(view: View, { others }: Wording): number {
  const same = others.filter((other) => keyOf(other) === keyOf(view) && other.since === view.since)
  return Math.max(view.flaps, ...same.map(({ flaps }) => flaps))
}

function newestThatSees(looks: readonly Look[], view: View): Look | null {
  const newestFirst = looks.toSorted((a, b) => b.at - a.at)
  return newestFirst.find((look) => view.evidence.seenBy.includes(look.vantage)) ?? newestFirst[0] ?? null
}
