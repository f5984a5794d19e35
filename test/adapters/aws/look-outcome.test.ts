/** Laws of a look's outcome: what one function writes the other reads, and no event without a look breaks the judge. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { it } from 'node:test'
import { readLookOutcome, writeLookOutcome } from '../../../lib/adapters/aws/look-outcome.ts'
import type { Log } from '../../../lib/ports.ts'
import { aLook } from '../../contract/nouns.ts'
import { fleetSettings, lookOf } from '../../domain/made-up-fleet.ts'

const QUIET: Log = { info: () => undefined, warn: (what) => assert.fail(what) }

it('a look comes through an event of Lambda as it was', async () => {
  const taken = { look: lookOf(fleetSettings()), stored: false }
  const event = { version: '1.0', responsePayload: await writeLookOutcome(taken) }
  assert.deepEqual(await readLookOutcome(JSON.parse(JSON.stringify(event)), QUIET), taken)
})

it('a look too large for an event is announced and left in the table', async () => {
  const look = aLook({ settings: randomBytes(300_000).toString('base64') })
  const handed = await writeLookOutcome({ look, stored: true })
  assert.deepEqual(handed, { vantage: look.vantage, at: '2026-11-22T10:04:00.000Z', stored: true })
  assert.equal(await readLookOutcome({ responsePayload: handed }, QUIET), null)
})

for (const event of [
  { at: '2026-11-22T10:04:00Z' },
  { responsePayload: null },
  { responsePayload: { errorType: 'Error', errorMessage: 'timed out' } },
  {},
  null,
])
  it(`${JSON.stringify(event)} holds no look`, async () =>
    assert.equal(await readLookOutcome(event, QUIET), null))

it('a look that cannot be read is said, and keeps no judge from its work', async () => {
  const warnings: string[] = []
  const log: Log = { info: () => undefined, warn: (what) => void warnings.push(what) }
  assert.equal(await readLookOutcome({ responsePayload: { look: 'AAAA', stored: true } }, log), null)
  assert.deepEqual(warnings, ['handed look not read'])
})
