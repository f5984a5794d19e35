/** Proves that nothing that somebody else wrote can move a cursor, set a title, or turn a line around. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sayMutes } from '../../../bin/commands/mutes.ts'
import { sayProblem } from '../../../lib/domain/settings/problem.ts'
import { terminalSafe } from '../../../lib/domain/text/terminal-safe.ts'

const EVIL = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\u200b\r\u0000'

test('H7: no control or direction character is left, and all else is as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(terminalSafe(text).replace(/[\n\t]/g, ''), /[\p{Cc}\p{Cf}]/u)
    }),
  )
  assert.equal(terminalSafe('Größe: 12 µs\tok\n'), 'Größe: 12 µs\tok\n')
  assert.doesNotMatch(terminalSafe(EVIL), /[\p{Cc}\p{Cf}]/u)
})

test('H7: a mute is listed without what its reason or its author would do to a terminal', () => {
  const quiet = { id: 'm', scope: 'kind:slow', from: 0, until: 9e5, who: EVIL, reason: EVIL } as const
  assert.doesNotMatch(sayMutes([quiet], 1).trimEnd(), /[\p{Cc}\p{Cf}]/u)
})

test('H7: nor does a problem of the settings', () => {
  const problem = { file: `a${EVIL}.yaml`, line: 1, column: 2, message: `x ${EVIL}` }
  assert.doesNotMatch(sayProblem(problem as Parameters<typeof sayProblem>[0]), /[\p{Cc}\p{Cf}]/u)
})
