/** Stories of a node that comes and goes: told once as what it is, and not as an outage or a partition. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nightWith, PEOPLE } from '../kit/night.ts'

const SETTINGS = `${PEOPLE}
escalation:
  critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 60m }
  warning: { steps: [{ after: 0s, notify: [ann] }] }
`

/** Minutes away in each so many minutes, from the third minute on, for so long. */
async function comesAndGoes({ away, of, until }: { away: number; of: number; until: number }) {
  const night = nightWith(SETTINGS)
  for (let minute = 3; minute < until; minute += of) {
    await night.until(minute)
    night.breaks('fra1-a')
    await night.until(minute + away)
    night.mends('fra1-a')
  }
  return night
}

const kinds = (heard: readonly string[], reason: string) =>
  heard.filter((one) => one.split(' ')[1] === reason).map((one) => one.split(' ').slice(2).join(' '))

it('S9: 90 s up and 30 s down: told within the hour as unsteady, never as a partition, and over once it stays', async () => {
  const night = await comesAndGoes({ away: 0.5, of: 2, until: 62 })
  const opened = kinds(night.heard('ann'), 'opening')
  assert.deepEqual(
    opened.filter((one) => !one.startsWith('node-down')),
    ['unsteady node:fra1-a'],
  )
  await night.until(100)
  assert.ok(kinds(night.heard('ann'), 'close').includes('unsteady node:fra1-a'))
})

it('S9: 240 s up and 60 s down: told within the hour as unsteady', async () => {
  const night = await comesAndGoes({ away: 1, of: 5, until: 60 })
  assert.deepEqual(
    kinds(night.heard('ann'), 'opening').filter((one) => !one.startsWith('node-down')),
    ['unsteady node:fra1-a'],
  )
})

it('S9: 60 s up and 60 s down is unsteady, and no partition', async () => {
  const night = await comesAndGoes({ away: 1, of: 2, until: 60 })
  const opened = kinds(night.heard('ann'), 'opening').filter((one) => !one.startsWith('node-down'))
  assert.deepEqual(opened, ['unsteady node:fra1-a'])
})

it('S9: two restarts of two minutes, or one outage of twenty, are not unsteady', async () => {
  for (const times of [
    { away: 2, of: 20, until: 40 },
    { away: 20, of: 60, until: 60 },
  ]) {
    const night = await comesAndGoes(times)
    assert.deepEqual(
      kinds(night.heard('ann'), 'opening').filter((one) => one.startsWith('unsteady')),
      [],
    )
  }
})

it('S9: two short restarts and then an outage of twenty minutes are an outage, and not unsteady afterwards', async () => {
  const night = await comesAndGoes({ away: 2, of: 10, until: 20 })
  await night.until(25)
  night.breaks('fra1-a')
  await night.until(45)
  night.mends('fra1-a')
  await night.until(65)
  const opened = kinds(night.heard('ann'), 'opening')
  assert.ok(opened.some((one) => one.startsWith('node-down')))
  assert.deepEqual(
    opened.filter((one) => one.startsWith('unsteady')),
    [],
  )
})
