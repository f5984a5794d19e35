/** Instants as people write them: with a time zone or not at all, and no day that the calendar has not. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readInstant } from '../../../lib/domain/text/time.ts'

describe('an instant is read', () => {
  const cases: readonly (readonly [text: string, instant: string | undefined])[] = [
    ['2026-11-23T08:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00+01:00', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T23:30:15.5-02:00', '2026-11-24T01:30:15.500Z'],
    ['2028-02-29T00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-11-23T08:00', undefined],
    ['2026-11-23', undefined],
    ['2026-02-29T08:00Z', undefined],
    ['2026-11-31T08:00+01:00', undefined],
    ['2026-13-01T08:00Z', undefined],
    ['2026-11-23T25:00Z', undefined],
    ['2026-11-23T08:00+25:00', undefined],
    ['tomorrow', undefined],
  ]
  for (const [text, instant] of cases)
    it(`${text}: ${instant ?? 'none'}`, () => {
      const ms = readInstant(text)
      assert.equal(ms === undefined ? undefined : new Date(ms).toISOString(), instant)
    })
})
