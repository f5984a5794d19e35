/** Laws of lifetimes: what overlaps is one incident, whatever it is called; an end seen by one vantage is an end. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasEnded, lifetimes, type Stored, standing } from '../../../lib/domain/incidents/lifetime.ts'
import { lifetimeById } from '../../../lib/domain/incidents/lifetime-by-id.ts'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import { acknowledgedNow } from '../../../lib/domain/people/acknowledged.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import { deedOn, sentOf, viewOf } from '../../kit/stored-night.ts'
import { NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const at = (minute: number) => NOON + minute * MINUTE
const down = viewOf({ kind: 'node-down', subject: 'node:a', since: at(0), asOf: at(10) })
const livesOf = (stored: Partial<Stored>) => lifetimes({ views: [], sent: [], deeds: [], ...stored })

describe('lifetimes', () => {
  it('the views of several vantages that overlap are one, called by the older id and found by each', () => {
    const later = viewOf({ ...down, vantage: 'us', since: at(3), id: 'NEWER' })
    const lives = livesOf({ views: [later, down], sent: [sentOf(later, { at: at(4), vantage: 'us' })] })
    assert.equal(lives.length, 1)
    assert.deepEqual([lives[0]!.since, lives[0]!.ids], [at(0), [down.id, 'NEWER']])
    for (const id of [down.id, 'newer'])
      assert.deepEqual(lifetimeById(id, lives), { kind: 'one', life: lives[0] })
  })

  it('what opens again after its end is another, with the notices and the deeds of its own', () => {
    const again = viewOf({ ...down, since: at(30), asOf: at(40), id: 'AGA1N' })
    const stored = {
      views: [again],
      // The first is known by what was sent alone; that it is resolved is told when the second is open.
      sent: [
        sentOf(down, { at: at(1) }),
        sentOf(down, { at: at(10), reason: 'close', step: 'close' }),
        sentOf(down, { at: at(35), reason: 'resolve', step: 'resolve' }),
        sentOf(again, { at: at(31) }),
      ],
      deeds: [deedOn(down, 'ack', { at: at(2), until: at(90) }), deedOn(again, 'note', { at: at(32) })],
    }
    const [first, second, ...others] = livesOf(stored)
    assert.equal(others.length, 0)
    assert.deepEqual(
      [first!.sent.length, first!.deeds.map(({ what }) => what), hasEnded(first!)],
      [3, ['ack'], true],
    )
    assert.deepEqual(
      [second!.sent.length, second!.deeds.map(({ what }) => what), hasEnded(second!)],
      [1, ['note'], false],
    )
    assert.equal(acknowledgedNow(second!.deeds, at(40)), undefined)
  })

  it('a vantage that fell silent with an open view is overruled by one that saw the end, and not before', () => {
    const seen = (phaseSince: number) =>
      viewOf({ ...down, vantage: 'us', phase: 'closed', phaseSince, asOf: phaseSince })
    assert.equal(hasEnded(livesOf({ views: [down, seen(at(20))] })[0]!), true)
    assert.equal(hasEnded(livesOf({ views: [down, seen(at(9))] })[0]!), false)
    const { openedAt: _, ...never } = seen(at(20))
    assert.equal(
      standing({ views: [down, never] })?.view.phase,
      'open',
      'what never opened there ends nothing',
    )
  })

  it('a test page is known by the wish for it and by what was sent, under the id that its notices bear', () => {
    const drill: Deed = { id: 'd', what: 'drill', at: at(0), until: at(60), who: 'ann', contact: 'bob' }
    const about = { kind: 'drill', subject: 'contact:bob', since: at(0) } as const
    const id = shortId(about)
    const sent = { ...sentOf(down, { at: at(1), reason: 'drill', step: 'drill-eu' }), ...about, incident: id }
    const [life, ...others] = livesOf({ deeds: [drill], sent: [sent] })
    assert.equal(others.length, 0)
    assert.deepEqual([life!.ids, life!.sent.length, hasEnded(life!)], [[id], 1, false])
  })
})

describe('an acknowledgement counts', () => {
  const ack = (minute: number, until: number, who = 'ann') =>
    deedOn(down, 'ack', { at: at(minute), until: at(until), who })
  const cases: readonly (readonly [law: string, deeds: readonly Deed[], who: string | undefined])[] = [
    ['until it expires', [ack(1, 20)], 'ann'],
    ['not at the instant at which it expires', [ack(1, 10)], undefined],
    ['not after somebody asked for more', [ack(1, 20), deedOn(down, 'escalate', { at: at(5) })], undefined],
    [
      'again when somebody acknowledges after that',
      [deedOn(down, 'escalate', { at: at(5) }), ack(6, 20)],
      'ann',
    ],
    ['and of two the one that lasts longer', [ack(1, 30, 'bob'), ack(2, 20)], 'bob'],
    ['and none without one', [deedOn(down, 'note', { at: at(1) })], undefined],
  ]
  for (const [law, deeds, who] of cases) it(law, () => assert.equal(acknowledgedNow(deeds, at(10))?.who, who))
})

describe('an id', () => {
  const lives = livesOf({ views: [viewOf({ ...down, id: '01Q5R' })] })
  for (const typed of ['01Q5R', '01q5r', 'o1q5r', 'OIQ5R', 'olq5r', ' 01Q5R '])
    it(`typed as "${typed}" is found`, () => assert.equal(lifetimeById(typed, lives).kind, 'one'))

  it('of nobody is answered with the nearest', () => {
    assert.deepEqual(lifetimeById('01Q5S', lives), { kind: 'none', near: '01Q5R' })
    assert.deepEqual(lifetimeById('ZZZZZ', lives), { kind: 'none' })
  })

  it('of two is the one that has not ended, and else neither', () => {
    const other = viewOf({ ...down, subject: 'node:b', id: '01Q5R' })
    const ended = { ...other, phase: 'closed' as const, phaseSince: at(5) }
    const one = viewOf({ ...down, id: '01Q5R' })
    const found = lifetimeById('01Q5R', livesOf({ views: [one, ended] }))
    assert.equal(found.kind === 'one' && found.life.subject, 'node:a')
    assert.equal(lifetimeById('01Q5R', livesOf({ views: [one, other] })).kind, 'several')
  })
})
