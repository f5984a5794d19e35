/** What may be muted: what the settings have, every kind but `blind`, and nothing by a slip of the finger. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readMuteScope } from '../../../lib/domain/people/mute-scope.ts'
import { fleetSettings } from '../made-up-fleet.ts'

const fleet = fleetSettings()

describe('a scope is taken', () => {
  for (const typed of ['node:fra1-a', 'data-center:ams1', 'kind:slow'])
    it(typed, () => assert.deepEqual(readMuteScope(typed, fleet), { ok: true, value: typed }))
  for (const typed of ['node:anything', 'data-center:anywhere', 'kind:slow'])
    it(`${typed}, where no settings are at hand`, () =>
      assert.deepEqual(readMuteScope(typed, null), { ok: true, value: typed }))
})

describe('a scope is refused', () => {
  const cases: readonly (readonly [typed: string, problem: RegExp])[] = [
    ['kind:blind', /^kind:blind cannot be muted: .*silence must not pass for health$/],
    ['kind:slwo', /^there is no kind slwo; did you mean kind:slow\?$/],
    ['node:fra1-aa', /^there is no node fra1-aa; did you mean node:fra1-a\?$/],
    [
      'data-center:london',
      /^there is no data centre london; expected one of data-center:fra1, data-center:ams1,/,
    ],
    ['fra1', /^"fra1" is no scope, expected .*; did you mean data-center:fra1\?$/],
    ['fra1-a', /did you mean node:fra1-a\?$/],
    ['blind', /^"blind" is no scope, expected node:ID, data-center:ID or kind:KIND$/],
    ['node:', /^"node:" is no scope/],
    ['fleet', /^"fleet" is no scope/],
    ['', /^"" is no scope/],
  ]
  for (const [typed, problem] of cases)
    it(typed || 'nothing', () => {
      const read = readMuteScope(typed, fleet)
      assert.match(read.ok ? 'taken' : read.error, problem)
    })
  it('kind:blind, also where no settings are at hand', () =>
    assert.equal(readMuteScope('kind:blind', null).ok, false))
})
