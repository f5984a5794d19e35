/** Escalation: which notices are due now, each with its reason; what was sent is level, never edge. */
import { type Deed, isLive, type View } from './incident.ts'
import type { Severity } from './kinds.ts'
import type { Notice, Sent } from './notice.ts'
import type { Settings } from './settings.ts'

export interface Due {
  readonly view: View
  readonly reason: Notice['reason']
  readonly step: string
  readonly contact: string
  /** The contact who acknowledged it, where somebody did. */
  readonly acknowledgedBy?: string
}

/** Whom an incident of a severity is told to. */
export type ContactsFor = (severity: Severity) => readonly string[]

export interface Facts {
  /** This vantage's views. */
  readonly own: readonly View[]
  /** The other vantages' views. */
  readonly others: readonly View[]
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
  readonly contacts: ContactsFor
  readonly settings: Settings
  readonly now: number
  /** A view that was not renewed for this long belongs to a vantage that fell silent. */
  readonly freshMs: number
}

/** What each contact is still to be told. */
export function due(facts: Facts): Due[] {
  return facts.own.flatMap((view) =>
    listeners(view, facts.contacts).flatMap((contact) => {
      const step = dueStep(view, sentAbout(view, contact, facts.sent), facts)
      const by = acknowledgement(view, facts)?.who
      return step ? [{ view, contact, ...step, ...(by ? { acknowledgedBy: by } : {}) }] : []
    }),
  )
}

/** The end concerns whoever was told before, also when it had become less severe since. */
function listeners({ phase, severity }: View, contacts: ContactsFor): readonly string[] {
  if (phase !== 'closed') return contacts(severity)
  return [...new Set([...contacts('critical'), ...contacts('warning')])]
}

type DueStep = Pick<Due, 'reason' | 'step'>

function dueStep(view: View, told: readonly Sent[], facts: Facts): DueStep | null {
  if (isLive(view)) return isPageable(view) ? liveStep(view, told, facts) : null
  return view.phase === 'closed' ? closingStep(view, told, facts) : null
}

/** Notices of less than a warning, and of what another incident explains, are shown and not sent. */
function isPageable({ severity, explainedBy }: View): boolean {
  return severity !== 'info' && explainedBy === undefined
}

function liveStep(view: View, told: readonly Sent[], facts: Facts): DueStep | null {
  if (told.length === 0) return { reason: 'opening', step: `open-${view.severity}` }
  if (view.severity === 'critical' && !told.some(({ step }) => step.endsWith('-critical')))
    return { reason: 'worse', step: 'worse-critical' }
  const { repeatEveryMs } = facts.settings.escalation[view.severity === 'critical' ? 'critical' : 'warning']
  const last = Math.max(...told.map(({ at }) => at))
  const isSilenced = view.phase === 'clearing' || acknowledgement(view, facts) !== undefined
  if (repeatEveryMs === undefined || isSilenced || facts.now < last + repeatEveryMs) return null
  const repeats = told.filter(({ reason }) => reason === 'repeat').length
  return { reason: 'repeat', step: `repeat-${repeats + 1}` }
}

/** Told to everyone who was told of the opening, once no vantage that is still watching holds it open. */
function closingStep(view: View, told: readonly Sent[], { others, now, freshMs }: Facts): DueStep | null {
  if (told.length === 0 || told.some(({ reason }) => reason === 'close')) return null
  const isHeldOpen = others.some(
    (other) => isSame(other, view) && isLive(other) && now - other.asOf <= freshMs,
  )
  return isHeldOpen ? null : { reason: 'close', step: 'close' }
}

/** Records match an incident by what it is about and when it lived; its id is a label. */
function sentAbout(view: View, contact: string, sent: readonly Sent[]): readonly Sent[] {
  return sent.filter((one) => isSame(one, view) && one.contact === contact && one.at >= view.since)
}

/** An acknowledgement that still counts. */
function acknowledgement(view: View, { deeds, now }: Facts): Deed | undefined {
  return deeds.find(
    (deed) => deed.what === 'ack' && isSame(deed, view) && deed.at >= view.since && now < deed.until,
  )
}

function isSame(a: Pick<Deed, 'kind' | 'subject'>, b: Pick<View, 'kind' | 'subject'>): boolean {
  return a.kind === b.kind && a.subject === b.subject
}
