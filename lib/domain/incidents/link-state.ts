/** Link state: what a link is about, and whether there is still something to acknowledge. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import { shortId } from '../kinds/short-id.ts'
import type { Subject } from '../kinds/subject.ts'
import { keyOf, writeSubject } from '../kinds/subject.ts'
import { type Acknowledged, acknowledgements } from '../people/acknowledged.ts'
import type { Deed } from '../people/deed.ts'
import type { Link } from '../people/links/link-token.ts'
import { isOver, type Sent } from '../people/record.ts'
import { levelOf } from '../people/step-name.ts'
import type { Settings } from '../settings/settings.ts'
import type { View } from './incident.ts'
import { countingViews, mergeViews } from './merged-views.ts'

export interface LinkedIncident {
  /** As the link calls it. */
  readonly id: string
  readonly kind: NoticeKind
  readonly subject: Subject
  readonly since: number
  /** As all vantages together hold it; null for a drill, and where only the record of the notice tells of it. */
  readonly view: View | null
}

export type LinkState =
  /** Never signed, expired, about nothing that is known, or used and its acknowledgement has expired. */
  | { readonly kind: 'refused' }
  /** Nobody need acknowledge it any more. */
  | { readonly kind: 'over'; readonly incident: LinkedIncident; readonly endedAt?: number }
  /** This very link has acknowledged it. */
  | {
      readonly kind: 'acknowledged'
      readonly incident: LinkedIncident
      readonly who: string
      readonly until: number
      readonly when: 'now' | 'before'
    }
  | {
      readonly kind: 'open'
      readonly incident: LinkedIncident
      readonly who: string
      /** How long it would stand. */
      readonly ackMs: number
      /** Acknowledgements of others, or by other links, that stand. */
      readonly standing: readonly Acknowledged[]
    }

interface LinkFacts {
  readonly views: readonly View[]
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
  readonly settings: Settings
  readonly now: number
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

export function linkState(link: Link, facts: LinkFacts): LinkState {
  const named = aboutOf(link, facts)
  if (named === null) return { kind: 'refused' }
  const lifetime = lifetimeOf(link, named, facts)
  const incident = { id: link.incident, ...named, ...lifetime.known }
  if (lifetime.isOver) return { kind: 'over', incident, ...lifetime.ended }
  const acks = facts.deeds.filter((deed) => deed.what === 'ack')
  const used = acks.find(({ id }) => id === link.deed)
  const { contact: who } = link
  if (used) {
    const { until } = used
    return facts.now < until
      ? { kind: 'acknowledged', incident, who, until, when: 'before' }
      : { kind: 'refused' }
  }
  const about = facts.deeds.filter(
    (deed) => 'kind' in deed && keyOf(deed) === keyOf(incident) && deed.at >= incident.since,
  )
  const standing = acknowledgements(about).filter(({ until }) => facts.now < until)
  return { kind: 'open', incident, who, ackMs: ackMsOf(incident, facts.settings), standing }
}

type IncidentStart = Pick<LinkedIncident, 'kind' | 'subject' | 'since'>

/** Records tell what was meant, also when an older vantage's label has replaced the id since. */
function aboutOf({ incident, contact }: Link, { views, sent, deeds }: LinkFacts): IncidentStart | null {
  const told = sent.filter((one) => one.incident === incident).toSorted((a, b) => b.at - a.at)
  const view = views.find(({ id }) => id === incident)
  return told.find((one) => one.contact === contact) ?? view ?? told[0] ?? drillOf(incident, deeds)
}

/** A link can be opened before the record of its notice is here. */
function drillOf(incident: string, deeds: readonly Deed[]): IncidentStart | null {
  const drills = deeds
    .filter((deed) => deed.what === 'drill')
    .map(({ contact, at }) => ({
      kind: 'drill' as const,
      subject: writeSubject({ about: 'contact', name: contact }),
      since: at,
    }))
  return drills.find((drill) => shortId(drill) === incident) ?? null
}

interface LinkedLifetime {
  readonly isOver: boolean
  readonly known: Pick<LinkedIncident, 'since' | 'view'>
  readonly ended?: { readonly endedAt: number }
}

/**
 * What began after the notice is another incident, for which there is another notice. A vantage that suspects it
 * counts too: it holds what others held open before they fell silent.
 */
function lifetimeOf(
  { noticedAt }: Link,
  about: IncidentStart,
  { views, sent, settings, now, freshMs }: LinkFacts,
): LinkedLifetime {
  const same = views.filter((view) => keyOf(view) === keyOf(about))
  const counting = countingViews(views, settings, (at) => now - at <= freshMs)
  const live = counting.filter(
    (view) => keyOf(view) === keyOf(about) && view.phase !== 'closed' && view.since <= noticedAt,
  )
  const [merged] = mergeViews(live).values()
  if (merged) {
    const { view } = merged
    return { isOver: false, known: { since: view.since, view } }
  }
  const ends = [
    ...same.filter(({ phase }) => phase === 'closed').map(({ phaseSince }) => phaseSince),
    ...sent.filter((one) => keyOf(one) === keyOf(about) && isOver(one)).map(({ at }) => at),
  ].filter((at) => at >= about.since)
  return {
    isOver: same.length > 0 || ends.length > 0,
    known: { since: about.since, view: null },
    ...(ends.length > 0 ? { ended: { endedAt: Math.min(...ends) } } : {}),
  }
}

/** Without a view nobody knows how bad it is, and it is taken for the worst. */
function ackMsOf({ view }: LinkedIncident, { escalation }: Settings): number {
  return escalation[levelOf(view?.severity ?? 'critical')].ackExpiresMs
}
