/** Stories of timelines: what somebody reads the morning after, oldest first, as a list of lines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lifetimes, type Stored } from '../../../lib/domain/incidents/lifetime.ts'
import { timelineOf } from '../../../lib/domain/incidents/timeline.ts'
import { sayEvent } from '../../../lib/domain/notices/timeline-words.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import type { Quiet } from '../../../lib/domain/people/mutes.ts'
import type { Reason } from '../../../lib/domain/people/record.ts'
import { deedOn, sentOf, viewOf } from '../../kit/stored-night.ts'
import { NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const at = (minute: number) => NOON + minute * MINUTE
const down = viewOf({ kind: 'node-down', subject: 'node:a', since: at(0), asOf: at(60) })

interface Told extends Partial<Stored> {
  readonly quiet?: readonly Quiet[]
  readonly now?: number
}

/** `MINUTE words`. */
function story({ quiet = [], now = at(60), ...stored }: Told): readonly string[] {
  const [life] = lifetimes({ views: [], sent: [], deeds: [], ...stored })
  return timelineOf(life!, { quiet, now }).map((event) => `${(event.at - NOON) / MINUTE} ${sayEvent(event)}`)
}

describe('a timeline', () => {
  it('tells a night from the first evidence to the end: who saw it, who was told how, who did what', () => {
    const closed = {
      ...down,
      phase: 'closed' as const,
      phaseSince: at(55),
      flaps: 1,
      evidence: { ...down.evidence, asOf: at(50) },
    }
    const lines = story({
      views: [closed, { ...closed, vantage: 'us', openedAt: at(2), phaseSince: at(56), flaps: 0 }],
      sent: [
        sentOf(down, { at: at(3) }),
        sentOf(down, {
          at: at(8),
          contact: 'bob',
          vantage: 'us',
          channel: 'webhook slack',
          texting: 'none',
          reason: 'escalated',
          step: 'critical-2',
        }),
        sentOf(down, { at: at(40), texting: 'held', reason: 'ack-expired', step: 'repeat-1' }),
        sentOf(down, { at: at(41), channel: 'none', texting: 'held', reason: 'repeat', step: 'repeat-2' }),
        sentOf(down, { at: at(57), reason: 'close', step: 'close' }),
      ],
      deeds: [
        deedOn(down, 'ack', { at: at(9), until: at(39), who: 'bob' }),
        deedOn(down, 'note', { at: at(10), who: 'bob', reason: 'disk is full' }),
        deedOn(down, 'escalate', { at: at(45), who: 'bob', reason: 'need help' }),
      ],
    })
    assert.deepEqual(lines, [
      '0 first evidence',
      '1 eu opened it',
      '2 us opened it',
      '3 ann was told: it opened (critical-1, by eu through sns eu)',
      '8 bob was told: it was escalated (critical-2, by us through webhook slack)',
      '9 bob acknowledged it until 2026-11-22 12:39:00Z',
      '10 bob noted: disk is full',
      '39 the acknowledgement of bob expired',
      '40 ann was told: still open after an acknowledgement (repeat-1, by eu through sns eu), without a text message: the notice budget held it back',
      '41 ann was spared by the notice budget: still open (repeat-2, by eu)',
      '45 bob escalated it: need help',
      '50 last evidence',
      '55 eu closed it; it had come back 1 time',
      '56 us closed it',
      '57 ann was told: it is over (close, by eu through sns eu)',
    ])
  })

  it('S11: calls nobody told whom nothing was sent to, and says where it stands instead', () => {
    const sent = [
      sentOf(down, { at: at(3), channel: 'file', texting: 'none' }),
      sentOf(down, { at: at(4), contact: 'bob', channel: 'terminal', texting: 'none' }),
    ]
    assert.deepEqual(story({ views: [down], sent }).slice(2), [
      '3 nothing was sent to ann, only written down where it is watched: it opened (critical-1, by eu)',
      '4 bob was told: it opened (critical-1, by eu at the terminal)',
    ])
  })

  it('tells when it last came back while it is open, and that it is well again while it clears', () => {
    const back = { ...down, phaseSince: at(30), flaps: 3 }
    assert.deepEqual(story({ views: [back] }).slice(1), [
      '1 eu opened it',
      '30 eu saw it again; it has come back 3 times',
    ])
    const clearing = { ...back, phase: 'clearing' as const, evidence: { ...down.evidence, asOf: at(29) } }
    assert.deepEqual(story({ views: [clearing] }).slice(2), [
      '29 last evidence',
      '30 eu found it well; it had come back 3 times',
    ])
  })

  it('of what never opened says so', () => {
    const { openedAt: _, ...never } = { ...down, phase: 'closed' as const, phaseSince: at(1) }
    assert.equal(
      story({ views: [never] }).at(-1),
      '1 eu found it well before it had lasted long enough to open',
    )
  })

  it('tells the mutes that covered it, and not those that began or ended after it was over', () => {
    const quiet = (id: string, from: number, until: number): Quiet => ({
      id,
      scope: 'node:a',
      from: at(from),
      until: at(until),
      who: id === 'window' ? 'settings' : 'ann',
      ...(id === 'window' ? {} : { reason: 'new disk' }),
    })
    const closed = { ...down, phase: 'closed' as const, phaseSince: at(40) }
    const lines = story({
      views: [closed],
      quiet: [quiet('before', -5, 20), quiet('window', 30, 45), quiet('after', 50, 55)],
    })
    assert.deepEqual(
      lines.filter((line) => /mute/.test(line)),
      [
        '-5 ann muted node:a until 2026-11-22 12:20:00Z: new disk',
        '20 the mute of node:a ended',
        '30 planned maintenance muted node:a until 2026-11-22 12:45:00Z',
      ],
    )
  })

  it('of what only the records are left of tells who was told', () => {
    const records = [sentOf(down, { at: at(2) }), sentOf(down, { at: at(9), reason: 'close', step: 'close' })]
    assert.deepEqual(
      story({ sent: records }).map((line) => line.split(' (')[0]),
      ['0 first evidence', '2 ann was told: it opened', '9 ann was told: it is over'],
    )
  })

  it('of a test page tells who asked for it, which Regions sent it, and that it arrived', () => {
    const drill: Deed = { id: 'd', what: 'drill', at: at(0), until: at(60), who: 'ann', contact: 'bob' }
    const about = {
      kind: 'drill',
      subject: 'contact:bob',
      since: at(0),
      contact: 'bob',
      reason: 'drill',
    } as const
    const sent = ['eu', 'us'].map((vantage, index) =>
      sentOf(down, {
        ...about,
        at: at(1 + index),
        vantage,
        channel: `sns ${vantage}`,
        step: `drill-${vantage}`,
      }),
    )
    const [life] = lifetimes({ views: [], sent, deeds: [drill] })
    const ack = deedOn({ id: life!.ids[0], kind: 'drill', subject: 'contact:bob' }, 'ack', {
      at: at(3),
      until: at(33),
      who: 'bob',
    })
    assert.deepEqual(story({ sent, deeds: [drill, ack] }), [
      '0 ann asked for a test page to bob',
      '1 bob was told: a test (drill-eu, by eu through sns eu)',
      '2 bob was told: a test (drill-us, by us through sns us)',
      '3 bob acknowledged it until 2026-11-22 12:33:00Z',
    ])
  })
})

