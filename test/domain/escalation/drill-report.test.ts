/** Laws of a drill's report: what counts as sent by a Region, what as an answer, and what lies between them. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drillReport, isNeverSent, isPassed } from '../../../lib/domain/escalation/drill-report.ts'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import type { Deed, Drill } from '../../../lib/domain/people/deed.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'

const AT = Date.parse('2026-11-22T10:00:00Z')
const REGIONS = ['eu-central-1', 'us-west-2']
const DRILL: Drill = { what: 'drill', id: 'd', at: AT, who: 'op', until: AT + 900_000, contact: 'oncall-a' }

function sent(vantage: string, afterMs: number, about: Partial<Sent> = {}): Sent {
  return {
    incident: 'AAAAA',
    kind: 'drill',
    subject: 'contact:oncall-a',
    since: AT,
    step: `drill-${vantage}`,
    contact: 'oncall-a',
    vantage,
    at: AT + afterMs,
    reason: 'drill',
    messageId: 'm',
    channel: `sns ${vantage}`,
    texting: 'sent',
    ...about,
  }
}

function ack(afterMs: number, about: Partial<Extract<Deed, { what: 'ack' }>> = {}): Deed {
  return {
    what: 'ack',
    id: `ack-${afterMs}`,
    at: AT + afterMs,
    who: 'oncall-a',
    until: AT + 900_000,
    kind: 'drill',
    subject: 'contact:oncall-a',
    incident: shortId({ kind: 'drill', subject: 'contact:oncall-a', since: AT }),
    ...about,
  }
}

describe('a drill', () => {
  it('tells each Region from the wish to the message, and from the message to the first answer', () => {
    const stored = {
      sent: [sent('us-west-2', 24_000), sent('eu-central-1', 14_000), sent('eu-central-1', 74_000)],
      deeds: [DRILL, ack(60_000, { who: 'oncall-b' }), ack(46_000)],
    }
    const report = drillReport(DRILL, REGIONS, stored)
    assert.deepEqual(
      report.regions.map((one) => one.state === 'sent' && [one.region, one.faultToPhoneMs, one.phoneToAckMs]),
      [
        ['eu-central-1', 14_000, 32_000],
        ['us-west-2', 24_000, 22_000],
      ],
    )
    assert.deepEqual(report.acknowledged, { by: 'oncall-a', at: AT + 46_000 })
    assert.equal(isPassed(report), true)
  })

  it('an answer before a Region has sent it is no answer to that one', () => {
    const report = drillReport(DRILL, REGIONS, {
      sent: [sent('eu-central-1', 5_000), sent('us-west-2', 30_000)],
      deeds: [ack(20_000)],
    })
    assert.deepEqual(
      report.regions.map((one) => one.state === 'sent' && one.phoneToAckMs),
      [15_000, null],
    )
  })

  it('S11: what is only written down where it is watched was not sent, whoever acknowledges it, and does not pass', () => {
    const written = (region: string, afterMs: number) =>
      sent(region, afterMs, { channel: 'file', texting: 'none' })
    const report = drillReport(DRILL, REGIONS, {
      sent: [written('eu-central-1', 1_000), written('us-west-2', 2_000)],
      deeds: [ack(9_000)],
    })
    assert.deepEqual(report.regions, [
      { state: 'written', region: 'eu-central-1', afterMs: 1_000 },
      { state: 'written', region: 'us-west-2', afterMs: 2_000 },
    ])
    assert.deepEqual([isPassed(report), isNeverSent(report)], [false, true])
    const half = drillReport(DRILL, REGIONS, { sent: [written('eu-central-1', 1_000)], deeds: [] })
    assert.equal(isNeverSent(half), false, 'the other Region may still send it')
  })

  const BOTH = [sent('eu-central-1', 1_000), sent('us-west-2', 2_000)]
  const FAILED: readonly (readonly [law: string, sent: readonly Sent[], deeds: readonly Deed[]])[] = [
    ['nothing was sent', [], []],
    ['nobody answered', BOTH, [DRILL]],
    ['one Region did not send', [BOTH[0]!], [ack(9_000)]],
    [
      'the other Region sent an earlier drill',
      [BOTH[0]!, sent('us-west-2', 0, { since: AT - 1 })],
      [ack(9_000)],
    ],
    [
      'the other Region told somebody else',
      [BOTH[0]!, sent('us-west-2', 0, { subject: 'contact:b' })],
      [ack(9_000)],
    ],
    ['the answer is to an earlier drill', BOTH, [ack(-1)]],
    ['the answer is a late one to an earlier drill', BOTH, [ack(9_000, { incident: 'ZZZZZ' })]],
    ['the answer is to an incident', BOTH, [ack(9_000, { kind: 'blind' })]],
    ["the answer is to somebody else's drill", BOTH, [ack(9_000, { subject: 'contact:b' })]],
  ]
  for (const [law, records, deeds] of FAILED)
    it(`has not passed when ${law}`, () => {
      assert.equal(isPassed(drillReport(DRILL, REGIONS, { sent: records, deeds })), false)
    })
})
