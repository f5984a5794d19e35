/** What a node says of itself: its progress, peers, programs and name; what it leaves out is unknown. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readIdentity } from '../../../../lib/domain/look/reply/identity.ts'
import { readPeerCount } from '../../../../lib/domain/look/reply/peer-count.ts'
import { readSyncing } from '../../../../lib/domain/look/reply/syncing.ts'
import { readVersion } from '../../../../lib/domain/look/reply/version.ts'
import { faultOf, ok } from './readers.ts'
import { recordedAnswer } from './recorded.ts'

describe('syncing', () => {
  const SAID = {
    head_slot: '84',
    sync_distance: '3',
    is_syncing: true,
    is_optimistic: false,
    el_offline: true,
  }
  const READ = { headSlot: 84, distance: 3, syncing: true, optimistic: false, executionOffline: true }
  const read = (change: object) => readSyncing(ok({ data: { ...SAID, ...change } }))

  it('is read from a Lodestar that leaves `el_offline` out, which is then unknown', () => {
    const reading = readSyncing(recordedAnswer('lodestar a', '/eth/v1/node/syncing'))
    const value = {
      headSlot: 84,
      distance: 0,
      syncing: false,
      optimistic: false,
      executionOffline: 'unknown',
    }
    assert.deepEqual(reading, { ok: true, value })
  })

  const cases: readonly (readonly [string, object, object])[] = [
    ['is what the node says', {}, {}],
    [
      'may have strings for booleans',
      { is_syncing: 'true', el_offline: 'false' },
      { executionOffline: false },
    ],
    ['may have numbers for strings', { head_slot: 84, sync_distance: 3 }, {}],
    ['has unknowns for what is missing', missing('is_syncing', 'is_optimistic', 'el_offline'), unknowns()],
    [
      'has unknowns for what is null',
      { is_syncing: null, is_optimistic: null, el_offline: null },
      unknowns(),
    ],
    ['has an unknown distance when none is given', missing('sync_distance'), { distance: 'unknown' }],
    [
      'has a distance up to 2^63 - 1, as far as a number is exact',
      { sync_distance: '9223372036854775807' },
      { distance: Number.MAX_SAFE_INTEGER },
    ],
    ['has no distance from 2^63 on', { sync_distance: '9223372036854775808' }, { distance: 'unknown' }],
    [
      'has no distance of -1 that wrapped',
      { sync_distance: '18446744073709551615' },
      { distance: 'unknown' },
    ],
    ['has no distance of -1 that wrapped as a number', { sync_distance: 2 ** 64 }, { distance: 'unknown' }],
  ]
  for (const [law, change, expected] of cases) {
    it(law, () => assert.deepEqual(read(change), { ok: true, value: { ...READ, ...expected } }))
  }

  const odd: readonly (readonly [object, object])[] = [
    [missing('head_slot'), { headSlot: 'unknown' }],
    [{ head_slot: null }, { headSlot: 'unknown' }],
    [{ sync_distance: '-1' }, { distance: 'unknown' }],
    [{ is_syncing: 'yes' }, { syncing: 'unknown' }],
    [{ el_offline: 0 }, { executionOffline: 'unknown' }],
    [{ is_optimistic: {} }, { optimistic: 'unknown' }],
    [
      { head_slot: 'a', sync_distance: 'b' },
      { headSlot: 'unknown', distance: 'unknown' },
    ],
  ]
  for (const [change, lost] of odd)
    it(`F19: loses only what is odd: ${JSON.stringify(change)}`, () =>
      assert.deepEqual(read(change), { ok: true, value: { ...READ, ...lost } }))

  it('F19: is none where no field says anything', () => {
    const nothing = {
      head_slot: null,
      sync_distance: null,
      is_syncing: null,
      is_optimistic: null,
      el_offline: null,
    }
    assert.match(String(faultOf(read(nothing))), /^malformed: data.head_slot is null/)
  })
})

describe('the peer count', () => {
  it('is that of the connected peers', () => {
    assert.deepEqual(readPeerCount(ok({ data: { connected: '56', disconnected: '12' } })), {
      ok: true,
      value: 56,
    })
    assert.deepEqual(readPeerCount(recordedAnswer('lodestar b', '/eth/v1/node/peer_count')), {
      ok: true,
      value: 0,
    })
  })

  it('is malformed without it, and never zero', () => {
    assert.equal(
      faultOf(readPeerCount(ok({ data: { disconnected: '12' } }))),
      'malformed: data.connected is missing, expected a decimal integer',
    )
  })
})

describe('the version', () => {
  const beacon_node = { code: 'LH', name: 'Lighthouse', version: 'v8.0.1', commit: '0xced49dd2' }
  const execution_client = { code: 'NM', name: 'Nethermind', version: 'v1.35.8', commit: '0xc066aee2' }
  const both = { version: 'Lighthouse/v8.0.1', executionVersion: 'Nethermind/v1.35.8' }
  const alone = { version: 'Lighthouse/v8.0.1' }

  it('of version 1 is read from a Lodestar that knows no other', () => {
    const reading = readVersion(recordedAnswer('lodestar a', '/eth/v1/node/version'))
    assert.deepEqual(reading, { ok: true, value: { version: 'Lodestar/v1.5.1/2115aa7' } })
  })

  const cases: readonly (readonly [string, object, object])[] = [
    ['names both programs', { beacon_node, execution_client }, both],
    ['names one when the other is missing', { beacon_node }, alone],
    ['names one when the other is null', { beacon_node, execution_client: null }, alone],
    ['names one when the other has no name', { beacon_node, execution_client: { name: '' } }, alone],
    [
      'reads a list of execution clients, as a draft had it',
      { beacon_node, execution_client: [execution_client] },
      both,
    ],
    ['reads an empty list of execution clients', { beacon_node, execution_client: [] }, alone],
    ['of version 1 may stand beside a null', { beacon_node: null, version: 'Teku' }, { version: 'Teku' }],
    ['is one printable line', { version: 'Nimbus\n/v24\u001b[0m' }, { version: 'Nimbus /v24 [0m' }],
    ['is cut at 100 characters', { version: 'v'.repeat(1_000) }, { version: `${'v'.repeat(97)}...` }],
  ]
  for (const [law, data, value] of cases) {
    it(law, () => assert.deepEqual(readVersion(ok({ data })), { ok: true, value }))
  }

  const bad: readonly (readonly [object, string])[] = [
    [{}, 'data.version is missing, expected text'],
    [{ version: '' }, 'data.version is "", expected text'],
    [{ version: 5 }, 'data.version is 5, expected text'],
    [{ beacon_node: {} }, 'data.beacon_node.name is missing, expected text'],
    [{ beacon_node: 'Lighthouse' }, 'data.beacon_node is "Lighthouse", expected an object'],
  ]
  for (const [data, detail] of bad) {
    it(`is malformed when ${detail}`, () => {
      assert.equal(faultOf(readVersion(ok({ data }))), `malformed: ${detail}`)
    })
  }
})

describe('the identity', () => {
  it('is the peer id', () => {
    const reading = readIdentity(recordedAnswer('lodestar a', '/eth/v1/node/identity'))
    assert.deepEqual(reading, { ok: true, value: '16Uiu2HAmTu8kMsPMaj6D22F1XsJuSVQ7eSMwZkWn7TMwwXCgApmi' })
  })

  it('is malformed without one, so that no two nodes share an empty one', () => {
    assert.equal(
      faultOf(readIdentity(ok({ data: { peer_id: '' } }))),
      'malformed: data.peer_id is "", expected text',
    )
  })
})

function missing(...names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

function unknowns(): object {
  return { syncing: 'unknown', optimistic: 'unknown', executionOffline: 'unknown' }
}
