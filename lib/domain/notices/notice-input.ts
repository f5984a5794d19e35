/** Notice input: what the words of a notice are made from: what is due, as it is, and who says it when. */
import type { Due, IncidentDue } from '../escalation/due.ts'
import type { View } from '../incidents/incident.ts'
import type { Links } from '../people/links.ts'
import type { Quiet } from '../people/mutes.ts'
import type { Settings } from '../settings/settings.ts'
import type { Notice } from './notice.ts'
import type { Situation } from './situation.ts'

/** Of any notice. */
export interface DueInput<D> {
  /** To whom, at which step and why, with all that was told and done before. */
  readonly due: D
  /** The vantage that sends it. */
  readonly vantage: string
  readonly now: number
  readonly settings: Settings
}

/** Of an incident: its own words read `view`, which all vantages' counts of flaps have gone into. */
export interface NoticeInput extends DueInput<Omit<IncidentDue, 'view'>>, Situation {
  readonly settings: Settings
  /** When it was last seen, where nobody has been able to tell since whether it lasts; null while it is seen. */
  readonly lastSeenAt: number | null
  /** The incidents this one accounts for; they page nobody themselves. */
  readonly explained: readonly View[]
  /** Where this contact can acknowledge it. */
  readonly links: Links
  /** What is muted now, whatever it is. */
  readonly muted: readonly Quiet[]
}

/** What every notice takes over from what is due. */
type NoticeHead = Omit<Notice, 'title' | 'text' | 'sms' | 'links'>

/** What an incident is told with and what is told of our own paging have the same first fields. */
export function noticeHead({ due, vantage, now }: DueInput<Omit<Due, 'view' | 'about'>>): NoticeHead {
  const { id: incident, kind, subject, severity, reason, step, contact } = due
  return { at: now, vantage, incident, kind, subject, severity, reason, step, contact }
}
