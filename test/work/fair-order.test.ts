/** Laws of a channel that takes events one by one: whatever it would take arrives within a few rounds. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CallResult, HttpCall } from '../../lib/adapters/http/single-call.ts'
import { webhookPager } from '../../lib/adapters/http/webhook-pager.ts'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import type { Severity } from '../../lib/domain/kinds/severity.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'
import type { StepClock } from '../kit/step-clock.ts'

const MINUTE_MS = 60_000

/** The only Region of its installation, so that nobody else tells what it cannot. */
const SETTINGS = fleetSettings(
  `contacts: [{ id: pd, webhook: { kind: pagerduty, routingKey: "\${secret:pd}" } }]
escalation: { critical: { steps: [{ after: 0s, notify: [pd] }], repeatEvery: 60m }, warning: { steps: [{ after: 0s, notify: [pd] }] } }`,
  ['eu'],
)

interface Asked {
  readonly place: number
  readonly clock: StepClock
  /** How many events this channel was sent before. */
  readonly count: number
}

interface Event {
  readonly subject: string
  readonly round: number
  readonly atMs: number
}

/** So many incidents at once, told in so many rounds; what was sent and what of it was taken. */
async function rounds(
  incidents: number,
  count: number,
  answer: (asked: Asked) => Promise<CallResult>,
  severityOf: (place: number) => Severity = () => 'critical',
) {
  const { clock, store } = storeInStepTime(NOON)
  const sent: Event[] = []
  const taken: Event[] = []
  let round = 0
  const call = async ({ body }: HttpCall): Promise<CallResult> => {
    const subject = (body as { payload: { source: string } }).payload.source
    const event = { subject, round, atMs: clock.now() - NOON }
    sent.push(event)
    const result = await answer({ place: Number(subject.split('-').at(-1)), clock, count: sent.length - 1 })
    if (result.kind === 'status' && result.status === 202) taken.push(event)
    return result
  }
  const secrets = { get: async () => 'key' }
  const pager = webhookPager({ settings: SETTINGS, clock, secrets, loopback: true, call })
  const reading = { clock, store, settings: SETTINGS, vantage: 'eu', freshMs: 210_000 }
  const viewOf = (place: number): View =>
    aView({
      vantage: 'eu',
      subject: `node:fra1-${place}`,
      severity: severityOf(place),
      since: NOON - MINUTE_MS,
      openedAt: NOON,
      phaseSince: NOON,
      asOf: clock.now(),
    })
  for (round = 1; round <= count; round++) {
    await Promise.all(Array.from({ length: incidents }, (_, place) => store.putView(viewOf(place))))
    void pageDue({
      ...reading,
      facts: await readDueFacts(reading),
      equip: async () => ({ pager, links: NO_LINKS }),
      log: { info: () => undefined, warn: () => undefined },
      turns: regionTurns(1),
      looks: [],
    })
    await clock.runTo(NOON + round * MINUTE_MS)
  }
  return { sent, taken, arrived: new Set(taken.map(({ subject }) => subject)) }
}

const status = (code: number): CallResult => ({ kind: 'status', status: code })

describe('S7: a channel that takes events one by one', () => {
  it('S7: refuses one of twenty: the other nineteen arrive in the first round, each once', async () => {
    const { taken, sent, arrived } = await rounds(20, 4, async ({ place }) => status(place === 0 ? 400 : 202))
    assert.equal(arrived.size, 19)
    assert.ok(taken.every(({ round }) => round === 1))
    assert.equal(taken.length, 19)
    const tries = sent.filter(({ subject }) => subject === 'node:fra1-0').map(({ round }) => round)
    assert.deepEqual(tries, [1, 2, 3, 4])
  })

  it('S7: takes 0.8 s for each of 120: all arrive within two rounds, each once', async () => {
    const { taken, arrived } = await rounds(120, 3, async ({ clock }) => {
      await clock.sleep(800)
      return status(202)
    })
    assert.equal(arrived.size, 120)
    assert.equal(taken.length, 120)
    assert.ok(taken.every(({ round }) => round <= 2))
  })

  it('S7: answers 429 after 60 of 120 in a minute: all arrive within three rounds', async () => {
    const minutes = new Map<number, number>()
    const { taken, sent, arrived } = await rounds(120, 4, async ({ clock }) => {
      const minute = Math.floor(clock.now() / MINUTE_MS)
      const before = minutes.get(minute) ?? 0
      minutes.set(minute, before + 1)
      return status(before < 60 ? 202 : 429)
    })
    assert.equal(arrived.size, 120)
    assert.equal(taken.length, 120)
    assert.ok(taken.every(({ round }) => round <= 3))
    assert.ok(sent.length <= 160, `${sent.length} events sent`)
  })

  it('S7: hangs on all criticals: what was never tried comes before what was, and all else arrives', async () => {
    const hanging = 40
    const { sent, arrived } = await rounds(
      60,
      6,
      async ({ place, clock }) => {
        if (place >= hanging) return status(202)
        await clock.sleep(5_000)
        return { kind: 'nothing', because: 'it sent nothing back', mayBeHeard: true }
      },
      (place) => (place < hanging ? 'critical' : 'warning'),
    )
    assert.equal(arrived.size, 20)
    const first = sent.filter(({ round }) => round === 1).map(({ subject }) => subject)
    assert.ok(
      first.every((subject) => Number(subject.split('-').at(-1)) < hanging),
      'critical before warning',
    )
    assert.equal(new Set(sent.map(({ subject }) => subject)).size, 60)
  })
})
