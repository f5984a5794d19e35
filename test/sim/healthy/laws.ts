/** Laws: what holds of every healthy night, with three Regions and with five; six of these make ten days. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NightPlan, playNight } from './nights.ts'
import { liesIn, silencesIn } from './truth.ts'

const HOURS = 40
const REGIONS = ['eu', 'us', 'ap', 'sa', 'af']
const COUNTS = [3, 5]

export function healthyNights({ missed, seed }: Pick<NightPlan, 'missed' | 'seed'>): void {
  for (const count of COUNTS) {
    describe(`${HOURS} h with ${count} Regions and ${missed * 100} % missed slots`, () => {
      it('page nobody critically, and warn of exactly what was wrong', async () => {
        const regions = REGIONS.slice(0, count)
        const played = await playNight({ regions, hours: HOURS, missed, seed: seed + 10 * count })
        assert.ok(played.rounds > HOURS * 55 * count, `only ${played.rounds} rounds were played`)
        assert.deepEqual(liesIn(played.messages, played.truths), [])
        assert.deepEqual(silencesIn(played.messages, played.truths), [])
        assert.deepEqual(played.warnings, [])
      })
    })
  }
}
