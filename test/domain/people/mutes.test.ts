/** Laws of mutes: they cover what their scope says and never blindness, recur as planned, and always end. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import type { Kind } from '../../../lib/domain/kinds/kinds.ts'
import type { Subject } from '../../../lib/domain/kinds/subject.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import { covers, quietTimes } from '../../../lib/domain/people/mutes.ts'
import type {
  MaintenanceSettings,
  MuteScope,
} from '../../../lib/domain/settings/sections/maintenance-settings.ts'
import { fleetSettings } from '../made-up-fleet.ts'

const settings = fleetSettings()
const HOUR = 3_600_000
const NOW = Date.parse('2026-10-25T12:00:00Z')

function incident(subject: Subject, nodes: readonly string[], kind: Kind = 'node-down') {
  return { kind, subject, evidence: { nodes } as View['evidence'] }
}

const FRA = ['fra1-a', 'fra1-b', 'fra1-c']
const NODE = incident('node:fra1-a', ['fra1-a'])
const ANY: readonly MuteScope[] = ['node:fra1-a', 'data-center:fra1', 'kind:blind', 'kind:node-down']

const COVERED: readonly (readonly [
  scope: MuteScope,
  about: Parameters<typeof covers>[1],
  covered: boolean,
])[] = [
  ['node:fra1-a', NODE, true],
  ['node:fra1-b', NODE, false],
  ['node:fra1-a', incident('node:fra1-a', ['fra1-a', 'fra1-b'], 'endpoint-inconsistent'), true],
  ['node:fra1-a', incident('network', ['fra1-a'], 'finality-delay'), true],
  ['node:fra1-a', incident('data-center:fra1', FRA, 'data-center-dark'), false],
  ['node:fra1-a', incident('network', ['fra1-a', 'ams1-a'], 'chain-split'), false],
  ['node:fra1-a', incident('vantage:eu', [], 'vantage-degraded'), false],
  ['data-center:fra1', NODE, true],
  ['data-center:fra1', incident('data-center:fra1', FRA, 'data-center-dark'), true],
  ['data-center:fra1', incident('path:eu/fra1', FRA, 'partition'), true],
  ['data-center:fra1', incident('path:eu/fra1-a', ['fra1-a'], 'partition'), true],
  ['data-center:fra1', incident('client:prysm', ['fra1-b', 'fra1-c'], 'head-stale'), true],
  ['data-center:fra1', incident('client:prysm', ['fra1-c', 'ams1-a'], 'head-stale'), false],
  ['data-center:fra1', incident('node:ams1-a', ['ams1-a']), false],
  ['data-center:fra1', incident('path:eu/ams1', ['ams1-a', 'ams1-b'], 'partition'), false],
  [
    'data-center:fra1',
    incident(
      'fleet',
      settings.nodes.map(({ id }) => id),
    ),
    false,
  ],
  ['data-center:fra1', incident('vantage:eu', [], 'vantage-degraded'), false],
  ['data-center:none', incident('node:fra1-a', []), false],
  ['kind:slow', incident('node:ams1-a', ['ams1-a'], 'slow'), true],
  ['kind:slow', NODE, false],
]

describe('a scope', () => {
  for (const [scope, about, covered] of COVERED)
    it(`${scope} ${covered ? 'covers' : 'does not cover'} ${about.kind} of ${about.subject}`, () => {
      assert.equal(covers(scope, about, settings), covered)
    })

  it('never covers blindness', () => {
    for (const scope of ANY)
      for (const subject of ['fleet', 'data-center:fra1', 'node:fra1-a'] as const)
        assert.equal(covers(scope, incident(subject, ['fra1-a'], 'blind'), settings), false)
  })
})

const mute: Deed = {
  what: 'mute',
  id: 'M',
  at: NOW - HOUR,
  who: 'ann',
  until: NOW + HOUR,
  scope: 'node:fra1-a',
  reason: 'new disks',
}

function unmute(at: number, scope: MuteScope = 'node:fra1-a'): Deed {
  return { what: 'unmute', id: 'U', at, who: 'ben', until: at, scope }
}

const weekly: MaintenanceSettings = {
  id: 'sundays',
  scope: 'data-center:fra1',
  when: { every: 'week', start: 'Sun 02:00', lengthMs: 2 * HOUR, timeZone: 'Europe/Berlin' },
}

function times(
  asked: Partial<Parameters<typeof quietTimes>[0]>,
  window?: MaintenanceSettings,
): readonly string[] {
  const maintenance = window ? [window] : []
  const say = (at: number) => new Date(at).toISOString().slice(5, 16)
  return quietTimes({ settings: { maintenance }, deeds: [], from: NOW, now: NOW, ...asked }).map(
    ({ id, from, until }) => `${id} ${say(from)} ${say(until)}`,
  )
}

describe('a mute', () => {
  it('says whose it is, and why', () => {
    const quiet = quietTimes({ settings: { maintenance: [] }, deeds: [mute], from: NOW, now: NOW })
    assert.deepEqual(quiet, [
      {
        id: 'M',
        scope: 'node:fra1-a',
        from: NOW - HOUR,
        until: NOW + HOUR,
        who: 'ann',
        reason: 'new disks',
      },
    ])
  })

  const lasting = ['M 10-25T11:00 10-25T13:00']
  const stories: readonly (readonly [
    law: string,
    asked: Parameters<typeof times>[0],
    expected: readonly string[],
  ])[] = [
    ['lasts', { deeds: [mute] }, lasting],
    ['has begun at its first instant', { deeds: [mute], from: NOW - HOUR, now: NOW - HOUR }, lasting],
    ['has not begun before', { deeds: [mute], from: NOW - 2 * HOUR, now: NOW - HOUR - 1 }, []],
    ['is over at its end', { deeds: [mute], from: NOW + HOUR, now: NOW + HOUR }, []],
    ['is remembered after it', { deeds: [mute], from: NOW + HOUR - 1, now: NOW + 9 * HOUR }, lasting],
    ['is ended by an unmute', { deeds: [unmute(NOW), mute] }, []],
    [
      'has been quiet until the unmute',
      { deeds: [mute, unmute(NOW)], from: NOW - HOUR },
      ['M 10-25T11:00 10-25T12:00'],
    ],
    ['does not mind an unmute before it', { deeds: [mute, unmute(NOW - 2 * HOUR)] }, lasting],
    ['does not mind another scope', { deeds: [mute, unmute(NOW, 'node:fra1-b')] }, lasting],
    ['does not mind an unmute after its end', { deeds: [mute, unmute(NOW + 2 * HOUR)] }, lasting],
    ['at the instant of an unmute never was', { deeds: [mute, unmute(NOW - HOUR)], from: 0 }, []],
  ]
  for (const [law, asked, expected] of stories) it(law, () => assert.deepEqual(times(asked), expected))
})

describe('maintenance', () => {
  // The clocks of Berlin are put back on Sunday, 25 October, at 03:00: windows have their length all the same.
  it('recurs every week at the local time and lasts its length', () => {
    assert.deepEqual(times({ from: NOW - 14 * 24 * HOUR }, weekly), [
      'sundays 10-18T00:00 10-18T02:00',
      'sundays 10-25T00:00 10-25T02:00',
    ])
    assert.deepEqual(times({ from: NOW, now: NOW + 7 * 24 * HOUR }, weekly), [
      'sundays 11-01T01:00 11-01T03:00',
    ])
  })

  it('is quiet from its first instant on and no longer at its last', () => {
    const begins = Date.parse('2026-10-25T00:00:00Z')
    const at = (now: number): number => times({ from: now, now }, weekly).length
    assert.deepEqual([begins - 1, begins, begins + 2 * HOUR - 1, begins + 2 * HOUR].map(at), [0, 1, 1, 0])
  })

  it('may take the whole week', () => {
    const always = {
      ...weekly,
      when: { ...weekly.when, lengthMs: 7 * 24 * HOUR } as MaintenanceSettings['when'],
    }
    assert.deepEqual(times({}, always), ['sundays 10-25T00:00 11-01T00:00'])
  })

  it('is dated, and says that the settings plan it', () => {
    const window: MaintenanceSettings = {
      id: 'move',
      scope: 'kind:slow',
      when: { every: 'never', from: NOW - HOUR, until: NOW + HOUR },
      reason: 'we move',
    }
    assert.deepEqual(quietTimes({ settings: { maintenance: [window] }, deeds: [], from: NOW, now: NOW }), [
      {
        id: 'move',
        scope: 'kind:slow',
        from: NOW - HOUR,
        until: NOW + HOUR,
        who: 'settings',
        reason: 'we move',
      },
    ])
    assert.deepEqual(times({ from: NOW + HOUR, now: NOW + HOUR }, window), [])
    assert.deepEqual(times({ from: NOW - 3 * HOUR, now: NOW - 2 * HOUR }, window), [])
  })

  it('is ended early by an unmute of its scope, and comes again the week after', () => {
    const early = unmute(Date.parse('2026-10-25T00:30:00Z'), 'data-center:fra1')
    assert.deepEqual(times({ deeds: [early], from: NOW - 24 * HOUR, now: NOW + 7 * 24 * HOUR }, weekly), [
      'sundays 10-25T00:00 10-25T00:30',
      'sundays 11-01T01:00 11-01T03:00',
    ])
  })
})
