/** Laws of tries that nobody knows the end of: they are few, they are left to others, and the last ones say so. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { Message } from '../../lib/domain/notices/notice.ts'
import type { Pager, Store } from '../../lib/ports.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'

const MINUTE_MS = 60_000
const SETTINGS = fleetSettings(
  `contacts: [{ id: ann, email: ann@example.com, sms: "+441632960444" }]
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 15m } }`,
)
const NEVER = new Promise<never>(() => undefined)

interface Way {
  /** What its runs do of the store. */
  readonly storeOf?: (store: Store) => Store
  readonly send: (message: Message, minutes: number) => ReturnType<Pager['send']>
}

/** One of three Regions, of which the others are gone, runs once a minute; what it sends, by the minute. */
async function alone(minutes: number, { storeOf = (store) => store, send }: Way) {
  const { clock, store } = storeInStepTime(NOON)
  const sent: { readonly message: Message; readonly minute: number }[] = []
  const minute = () => (clock.now() - NOON) / MINUTE_MS
  const pager: Pager = {
    async send(message) {
      sent.push({ message, minute: minute() })
      return send(message, minute())
    },
  }
  const reading = { clock, store: storeOf(store), settings: SETTINGS, vantage: 'eu', freshMs: 210_000 }
  for (let run = 0; run < minutes; run++) {
    const view = aView({ vantage: 'eu', subject: 'node:fra1-a', severity: 'critical', asOf: clock.now() })
    await store.putView({ ...view, since: NOON - MINUTE_MS, openedAt: NOON, phaseSince: NOON })
    void pageDue({
      ...reading,
      facts: await readDueFacts(reading),
      equip: async () => ({ pager, links: NO_LINKS }),
      log: { info: () => undefined, warn: () => undefined },
      turns: regionTurns(3),
      looks: [],
    })
    await clock.runTo(NOON + (run + 1) * MINUTE_MS)
  }
  return { sent, minutes: sent.map((one) => Math.floor(one.minute)), records: await store.sent() }
}

const taken = async () => ({ messageId: 'm', channel: 'sns eu' })
const WORD = 'This may have reached you before'

describe('F18: a Region whose every run dies after its publish', () => {
  const dies: Way = { storeOf: (store) => ({ ...store, record: () => NEVER }), send: taken }

  it('F18: tells the same notice three times in 29 min, and says from the second on that it may have been there', async () => {
    const { sent } = await alone(29, dies)
    assert.ok(sent.length <= 3, `${sent.length} times`)
    const said = sent.map(({ message }) => [
      message.text.includes(WORD),
      /May have reached you|Maybe told/.test(message.sms),
    ])
    assert.deepEqual(said, [
      [false, false],
      [true, true],
      [true, true],
    ])
    assert.ok(sent.every(({ message }) => message.text.startsWith(message.title)))
  })

  it('F18: leaves it to the others for ten minutes, then for an hour at a time', async () => {
    const { minutes } = await alone(180, dies)
    const [first, second, third, ...more] = minutes as [number, number, number, ...number[]]
    assert.equal(first, 0)
    assert.ok(second <= 3)
    assert.ok(third - second >= 10)
    assert.ok(more.length <= 3 && more.every((at, place) => at - [third, ...more][place]! >= 60))
  })
})

describe('F18: a claim without a record', () => {
  it('F18: does not keep its own Region from the next round when nothing can have arrived', async () => {
    const { minutes, sent, records } = await alone(6, {
      send: async (message, minute) =>
        minute < 4
          ? {
              messageId: '',
              channel: 'none',
              untaken: message.notices.map((notice) => ({ notice, because: 'no', outcome: 'refused' })),
            }
          : taken(),
    })
    assert.deepEqual(minutes, [0, 1, 2, 3, 4])
    assert.equal(records.length, 1)
    assert.ok(sent.every(({ message }) => !message.text.includes(WORD)))
  })

  it('F18: is tried on by a Region that lives and gets no answer, and told soon after it gets one', async () => {
    const { minutes, sent, records } = await alone(70, {
      send: async (_message, minute) => {
        if (minute < 60) throw new Error('no answer in time')
        return taken()
      },
    })
    assert.equal(records.length, 1)
    assert.ok(minutes.at(-1)! <= 63, String(minutes))
    assert.ok(sent.at(-1)!.message.text.includes(WORD))
  })
})