describe('an acknowledgement is said to have expired', () => {
  const ack = (minute: number, until: number) => deedOn(down, 'ack', { at: at(minute), until: at(until) })
  const cases: readonly (readonly [law: string, told: Told, expired: number])[] = [
    ['when it ran out while the incident was open', { deeds: [ack(1, 20)] }, 1],
    ['not before', { deeds: [ack(1, 20)], now: at(19) }, 0],
    ['not when another one took over', { deeds: [ack(1, 20), ack(15, 70)] }, 0],
    [
      'not when somebody had asked for more',
      { deeds: [ack(1, 20), deedOn(down, 'escalate', { at: at(5) })] },
      0,
    ],
    [
      'not after the end',
      { views: [{ ...down, phase: 'closed', phaseSince: at(10) }], deeds: [ack(1, 20)] },
      0,
    ],
  ]
  for (const [law, told, expired] of cases)
    it(law, () =>
      assert.equal(
        story({ views: [down], ...told }).filter((line) => line.endsWith('expired')).length,
        expired,
      ),
    )
})

it('every reason for a notice has its words', () => {
  const reasons: readonly Reason[] = [
    'opening',
    'escalated',
    'handover',
    'worse',
    'repeat',
    'ack-expired',
    'close',
    'resolve',
    'drill',
    'digest',
    'mute-ended',
  ]
  const lines = reasons.map((reason) => sayEvent({ what: 'told', ...sentOf(down, { at: at(1), reason }) }))
  assert.equal(new Set(lines).size, reasons.length)
  assert.ok(lines.every((line) => !line.includes('undefined')))
})
