/** Stories of one event that looks like several: one page, and none that waits behind an explanation nobody hears. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { NODES } from '../domain/made-up-fleet.ts'
import { nightWith, PEOPLE } from '../kit/night.ts'

const SETTINGS = `${PEOPLE}
escalation:
  critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 60m }
  warning: { steps: [{ after: 0s, notify: [ann] }] }
`
const HOUR_MS = 3_600_000

const opened = (heard: readonly string[]) =>
  heard.flatMap((one) =>
    one
      .replace(/^\d+ /, '')
      .split(' + ')
      .flatMap((said) => (said.startsWith('opening ') ? [said.replace('opening ', '')] : [])),
  )

it('S3: with node-down muted, a fleet that goes dark is told as its dark data centres', async () => {
  const night = nightWith(SETTINGS)
  await night.until(5)
  const at = night.now()
  await night.does({
    id: 'mute-1',
    what: 'mute',
    at,
    who: 'ann',
    until: at + 12 * HOUR_MS,
    scope: 'kind:node-down',
    reason: 'flaky host',
  })
  night.breaks(...NODES)
  await night.until(9)
  const told = opened(night.heard('ann'))
  assert.ok(
    told.some((one) => one.startsWith('data-center-dark')),
    `nothing critical within four minutes: ${told}`,
  )
  assert.deepEqual(
    told.filter((one) => one.startsWith('node-down')),
    [],
  )
})

it('F8: a chain that stops for a quarter of an hour is one page, though Lodestar calls itself syncing', async () => {
  const night = nightWith(SETTINGS)
  night.callSyncing(32, 'sgp1-a')
  await night.until(5)
  night.chainIs('stopped')
  await night.until(20)
  assert.deepEqual(opened(night.heard('ann')), ['network-stall network'])
  night.chainIs('moving')
  await night.until(40)
  assert.deepEqual(opened(night.heard('ann')), ['network-stall network'])
  assert.ok(night.heard('ann').some((one) => one.endsWith('close network-stall network')))
})

it('F9: a data centre cut from two Regions of three is a partition, also while the third misses looks', async () => {
  const site = NODES.filter((id) => id.startsWith('fra1'))
  const night = nightWith(SETTINGS)
  await night.until(5)
  night.wayIs('cut', 'eu', ...site)
  night.wayIs('cut', 'us', ...site)
  await night.until(20)
  // Until the third one looks again it cannot be told from a dark site; then that ends, and nothing flips.
  const first = ['data-center-dark data-center:fra1', 'partition data-center:fra1']
  assert.deepEqual(opened(night.heard('ann')), first)
  assert.ok(night.heard('ann').some((one) => one.includes('close data-center-dark data-center:fra1')))
  for (const minute of [20, 23, 26]) {
    await night.until(minute)
    night.misses('ap')
  }
  await night.until(30)
  assert.deepEqual(opened(night.heard('ann')), first)
  night.wayIs('cut', 'ap', ...site)
  await night.until(34)
  assert.deepEqual(opened(night.heard('ann')), [...first, 'data-center-dark data-center:fra1'])
})
