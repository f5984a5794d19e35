/** Stories of escalation: who is told what, when, until somebody answers; minutes are after noon. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { NOON } from '../domain/made-up-fleet.ts'
import { nightWith, PEOPLE } from '../kit/night.ts'

const THREE_STEPS = `${PEOPLE}
thresholds: { node-down: { severity: critical } }
escalation:
  critical:
    steps: [{ after: 0s, notify: [ann] }, { after: 5m, notify: [bob] }, { after: 10m, notify: [eve] }]
    repeatEvery: 15m
  warning: { steps: [{ after: 5m, notify: [ann] }] }
`

it('a plain incident: one page when it has lasted, one when it has been well for five minutes', async () => {
  const night = nightWith(THREE_STEPS)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(6)
  night.mends('fra1-a')
  await night.until(60)
  assert.deepEqual(night.heard('ann'), ['3 opening node-down node:fra1-a', '11 close node-down node:fra1-a'])
  assert.deepEqual(night.heard('bob'), [])
})

it('nobody answers: the next step at five minutes, the last at ten, then again every 15, and all hear the end', async () => {
  const night = nightWith(THREE_STEPS)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(38)
  assert.deepEqual(night.heard('ann'), [
    '3 opening node-down node:fra1-a',
    '18 repeat node-down node:fra1-a',
    '34 repeat node-down node:fra1-a',
  ])
  assert.deepEqual(night.heard('bob'), [
    '8 escalated node-down node:fra1-a',
    '23 repeat node-down node:fra1-a',
  ])
  assert.deepEqual(night.heard('eve'), [
    '13 escalated node-down node:fra1-a',
    '28 repeat node-down node:fra1-a',
  ])
  night.mends('fra1-a')
  await night.until(60)
  for (const contact of ['ann', 'bob', 'eve'])
    assert.match(night.heard(contact).at(-1)!, /^4\d close node-down node:fra1-a$/)
})

it('acknowledged: nobody else is woken; expired and still open: the same people again, then the next step', async () => {
  const night = nightWith(THREE_STEPS)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(7)
  await night.acknowledges('ann', 30)
  await night.until(36)
  assert.deepEqual(night.heard('ann'), ['3 opening node-down node:fra1-a'])
  assert.deepEqual(night.heard('bob'), [])
  await night.until(42)
  assert.deepEqual(night.heard('ann').slice(1), ['37 ack-expired node-down node:fra1-a'])
  assert.deepEqual(night.heard('bob'), ['38 escalated node-down node:fra1-a'])
})

it('the rotation passes on in the middle: the next one is told, and both hear the end', async () => {
  const night = nightWith(`${PEOPLE}
rotations: [{ id: primary, people: [ann, bob], handover: "Sun 12:10", timeZone: UTC }]
thresholds: { node-down: { severity: critical } }
escalation: { critical: { steps: [{ after: 0s, notify: [primary] }], repeatEvery: 15m } }`)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(9)
  const [first, next] = night.heard('ann').length > 0 ? (['ann', 'bob'] as const) : (['bob', 'ann'] as const)
  assert.deepEqual(night.heard(first), ['3 opening node-down node:fra1-a'])
  await night.until(15)
  assert.deepEqual(night.heard(next), ['10 handover node-down node:fra1-a'])
  night.mends('fra1-a')
  await night.until(30)
  assert.deepEqual(night.heard(first), ['3 opening node-down node:fra1-a', '20 close node-down node:fra1-a'])
  assert.deepEqual(night.heard(next), ['10 handover node-down node:fra1-a', '20 close node-down node:fra1-a'])
})

it('a node that flaps ten times in ten minutes pages once, and the end says how often it came back', async () => {
  const night = nightWith(`${THREE_STEPS}
cadence: 12s`)
  await night.until(2)
  night.breaks('fra1-a')
  await night.until(4)
  for (let flap = 0; flap < 10; flap++) {
    night.mends('fra1-a')
    await night.until(4 + flap + 0.5)
    night.breaks('fra1-a')
    await night.until(4 + flap + 1)
  }
  night.mends('fra1-a')
  await night.until(25)
  assert.deepEqual(
    night.heard('ann').map((one) => one.split(' ')[1]),
    ['opening', 'close'],
  )
  assert.match(night.messages('ann').at(-1)!.text, /seemed over (9|10|11) times before and came back/)
})

it('a dark data centre is one page for its ten nodes', async () => {
  const eight = Array.from({ length: 8 }, (_, index) => `sgp1-${index}`)
  const ten = ['sgp1-a', 'sgp1-b', ...eight]
  const nodes = eight.map(
    (id, index) => `  - { id: ${id}, url: "http://127.0.0.1:${9_100 + index}", dataCenter: sgp1 }`,
  )
  const night = nightWith(
    `${nodes.join('\n')}
${THREE_STEPS}`.replace('dataCenters: [', 'dataCenters: [{ id: sgp1 }, '),
  )
  await night.until(3)
  night.breaks(...ten)
  await night.until(8)
  assert.deepEqual(night.heard('ann'), ['3 opening data-center-dark data-center:sgp1'])
  assert.match(night.messages('ann')[0]!.text, /10 of 15 nodes/)
  night.mends(...ten)
  await night.until(20)
  assert.deepEqual(night.heard('ann').slice(1), ['13 close data-center-dark data-center:sgp1'])
})

it('a mute ends and it is still open: paged then, with what the mute held back', async () => {
  const night = nightWith(THREE_STEPS)
  const mute = { id: 'mute-1', what: 'mute', scope: 'node:fra1-a', who: 'ann', reason: 'new disk' } as const
  await night.does({ ...mute, at: night.now(), until: NOON + 20 * 60_000 })
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(20)
  assert.deepEqual(night.heard('ann'), [])
  await night.until(24)
  assert.deepEqual(night.heard('ann'), ['20 opening node-down node:fra1-a + mute-ended muted mute:mute-1'])
  assert.deepEqual(night.heard('bob'), [])
  await night.until(27)
  assert.deepEqual(night.heard('bob'), ['25 escalated node-down node:fra1-a'])
})

it('critical, and over before anyone answers: one "cleared, nobody acknowledged", and the machine waits half an hour', async () => {
  const night = nightWith(`${PEOPLE}
thresholds: { node-down: { severity: critical } }
escalation: { critical: { steps: [{ after: 0s, notify: [ann, pagerduty] }, { after: 20m, notify: [bob] }], repeatEvery: 60m } }`)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(6)
  night.mends('fra1-a')
  await night.until(34)
  assert.deepEqual(night.heard('ann'), ['3 opening node-down node:fra1-a', '11 close node-down node:fra1-a'])
  assert.match(night.messages('ann').at(-1)!.title, /nobody acknowledged/)
  assert.deepEqual(night.heard('bob'), [])
  assert.deepEqual(night.heard('pagerduty'), ['3 opening node-down node:fra1-a'])
  await night.until(40)
  assert.deepEqual(night.heard('pagerduty').slice(1), ['35 resolve node-down node:fra1-a'])
})

it('a Region that dies with its view open neither keeps the incident alive nor brings it back', async () => {
  const night = nightWith(THREE_STEPS)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(7)
  night.dies('us')
  night.mends('fra1-a')
  await night.until(60)
  assert.deepEqual(
    night.heard('ann').filter((one) => one.includes('node-down')),
    ['3 opening node-down node:fra1-a', '12 close node-down node:fra1-a'],
  )
})

it('many at once are one message a contact, and the phone rings once', async () => {
  const night = nightWith(`${PEOPLE}
thresholds: { node-down: { severity: critical } }
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }] } }`)
  await night.until(3)
  night.breaks('fra1-b', 'ams1-a')
  await night.until(5)
  assert.equal(night.messages('ann').length, 1)
  assert.equal(night.messages('ann')[0]!.notices.length, 2)
})

it('a text message that comes hours late is known by its own words: older, and superseded by the last one', async () => {
  const night = nightWith(THREE_STEPS)
  await night.until(3)
  night.breaks('fra1-a')
  await night.until(21)
  night.mends('fra1-a')
  await night.until(40)
  const texts = night.messages('ann').map(({ sms }) => sms)
  const sentAt = texts.map((text) => /[Ss]ent (\d\d:\d\d:\d\d)Z 22 Nov/.exec(text)![1]!)
  assert.deepEqual(sentAt, ['12:03:30', '12:18:50', '12:26:50'])
  const [id] = new Set(night.messages('ann').map(({ notices }) => notices[0]!.incident))
  for (const text of texts) assert.ok(text.includes(id!))
  assert.match(texts.at(-1)!, new RegExp(`older ${id} texts superseded`))
})

it('nothing can be sent for half an hour: whatever opened is told as soon as something can, also what went', async () => {
  const night = nightWith(THREE_STEPS)
  night.channelsAre('down')
  await night.until(3)
  night.breaks('fra1-a', 'ams1-a')
  await night.until(6)
  night.mends('ams1-a')
  await night.until(30)
  assert.deepEqual(night.heard('ann'), [])
  night.channelsAre('up')
  await night.until(34)
  assert.deepEqual(
    night.heard('ann').map((one) => one.replace(/^\d+ /, '')),
    ['close node-down node:ams1-a', 'opening node-down node:fra1-a'],
  )
})

it('whatever is muted stands in every message, and a mute of one node keeps no other quiet', async () => {
  const night = nightWith(THREE_STEPS)
  const mute = { id: 'mute-1', what: 'mute', scope: 'node:fra1-a', who: 'ann', reason: 'new disk' } as const
  await night.does({ ...mute, at: night.now(), until: NOON + 90 * 60_000 })
  await night.until(3)
  night.breaks('fra1-a', 'ams1-b')
  await night.until(6)
  assert.deepEqual(night.heard('ann'), ['3 opening node-down node:ams1-b'])
  assert.match(
    night.messages('ann')[0]!.text,
    /^Muted now: node:fra1-a until 13:30:00Z \(ann: new disk\)\.$/m,
  )
})

const AT_ONCE = `${PEOPLE}
escalation:
  critical: { steps: [{ after: 0s, notify: [bob] }], repeatEvery: 60m }
  warning: { steps: [{ after: 0s, notify: [ann] }] }
`
const PRYSM = ['fra1-c', 'ams1-a', 'sgp1-b']
const OTHERS = ['fra1-a', 'fra1-b', 'ams1-b', 'sgp1-a']

it('F20: a group that becomes the fleet is told within it, and nobody hears that it is over while it is not', async () => {
  const night = nightWith(AT_ONCE)
  await night.until(3)
  night.executionIs('gone', ...PRYSM)
  await night.until(10)
  assert.deepEqual(night.heard('ann'), ['4 opening execution-offline client:prysm'])
  night.executionIs('gone', ...OTHERS)
  await night.until(40)
  assert.deepEqual(night.heard('ann').slice(1), [])
  assert.match(night.heard('bob').join(), /^1\d opening execution-offline fleet$/)
  assert.match(
    night.messages('bob')[0]!.text,
    /^It began as all nodes with client prysm at .* \(\w{5}\), and is told as this from now on\.$/m,
  )
  night.executionIs('there', ...OTHERS)
  await night.until(60)
  // Three of seven are a warning, which is told to whom warnings are told; nothing is over.
  assert.deepEqual(night.heard('ann').slice(1), ['40 opening execution-offline fleet'])
  assert.match(night.messages('ann')[1]!.title, /3 of the fleet's 7 nodes have lost the execution client/)
  assert.deepEqual(night.heard('bob').slice(1), [])
  night.executionIs('there', ...PRYSM)
  await night.until(70)
  assert.deepEqual(
    night
      .heard('ann')
      .slice(2)
      .map((one) => one.replace(/^6\d /, '')),
    ['close execution-offline client:prysm + close execution-offline fleet'],
  )
  assert.match(night.heard('bob').slice(1).join(), /^6\d close execution-offline fleet$/)
})

it('F20: one more node of another client, or one that is well again, leaves the group what it is', async () => {
  const night = nightWith(AT_ONCE)
  await night.until(3)
  night.executionIs('gone', ...PRYSM)
  await night.until(10)
  night.executionIs('gone', 'fra1-a')
  await night.until(25)
  night.executionIs('there', 'fra1-c')
  await night.until(40)
  assert.deepEqual(
    night.heard('ann').map((one) => one.replace(/^\d+ /, '')),
    ['opening execution-offline client:prysm', 'opening execution-offline node:fra1-a'],
  )
  night.executionIs('there', ...PRYSM)
  await night.until(50)
  assert.match(night.heard('ann').slice(2).join(), /^4\d close execution-offline client:prysm$/)
})
