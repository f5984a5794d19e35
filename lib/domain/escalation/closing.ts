/** Closing: who is told that an incident is over: everyone who was told of it, and nobody else. */

import { isLive } from '../incidents/incident.ts'
import { keyOf } from '../kinds/subject.ts'
import { peopleOf } from '../people/on-call.ts'
import type { ContactSettings } from '../settings/sections/contact-settings.ts'
import { hasTopic } from '../settings/sections/contact-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { MINUTE_MS } from '../text/time.ts'
import type { IncidentDue } from './due.ts'
import type { DueFacts } from './due-facts.ts'
import { dueOf, type Story } from './story.ts'

/** Said once no vantage that is still watching holds it open. */
export function closingDues(story: Story, facts: DueFacts): readonly IncidentDue[] {
  const { view, told } = story
  const isHeldOpen = facts.others.some(
    (other) =>
      keyOf(other) === keyOf(view) &&
      isLive(other) &&
      facts.now - other.asOf <= facts.freshMs &&
      other.since <= view.evidence.asOf,
  )
  if (isHeldOpen) return []
  if (told.length === 0) return untoldDues(story, facts)
  const known = facts.settings.contacts.map(({ id }) => id)
  const heard = new Set(told.map(({ contact }) => contact))
  return known
    .filter((contact) => heard.has(contact))
    .flatMap((contact) =>
      endingsFor(contact, facts.settings)
        .filter((reason) => !told.some((one) => one.contact === contact && one.reason === reason))
        .filter((reason) => reason === 'close' || isResolved(story, facts.now))
        .map((reason) => dueOf(story, contact, { reason, step: reason })),
    )
}

type Ending = 'close' | 'resolve'

/** People and channels hear that it is over; machines that keep incidents of their own are told to end theirs. */
function endingsFor(contact: string, { contacts }: Settings): readonly Ending[] {
  const settings = contacts.find(({ id }) => id === contact)
  if (!settings?.webhook || hasTopic(settings)) return ['close']
  return ENDINGS[settings.webhook.kind]
}

type WebhookKind = NonNullable<ContactSettings['webhook']>['kind']

const ENDINGS: Readonly<Record<WebhookKind, readonly Ending[]>> = {
  pagerduty: ['resolve'],
  slack: ['close'],
  json: ['close', 'resolve'],
}

/** Until then somebody may still look at the machine's incident, which nobody has answered. */
const WELL_MS = 30 * MINUTE_MS

function isResolved({ view, acks }: Story, now: number): boolean {
  return acks.length > 0 || now - view.evidence.asOf >= WELL_MS
}

/** It came and went while nothing could be sent: whoever should have been told of it is told of its end. */
function untoldDues(story: Story, facts: DueFacts): readonly IncidentDue[] {
  const { view, policy, unattendedMs } = story
  const [first] = policy.steps
  if (view.openedAt === undefined || view.explainedBy !== undefined || first === undefined) return []
  if (story.isMuted || view.severity === 'info') return []
  // By its last evidence: the judgement that closed it may have come late.
  const lastedMs = unattendedMs(Math.max(view.evidence.asOf, view.openedAt + 1))
  if (lastedMs <= 0 || lastedMs < first.afterMs) return []
  return peopleOf(first.notify, facts).map((contact) => ({
    ...dueOf(story, contact, { reason: 'close', step: 'close' }),
    isUntold: true,
  }))
}
