/** Laws of step names: what is written is read again as it was meant. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readStep, writeStep } from '../../../lib/domain/people/step-name.ts'

const SPELLINGS = [
  [{ what: 'critical', place: 1 }, 'critical-1'],
  [{ what: 'warning', place: 12 }, 'warning-12'],
  [{ what: 'repeat', times: 3 }, 'repeat-3'],
  [{ what: 'drill', region: 'eu-central-1' }, 'drill-eu-central-1'],
  [{ what: 'close' }, 'close'],
  [{ what: 'mute-ended' }, 'mute-ended'],
] as const

for (const [parts, name] of SPELLINGS)
  it(`${name} is written and read as one thing`, () => {
    assert.equal(writeStep(parts), name)
    assert.deepEqual(readStep(name), parts)
  })
