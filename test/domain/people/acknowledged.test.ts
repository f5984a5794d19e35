/** Laws of acknowledgements: who has an incident in hand now, until when, and what takes that back. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { acknowledgedNow, acknowledgements } from '../../../lib/domain/people/acknowledged.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'

const about = { kind: 'node-down', subject: 'node:fra1-a', incident: 'K7QX2' } as const

function ack(who: string, at: number, until: number): Deed {
  return { ...about, what: 'ack', id: `ack-${who}`, who, at, until }
}
function escalate(at: number): Deed {
  return { ...about, what: 'escalate', id: `escalate-${at}`, who: 'ann', at, until: 1_000 }
}

it('an acknowledgement counts from when it was made, and no longer at its end', () => {
  const deeds = [ack('ann', 10, 20)]
  const now = (at: number) => acknowledgedNow(deeds, at)?.who
  assert.deepEqual([9, 10, 19, 20].map(now), [undefined, 'ann', 'ann', undefined])
})

it('of several acknowledgements that count now the one that lasts longest is named', () => {
  const deeds = [ack('ann', 10, 30), ack('ben', 11, 50), ack('cem', 12, 40)]
  assert.equal(acknowledgedNow(deeds, 15)?.who, 'ben')
  assert.equal(acknowledgedNow(deeds.toReversed(), 15)?.who, 'ben')
})

it('whoever asks for more people takes back what was acknowledged before, and not what comes later', () => {
  const deeds = [ack('ann', 10, 50), escalate(20), ack('ben', 30, 60)]
  assert.deepEqual(
    acknowledgements(deeds).map(({ who, until }) => [who, until]),
    [
      ['ann', 20],
      ['ben', 60],
    ],
  )
})

it('acknowledgements are told oldest first, in whatever order they were read', () => {
  const deeds = [ack('cem', 30, 60), ack('ann', 10, 60), ack('ben', 20, 60)]
  assert.deepEqual(
    acknowledgements(deeds).map(({ who }) => who),
    ['ann', 'ben', 'cem'],
  )
})
