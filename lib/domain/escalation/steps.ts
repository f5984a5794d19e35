/** Steps: whom an incident that is not over is told to next, while nobody has acknowledged it. */

import { peopleOf } from '../people/on-call.ts'
import type { Sent } from '../people/record.ts'
import { type EscalationLevel, levelOf, readStep, writeStep } from '../people/step-name.ts'
import type { EscalationPolicy } from '../settings/sections/escalation-settings.ts'
import { MINUTE_MS } from '../text/time.ts'
import type { IncidentDue } from './due.ts'
import type { DueFacts } from './due-facts.ts'
import { dueOf, type Story } from './story.ts'

/** A contact in several steps is told at the highest one that is reached. */
export function liveDues(story: Story, facts: DueFacts): readonly IncidentDue[] {
  // What nobody was told of in time is told late; what somebody knows of and seems over goes no further.
  if (story.view.phase === 'clearing' && story.told.length > 0) return []
  const reached = stepsReached(story, facts.now).map(({ notify }) => peopleOf(notify, facts))
  const highest = new Map(reached.flatMap((people, place) => people.map((contact) => [contact, place])))
  return [...highest].flatMap(([contact, place]) => {
    const next = nextFor(story, { contact, place, people: reached[place]! }, facts.now)
    return next === null ? [] : [{ ...dueOf(story, contact, next), ...nobodyLeft(story) }]
  })
}

/** Asking for more wakes nobody new where every step is reached without it. */
function nobodyLeft(story: Story): Pick<IncidentDue, 'nobodyLeft'> {
  return stepsAskedFor(story) > story.policy.steps.length ? { nobodyLeft: true } : {}
}

/** By the time that nobody cared for it, and one more for each time that somebody asked for it. */
function stepsReached(story: Story, now: number): EscalationPolicy['steps'] {
  const { view, policy } = story
  const until = view.phase === 'clearing' ? view.phaseSince : now
  const reached = Math.max(stepsByTime(story, until), stepsAskedFor(story))
  return policy.steps.slice(0, Math.min(reached, stepsAfterFirst(story)))
}

/** Sooner than this nobody says that the first step was late: runs and turns take so long. */
const LATE_MS = 3 * MINUTE_MS

/** Where the first step could not be told in time, the others count from when it was. */
function stepsAfterFirst({ policy, told, escalated, startedAt, now }: Story): number {
  const [first] = policy.steps
  const firstAt = told[0]?.at
  // While the first one cannot be told, the second must not wait for it.
  const wasInTime = firstAt === undefined || firstAt - startedAt - first!.afterMs <= LATE_MS
  if (wasInTime || escalated.length > 0) return policy.steps.length
  return policy.steps.filter(({ afterMs }) => now - firstAt >= afterMs - first!.afterMs).length
}

/** What was well before it could be told, as long as something else told of it, has no step. */
function stepsByTime({ policy, startedAt, unattendedMs }: Story, until: number): number {
  if (until < startedAt) return 0
  return policy.steps.filter(({ afterMs }) => afterMs <= unattendedMs(until)).length
}

/** May be more than there are. */
function stepsAskedFor(story: Story): number {
  return story.escalated.reduce((level, { at }) => Math.max(level, stepsByTime(story, at)) + 1, 0)
}

/** A contact at the step, counted from 0, that stands for these people now. */
interface StepTarget {
  readonly contact: string
  readonly place: number
  readonly people: readonly string[]
}

type Next = Pick<IncidentDue, 'reason' | 'step'>

function nextFor(story: Story, at: StepTarget, now: number): Next | null {
  const heard = story.told.filter(({ contact }) => contact === at.contact)
  const level = levelOf(story.view.severity)
  if (heardUpTo(heard, level) > at.place) return story.isAcknowledged ? null : repeatFor(story, heard, now)
  const reason = reasonFor(story, at, heard)
  // Whoever acknowledged a warning has not acknowledged what it has become.
  if (story.isAcknowledged && reason !== 'worse') return null
  return { reason, step: stepAt(level, at.place) }
}

function reasonFor(story: Story, { place, people }: StepTarget, heard: readonly Sent[]): Next['reason'] {
  const level = levelOf(story.view.severity)
  if (heard.length > 0) return heardUpTo(heard, level) === 0 ? 'worse' : 'escalated'
  const isPassedOn = story.told.some(
    ({ step, contact }) => step === stepAt(level, place) && !people.includes(contact),
  )
  if (isPassedOn) return 'handover'
  return place === 0 ? 'opening' : 'escalated'
}

const stepAt = (what: EscalationLevel, place: number) => writeStep({ what, place: place + 1 })

/** How many steps of the level have been told; whoever heard of it as critical need not hear that it is a warning. */
function heardUpTo(heard: readonly Sent[], level: EscalationLevel): number {
  const steps = heard.map(({ step }) => readStep(step))
  // Records outlive a week only by what repeats them: whoever was told again has been told.
  if (steps.length > 0 && steps.every(({ what }) => what === 'repeat')) return Number.POSITIVE_INFINITY
  if (level === 'warning' && steps.some(({ what }) => what === 'critical')) return Number.POSITIVE_INFINITY
  return Math.max(0, ...steps.map((step) => (step.what === level ? step.place : 0)))
}

/** Again when the time has come, or when whoever had acknowledged or muted it was not done by then. */
function repeatFor({ policy, lastQuietEnd }: Story, heard: readonly Sent[], now: number): Next | null {
  const last = heard.at(-1)!.at
  const before = heard.filter((one) => readStep(one.step).what === 'repeat')
  const step = writeStep({ what: 'repeat', times: before.length + 1 })
  if (lastQuietEnd !== null && lastQuietEnd.at > last)
    return { reason: lastQuietEnd.of === 'ack' ? 'ack-expired' : 'repeat', step }
  if (policy.repeatEveryMs === undefined || now < last + policy.repeatEveryMs) return null
  return { reason: 'repeat', step }
}
