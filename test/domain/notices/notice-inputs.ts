/** Notice inputs: the scenes as somebody is told of them, for each reason and at the time at which it comes. */
import fc from 'fast-check'
import type { Subject } from '../../../lib/domain/kinds/subject.ts'
import type { TextParts } from '../../../lib/domain/notices/notice.ts'
import type { NoticeInput } from '../../../lib/domain/notices/notice-input.ts'
import { type IncidentReason, isOver, type Sent } from '../../../lib/domain/people/record.ts'
import { type StepName, writeStep } from '../../../lib/domain/people/step-name.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { BEGAN, LINKS, over, type Scene, SETTINGS } from './notice-scenes.ts'

/** When each reason is told, in minutes after the beginning, and as which step; a number is that of its severity. */
export const TOLD: Readonly<Record<IncidentReason, { minutes: number; step: StepName | number }>> = {
  opening: { minutes: 1.5, step: 1 },
  escalated: { minutes: 7, step: 2 },
  handover: { minutes: 56, step: 1 },
  worse: { minutes: 9, step: 'critical-1' },
  repeat: { minutes: 30, step: 'repeat-2' },
  'ack-expired': { minutes: 45, step: 1 },
  close: { minutes: 17, step: 'close' },
  resolve: { minutes: 42, step: 'resolve' },
}

export function inputOf(scene: Scene, reason: IncidentReason): NoticeInput {
  const view = isOver({ reason }) ? over(scene.view) : scene.view
  const { minutes, step } = TOLD[reason]
  const level = view.severity === 'critical' ? 'critical' : 'warning'
  return {
    view,
    look: scene.look,
    lastSeenAt: null,
    explained: scene.explained,
    settings: SETTINGS,
    due: {
      about: 'incident',
      id: view.id,
      kind: view.kind,
      subject: view.subject,
      since: view.since,
      severity: view.severity,
      reason,
      step: typeof step === 'number' ? writeStep({ what: level, place: step }) : step,
      contact: 'oncall-a',
      toldBefore: [],
    },
    vantage: 'us-west-2',
    now: view.since + minutes * MINUTE_MS + 5 * SECOND_MS,
    links: LINKS,
    muted: [],
  }
}

export function sentTo(contact: string, at: number): Sent {
  return {
    incident: 'KQ0F0',
    kind: 'node-down',
    subject: 'node:fra1-teku-1',
    since: BEGAN,
    step: 'critical-1',
    contact,
    vantage: 'us-west-2',
    at,
    reason: 'opening',
    messageId: 'm',
    channel: 'file',
    texting: 'none',
  }
}

/** Every wording of every part of a text message. */
export function allOf({ lead, sentences }: TextParts): string {
  return [...lead, ...sentences.flatMap(({ wordings }) => wordings)].join('\n')
}

/** A subject of any sort, whatever it is called. */
export function anySubject(name: fc.Arbitrary<string>): fc.Arbitrary<Subject> {
  return fc.oneof(
    fc.constantFrom('fleet' as const, 'network' as const),
    fc
      .tuple(fc.constantFrom('node', 'data-center', 'client', 'version', 'vantage', 'group'), name)
      .map(([about, each]) => `${about}:${each}` as Subject),
    fc.tuple(name, name).map(([vantage, site]): Subject => `path:${vantage}/${site}`),
  )
}
