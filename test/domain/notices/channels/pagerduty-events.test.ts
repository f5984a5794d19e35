/** Laws of PagerDuty's events: one key an incident's subject, and nothing is resolved that is still open. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nodeSubject } from '../../../../lib/domain/kinds/subject.ts'
import { pagerDutyEvents } from '../../../../lib/domain/notices/channels/pagerduty-events.ts'
import type { Notice } from '../../../../lib/domain/notices/notice.ts'
import type { Reason } from '../../../../lib/domain/people/record.ts'
import { messageOf, NO_LINKS, noticeOf } from '../../../kit/messages.ts'

const CONTEXT = { settings: { name: 'main', runbook: 'https://runbook.example.com' } }

function eventsFor(...notices: Partial<Notice>[]) {
  return pagerDutyEvents(messageOf(notices.map(noticeOf)), CONTEXT).map(({ event }) => event)
}

function actions(...notices: Partial<Notice>[]): readonly string[] {
  return eventsFor(...notices).map(({ event_action, dedup_key }) => `${event_action} ${dedup_key}`)
}

describe('a notice for PagerDuty', () => {
  it('is a trigger with all that the Events API names, and with the links', () => {
    const notice = noticeOf()
    assert.deepEqual(eventsFor({}), [
      {
        event_action: 'trigger',
        dedup_key: 'watchfire/main/chain-split/fleet',
        client: 'Watchfire main',
        payload: {
          summary: notice.title,
          source: 'fleet',
          severity: 'critical',
          timestamp: '2026-11-22T12:00:00.000Z',
          group: 'main',
          class: 'chain-split',
          custom_details: {
            incident: 'k7qx2',
            reason: 'opening',
            step: 'critical-1',
            vantage: 'us-west-2',
            text: notice.text,
            runbook: 'https://runbook.example.com/chain-split',
          },
        },
        links: [
          { href: 'https://one.example.com/a/k7qx2?c=ann&v=1', text: 'Acknowledge k7qx2 in Watchfire' },
          {
            href: 'https://two.example.com/a/k7qx2',
            text: 'Acknowledge k7qx2 in Watchfire, by another Region',
          },
          { href: 'https://runbook.example.com/chain-split', text: 'Runbook: chain-split' },
        ],
      },
    ])
  })

  const HEARD: Readonly<Record<Reason, string | null>> = {
    opening: 'trigger',
    escalated: 'trigger',
    handover: 'trigger',
    worse: 'trigger',
    repeat: 'trigger',
    'ack-expired': 'trigger',
    drill: 'trigger',
    close: null,
    resolve: 'resolve',
    digest: null,
    'mute-ended': null,
  }
  for (const [reason, action] of Object.entries(HEARD) as [Reason, string | null][])
    it(`because of ${reason} is ${action ?? 'not sent'}`, () => {
      assert.deepEqual(actions({ reason }), action ? [`${action} watchfire/main/chain-split/fleet`] : [])
    })

  it('ends what it ends with its key alone', () => {
    assert.deepEqual(eventsFor({ reason: 'resolve' }), [
      { event_action: 'resolve', dedup_key: 'watchfire/main/chain-split/fleet' },
    ])
  })

  it('never has the incident’s id in its key', () => {
    assert.deepEqual(actions({ incident: 'aaaaa' }), actions({ incident: 'bbbbb' }))
  })

  it('has a key of 255 letters at most, and another one for another subject', () => {
    const subjects = ['a', 'b'].map((tail) => nodeSubject(`${'x'.repeat(300)}${tail}`))
    const keys = subjects.flatMap((subject) => eventsFor({ subject }).map(({ dedup_key }) => dedup_key))
    assert.deepEqual(
      keys.map((key) => key.length),
      [255, 255],
    )
    assert.notEqual(keys[0], keys[1])
    assert.equal(eventsFor({ subject: subjects[0]!, reason: 'resolve' })[0]!.dedup_key, keys[0])
  })

  it('has a summary and a text that PagerDuty takes', () => {
    const [event] = eventsFor({ title: 't'.repeat(2_000), text: '火'.repeat(400_000) })
    assert.equal(event!.payload!.summary.length, 1_024)
    assert.ok(Buffer.byteLength(JSON.stringify(event)) < 512_000)
  })

  it('says why there is no link, and offers no path as one', () => {
    const settings = { name: 'main', runbook: 'docs/runbook' }
    const [{ event }] = pagerDutyEvents(messageOf([noticeOf({ links: NO_LINKS })]), { settings }) as [
      ReturnType<typeof pagerDutyEvents>[number],
    ]
    assert.deepEqual(event!.links, [])
    const { acknowledge, runbook } = event!.payload!.custom_details
    assert.equal(acknowledge, 'not by a link: the secret link-key is not set here')
    assert.equal(runbook, 'docs/runbook/chain-split.md')
  })

  it('about our own paging names its article like any other', () => {
    const [event] = eventsFor({ kind: 'drill', reason: 'drill', subject: 'contact:ann' })
    assert.equal(event!.payload!.custom_details.runbook, 'https://runbook.example.com/drill')
  })
})

it('several notices are several events, the worst first', () => {
  assert.deepEqual(actions({}, { kind: 'slow', subject: 'node:a' }), [
    'trigger watchfire/main/chain-split/fleet',
    'trigger watchfire/main/slow/node:a',
  ])
})

it('the end of a former incident leaves alone the one that has begun since', () => {
  assert.deepEqual(actions({ incident: 'older', reason: 'resolve' }, { incident: 'newer' }), [
    'trigger watchfire/main/chain-split/fleet',
  ])
})
