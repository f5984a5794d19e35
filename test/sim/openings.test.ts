/** The law of one voice: over ten thousand openings without trouble, hardly anybody is told twice. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { chance } from './chance.ts'
import { pagingSettings, playIncident, regionsNamed } from './regions.ts'

const OPENINGS = 10_000
/** Long enough for every Region to wake twice and have its turn. */
const FOR_MS = 150_000
const DOUBLED_MAX = 0.001

for (const regions of [2, 3, 5])
  it(`${OPENINGS} openings from ${regions} Regions that wake at any second of the minute`, async (t) => {
    const settings = pagingSettings(regionsNamed(regions))
    let doubled = 0
    for (let seed = 0; seed < OPENINGS; seed++) {
      const arrivals = await playIncident({ settings, trouble: 'none', chance: chance(seed), forMs: FOR_MS })
      assert.ok(arrivals.length >= 1, `nobody was told of the opening with seed ${seed}`)
      if (arrivals.length > 1) doubled++
    }
    t.diagnostic(`${regions} Regions: ${doubled} of ${OPENINGS} openings were told more than once`)
    assert.ok(doubled <= OPENINGS * DOUBLED_MAX, `${doubled} of ${OPENINGS} were told more than once`)
  })
