/** The law of faults: whatever one Region's trouble is, each step is told at least once, seldom twice, and in time. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import { holdPageToGolden } from '../kit/golden.ts'
import { chance } from './chance.ts'
import { type Arrival, pagingSettings, playIncident, regionsNamed, type Trouble } from './regions.ts'

const MINUTE_MS = 60_000
const PLAYS = 300
/** Every judge runs once a minute, so without trouble the first one to know speaks within a minute and its turn. */
const LATE_MS_MAX = 2 * MINUTE_MS
/** The steps of the settings: Ann at once, Bob five minutes later. */
const STEPS = [
  { contact: 'ann', dueMs: 0 },
  { contact: 'bob', dueMs: 5 * MINUTE_MS },
]

/** The most that each contact may hear of a step, by how many Regions there are. */
const TROUBLES: readonly (readonly [Trouble, (regions: number) => number])[] = [
  ['none', () => 1],
  ['stops before its claim', () => 2],
  ['stops after its claim', () => 2],
  ['stops after its publish, before its record', () => 2],
  ['every run stops after its publish', () => 2],
  ['its publish fails', () => 2],
  ['its publish succeeds, but the answer is lost', () => 2],
  ['its replica lags 5 minutes', () => 2],
  ['its store is down', () => 2],
  ['its clock is 30 s ahead', () => 2],
  ['its clock is 30 s behind', () => 2],
  ['every replica lags 5 minutes', (regions) => regions],
]

interface Outcome {
  readonly sendsMin: number
  readonly sendsMax: number
  /** The part of steps that were told more than once. */
  readonly doubled: number
  readonly lateMsMax: number
}

const rows: string[] = []
for (const regions of [2, 3, 5])
  describe(`${regions} Regions`, () => {
    for (const [trouble, sendsMax] of TROUBLES)
      it(trouble === 'none' ? 'without trouble: exactly once' : `one of them: ${trouble}`, async () => {
        const outcome = await outcomeOf(trouble, regions)
        rows.push(rowOf(trouble, regions, outcome))
        assert.ok(outcome.sendsMin >= 1, 'a step was told to nobody')
        assert.ok(outcome.sendsMax <= sendsMax(regions), `${outcome.sendsMax} sends`)
        const { lengthMs, count } = regionTurns(regions)
        const lateMsMax = LATE_MS_MAX + lengthMs * count
        assert.ok(
          outcome.lateMsMax <= lateMsMax,
          `${outcome.lateMsMax} ms late, expected ${lateMsMax} at most`,
        )
      })
  })

async function outcomeOf(trouble: Trouble, count: number): Promise<Outcome> {
  const settings = pagingSettings(regionsNamed(count))
  const told: (readonly Arrival[])[] = []
  const lateMs: number[] = []
  for (let seed = 0; seed < PLAYS; seed++) {
    const arrivals = await playIncident({ settings, trouble, chance: chance(seed), forMs: 10 * MINUTE_MS })
    for (const { contact, dueMs } of STEPS) {
      const its = arrivals.filter((arrival) => arrival.contact === contact)
      told.push(its)
      lateMs.push(Math.min(...its.map(({ atMs }) => atMs)) - dueMs)
    }
  }
  const sends = told.map(({ length }) => length)
  return {
    sendsMin: Math.min(...sends),
    sendsMax: Math.max(...sends),
    doubled: sends.filter((times) => times > 1).length / sends.length,
    lateMsMax: Math.max(...lateMs),
  }
}

const WORDS: Partial<Record<Trouble, string>> = { none: 'no trouble' }

function rowOf(
  trouble: Trouble,
  regions: number,
  { sendsMin, sendsMax, doubled, lateMsMax }: Outcome,
): string {
  const sends = sendsMin === sendsMax ? `${sendsMin}` : `${sendsMin} to ${sendsMax}`
  const seconds = Math.ceil(lateMsMax / 1_000)
  return `| ${WORDS[trouble] ?? trouble} | ${regions} | ${sends} | ${(doubled * 100).toFixed(0)} % | ${seconds} s |`
}

/** Kept in the docs. */
after(() => {
  const table = [
    '| trouble of one Region | Regions | times each step is told | told more than once | latest |',
    '|---|---|---|---|---|',
    ...rows,
  ]
  console.log(table.join('\n'))
  holdPageToGolden('docs/paging.md', { faults: `${table.join('\n')}\n` })
})
