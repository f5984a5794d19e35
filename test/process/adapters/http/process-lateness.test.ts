/** Laws of the lateness of a process, by a clock that moves when it is told to. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { processLateness } from '../../../../lib/adapters/http/process-lateness.ts'

describe('F14: lateness of the process', () => {
  it('is counted from one beat to the next while something is waited for, and by nobody before', () => {
    let now = 0
    const lateness = processLateness(() => now)
    now = 60_000
    const first = lateness.begin()
    now += 1_025
    const second = lateness.begin()
    now += 40
    assert.equal(second(), 0)
    assert.equal(first(), 1_000)
    now += 60_000
    assert.equal(lateness.begin()(), 0)
  })
})
