/** Laws of the log of a watch: its warnings stand on the screen while they last, and all are said again at the end. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { watchLog } from '../../lib/local/watch-log.ts'
import { testClock } from '../contract/engines.ts'
import { recordingLog } from '../kit/recording-log.ts'

const MINUTE = 60_000

describe('S10: the log of a watch', () => {
  it('shows a reason while it lasts, once, and says it again at the end with how long it lasted', () => {
    const clock = testClock()
    const beneath = recordingLog()
    const { log, troubles, summary } = watchLog(clock, beneath.log)
    for (let minute = 0; minute < 3; minute++) {
      log.warn('the store takes nothing', { because: 'database or disk is full' })
      clock.advance(MINUTE)
    }
    log.warn('message not sent', { contact: 'team', because: new Error('line is down') })
    assert.deepEqual(troubles(), [
      'the store takes nothing: database or disk is full',
      'message not sent to team: line is down',
    ])
    clock.advance(5 * MINUTE)
    assert.deepEqual(troubles(), [])
    const [store, message] = summary()
    assert.match(store!, /^3 times from .*Z to .*Z: the store takes nothing: database or disk is full$/)
    assert.match(message!, /^\S+ \S+Z: message not sent to team: line is down$/)
    assert.equal(beneath.warned.length, 4)
  })
})
