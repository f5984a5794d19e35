/** Laws of any night: whatever people do, what is due once is sent once, quiet is kept, and nobody is forgotten. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Due } from '../../../lib/domain/escalation/due.ts'
import type { DueFacts } from '../../../lib/domain/escalation/due-facts.ts'
import { due } from '../../../lib/domain/escalation/escalation.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'
import { aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const REPEAT_MS = 15 * MINUTE
const at = (minute: number) => NOON + minute * MINUTE
const settings = fleetSettings(`
contacts: [{ id: ann, email: a@example.com }, { id: bob, email: b@example.com }, { id: eve, email: e@example.com }]
escalation:
  critical:
    steps: [{ after: 0s, notify: [ann] }, { after: 7m, notify: [bob] }, { after: 20m, notify: [eve, ann] }]
    repeatEvery: 15m`)
const view = aView({
  vantage: 'eu',
  severity: 'critical',
  since: NOON,
  openedAt: NOON,
  phaseSince: NOON,
  evidence: { ...aView().evidence, from: NOON, asOf: at(200) },
})
const about = { kind: view.kind, subject: view.subject, incident: view.id, who: 'ann' }

/** What people do within three hours, in any order. */
const deeds: fc.Arbitrary<readonly Deed[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom('ack' as const, 'escalate' as const, 'mute' as const, 'unmute' as const),
      minute: fc.nat(180),
      lasts: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 8 },
  )
  .map((done) => done.map(deedOf))

function deedOf(
  { what, minute, lasts }: { what: 'ack' | 'escalate' | 'mute' | 'unmute'; minute: number; lasts: number },
  index: number,
): Deed {
  const id = `${what}-${index}`
  const times = { id, at: at(minute), until: at(minute + lasts) }
  if (what === 'ack' || what === 'escalate') return { ...about, ...times, what }
  return { ...times, what, who: 'ann', scope: `kind:${view.kind}` }
}

/** One judge that looks every minute and whose every publish arrives: what it sent, and when. */
function playNight(
  all: readonly Deed[],
  minutes: number,
): readonly { readonly minute: number; readonly dues: readonly Due[] }[] {
  const sent: Sent[] = []
  return Array.from({ length: minutes }, (_, minute) => {
    const facts = factsAt(minute, all, sent)
    const dues = due(facts)
    sent.push(...dues.map((one) => sentOf(one, facts.now)))
    assert.deepEqual(due({ ...facts, sent: [...sent] }), [], 'what was just sent is due again')
    return { minute, dues }
  })
}

function factsAt(minute: number, all: readonly Deed[], sent: readonly Sent[]): DueFacts {
  const now = at(minute)
  const known = all.filter((deed) => deed.at <= now)
  const base = { vantage: 'eu', others: [], settings, freshMs: MINUTE, now }
  return { ...base, own: [{ ...view, asOf: now }], sent: [...sent], deeds: known }
}

function sentOf({ id, kind, subject, since, step, contact, reason }: Due, now: number): Sent {
  const way = { vantage: 'eu', messageId: 'm', channel: 'file', texting: 'none' } as const
  return { incident: id, kind, subject, since, step, contact, reason, at: now, ...way }
}

function isQuiet(minute: number, all: readonly Deed[]): boolean {
  const now = at(minute)
  const known = all.filter((deed) => deed.at <= now)
  return known.some((deed) => {
    const ends = known.filter(({ what }) => what === (deed.what === 'ack' ? 'escalate' : 'unmute'))
    const isEnded = ends.some((end) => end.at >= deed.at)
    return (deed.what === 'ack' || deed.what === 'mute') && now < deed.until && !isEnded
  })
}

it('what is due is due once, however often it is asked', () => {
  fc.assert(fc.property(deeds, (all) => void playNight(all, 240)))
})

it('nothing of an incident is told while somebody has it in hand or it is muted', () => {
  fc.assert(
    fc.property(deeds, (all) => {
      for (const { minute, dues } of playNight(all, 240))
        if (isQuiet(minute, all))
          assert.deepEqual(
            dues.filter((one) => one.about === 'incident'),
            [],
          )
    }),
  )
})

it('an open incident that nobody cares for is told to somebody within every repeat', () => {
  fc.assert(
    fc.property(deeds, (all) => {
      let untoldMs = REPEAT_MS
      for (const { minute, dues } of playNight(all, 240)) {
        if (isQuiet(minute, all) || dues.some((one) => one.about === 'incident')) untoldMs = 0
        else untoldMs += MINUTE
        assert.ok(
          untoldMs <= REPEAT_MS,
          `nobody was told for ${untoldMs / MINUTE} minutes at minute ${minute}`,
        )
      }
    }),
  )
})

it('nobody hears the same step twice, and no step comes before the one below it', () => {
  fc.assert(
    fc.property(deeds, (all) => {
      const told = playNight(all, 240)
        .flatMap(({ dues }) => dues)
        .filter((one) => one.about === 'incident')
      const names = told.map(({ contact, step }) => `${contact} ${step}`)
      assert.equal(new Set(names).size, names.length)
      const first = (contact: string) => told.findIndex((one) => one.contact === contact)
      for (const later of ['bob', 'eve']) if (first(later) >= 0) assert.ok(first('ann') >= 0)
    }),
  )
})
