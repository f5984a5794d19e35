/** What a node says of its chain: checkpoints, genesis and how time runs. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PRESETS } from '../../../../lib/domain/chain/networks.ts'
import { readCheckpoints } from '../../../../lib/domain/look/reply/checkpoints.ts'
import { readGenesis } from '../../../../lib/domain/look/reply/genesis.ts'
import { readSpec } from '../../../../lib/domain/look/reply/spec.ts'
import { faultOf, ok } from './readers.ts'
import { recordedAnswer } from './recorded.ts'

const ROOT = `0x${'ab'.repeat(32)}`
const ZERO_ROOT = `0x${'0'.repeat(64)}`

describe('checkpoints', () => {
  const path = '/eth/v1/beacon/states/head/finality_checkpoints'

  it('are read from a chain that has justified and not finalized: epoch 0, a root of zeros', () => {
    assert.deepEqual(readCheckpoints(recordedAnswer('lodestar a', path)), {
      ok: true,
      value: {
        finalized: { epoch: 0, root: ZERO_ROOT },
        justified: {
          epoch: 2,
          root: '0xd3287c6c203d348383440ba00ba7c5f86b1a72118d23199603ed612062873b20',
        },
      },
    })
  })

  it('are the current ones, not the previous', () => {
    const reading = readCheckpoints(
      ok({
        data: {
          previous_justified: { epoch: '1', root: ZERO_ROOT },
          current_justified: { epoch: '3', root: ROOT },
          finalized: { epoch: '2', root: ROOT.toUpperCase().replace('0X', '0x') },
        },
      }),
    )
    const value = { finalized: { epoch: 2, root: ROOT }, justified: { epoch: 3, root: ROOT } }
    assert.deepEqual(reading, { ok: true, value })
  })

  it('S2: lose of one another nothing, and are malformed where nothing is left', () => {
    const finalized = { epoch: '2', root: ROOT }
    assert.deepEqual(readCheckpoints(ok({ data: { finalized } })), {
      ok: true,
      value: { finalized: { epoch: 2, root: ROOT }, justified: { epoch: 'unknown', root: 'unknown' } },
    })
    assert.deepEqual(readCheckpoints(ok({ data: { finalized: { epoch: 'x', root: ROOT } } })), {
      ok: true,
      value: {
        finalized: { epoch: 'unknown', root: ROOT },
        justified: { epoch: 'unknown', root: 'unknown' },
      },
    })
    assert.equal(
      faultOf(readCheckpoints(ok({ data: { finalized: { epoch: 'x' } } }))),
      'malformed: data.finalized.epoch is "x", expected a decimal integer',
    )
  })
})

describe('the genesis', () => {
  const SAID = {
    genesis_time: '1655733600',
    genesis_validators_root: ROOT,
    genesis_fork_version: '0x9000006F',
  }

  it('recorded on Sepolia is the one of the preset', () => {
    const reading = readGenesis(recordedAnswer('sepolia', '/eth/v1/beacon/genesis'))
    assert.deepEqual(reading, {
      ok: true,
      value: {
        timeMs: PRESETS.sepolia.genesisTimeMs,
        validatorsRoot: PRESETS.sepolia.genesisValidatorsRoot,
      },
    })
  })

  it('has its hex in lower case', () => {
    const genesis_validators_root = ROOT.toUpperCase().replace('0X', '0x')
    const value = { timeMs: 1_655_733_600_000, validatorsRoot: ROOT }
    assert.deepEqual(readGenesis(ok({ data: { ...SAID, genesis_validators_root } })), { ok: true, value })
  })

  it('is never at an instant that cannot be written', () => {
    const latest = readGenesis(ok({ data: { ...SAID, genesis_time: '253402300799' } }))
    assert.ok(latest.ok && latest.value.timeMs !== 'unknown')
    assert.equal(new Date(latest.value.timeMs).toISOString(), '9999-12-31T23:59:59.000Z')
    for (const genesis_time of ['253402300800', '18446744073709551615'])
      assert.equal(
        faultOf(readGenesis(ok({ data: { genesis_time } }))),
        `malformed: data.genesis_time is "${genesis_time}", expected a decimal integer from 0 to 253402300799`,
      )
  })

  it('S2: is known in part where one of its facts is odd', () => {
    const read = (change: object) => readGenesis(ok({ data: { ...SAID, ...change } }))
    const value = { timeMs: 1_655_733_600_000, validatorsRoot: ROOT }
    assert.deepEqual(read({ genesis_time: '' }), { ok: true, value: { ...value, timeMs: 'unknown' } })
    assert.deepEqual(read({ genesis_validators_root: '0x' }), {
      ok: true,
      value: { ...value, validatorsRoot: 'unknown' },
    })
    assert.deepEqual(read({ genesis_fork_version: 7 }), { ok: true, value })
  })

  it('that is not known yet is a fault with the words of the node', () => {
    const body = '{"code":404,"message":"Chain genesis info is not yet known"}'
    assert.equal(
      faultOf(readGenesis({ status: 404, body })),
      'http-status: HTTP 404: does not offer this path; it says "Chain genesis info is not yet known"',
    )
  })
})

describe('the spec', () => {
  const SAID = { CONFIG_NAME: 'devnet', SECONDS_PER_SLOT: '12', SLOTS_PER_EPOCH: '32' }
  const READ = { name: 'devnet', slotMs: 12_000, slotsPerEpoch: 32 }
  const without = undefined
  const read = (change: object) => readSpec(ok({ data: { ...SAID, ...change } }))

  it('is read from real nodes', () => {
    assert.deepEqual(readSpec(recordedAnswer('lodestar b', '/eth/v1/config/spec')), {
      ok: true,
      value: { name: 'minimal', slotMs: 3_000, slotsPerEpoch: 8 },
    })
    assert.deepEqual(readSpec(recordedAnswer('sepolia', '/eth/v1/config/spec')), {
      ok: true,
      value: { name: 'sepolia', slotMs: 12_000, slotsPerEpoch: 32 },
    })
  })

  const cases: readonly (readonly [string, object, object])[] = [
    ['tells a slot in seconds', {}, {}],
    [
      'tells a slot in milliseconds',
      { SECONDS_PER_SLOT: without, SLOT_DURATION_MS: '6000' },
      { slotMs: 6_000 },
    ],
    ['may tell both, when they agree', { SLOT_DURATION_MS: '12000' }, {}],
    ['may have numbers for strings', { SECONDS_PER_SLOT: 12, SLOTS_PER_EPOCH: 32 }, {}],
    ['may have null for what it does not have', { SLOT_DURATION_MS: null }, {}],
    ['of no name is of an unknown one', { CONFIG_NAME: without }, { name: 'unknown' }],
    [
      'may hold lists, objects and 2^64 - 1 elsewhere',
      {
        BLOB_SCHEDULE: [{ EPOCH: '269568', MAX_BLOBS_PER_BLOCK: '6' }],
        NESTED: { A: [1, [2]] },
        GLOAS_FORK_EPOCH: '18446744073709551615',
        TERMINAL_TOTAL_DIFFICULTY: '9'.repeat(78),
      },
      {},
    ],
  ]
  for (const [law, change, expected] of cases) {
    it(law, () => assert.deepEqual(read(change), { ok: true, value: { ...READ, ...expected } }))
  }

  it('tells a schedule of slot times, without what is never', () => {
    const entry = (EPOCH: string, ms: string) => ({ EPOCH, SLOT_DURATION_MS: ms, ATTESTATION_DUE_MS: '3000' })
    const SLOT_DURATION_SCHEDULE = [
      entry('0', '12000'),
      entry('10', '10000'),
      entry('18446744073709551615', '8000'),
    ]
    const schedule = [
      { fromEpoch: 0, slotMs: 12_000 },
      { fromEpoch: 10, slotMs: 10_000 },
    ]
    assert.deepEqual(read({ SLOT_DURATION_SCHEDULE }), { ok: true, value: { ...READ, schedule } })
  })

  it('without a schedule is as one without the word', () => {
    for (const SLOT_DURATION_SCHEDULE of [[], null])
      assert.deepEqual(read({ SLOT_DURATION_SCHEDULE }), { ok: true, value: READ })
  })

  it('S2: a schedule that cannot be followed is unknown, and spoils nothing else', () => {
    const era = (EPOCH: unknown, SLOT_DURATION_MS: unknown) => ({ EPOCH, SLOT_DURATION_MS })
    const unusable = [
      'none',
      {},
      [null],
      [era('0', '0')],
      [era('0', '12000'), era('x', '10000')],
      [era('10', '12000'), era('10', '10000')],
      [era('10', '12000'), era('5', '10000')],
      Array.from({ length: 1_000 }, (_, epoch) => era(`${epoch}`, '12000')),
    ]
    for (const SLOT_DURATION_SCHEDULE of unusable)
      assert.deepEqual(read({ SLOT_DURATION_SCHEDULE }), {
        ok: true,
        value: { ...READ, schedule: 'unknown' },
      })
  })

  const lost: readonly (readonly [object, object])[] = [
    [{ SECONDS_PER_SLOT: without }, { slotMs: 'unknown' }],
    [{ SECONDS_PER_SLOT: '0' }, { slotMs: 'unknown' }],
    [{ SECONDS_PER_SLOT: '1.5' }, { slotMs: 'unknown' }],
    [{ SECONDS_PER_SLOT: without, SLOT_DURATION_MS: '18446744073709551615' }, { slotMs: 'unknown' }],
    [{ SLOTS_PER_EPOCH: '0' }, { slotsPerEpoch: 'unknown' }],
    [{ SLOTS_PER_EPOCH: without }, { slotsPerEpoch: 'unknown' }],
  ]
  for (const [change, expected] of lost)
    it(`S2: loses by itself what is odd: ${JSON.stringify(change)}`, () =>
      assert.deepEqual(read(change), { ok: true, value: { ...READ, ...expected } }))

  it('is malformed where nothing that we need can be read', () => {
    assert.equal(
      faultOf(readSpec(ok({ data: { CONFIG_NAME: 'devnet' } }))),
      'malformed: data.SLOT_DURATION_MS is missing, expected a decimal integer',
    )
  })

  const odd: readonly (readonly [object, object])[] = [
    [{ SLOT_DURATION_MS: '6000' }, { slotMs: 6_000 }],
    [{ SLOT_DURATION_MS: '2500', SECONDS_PER_SLOT: '2' }, { slotMs: 2_500 }],
    [{ SLOT_DURATION_MS: '500', SECONDS_PER_SLOT: '0' }, { slotMs: 500 }],
    [{ SLOT_DURATION_MS: '2.5' }, {}],
    [{ CONFIG_NAME: '' }, { name: 'unknown' }],
    [{ CONFIG_NAME: 7 }, { name: 'unknown' }],
  ]
  for (const [change, expected] of odd)
    it(`S2: loses only what is odd, and SLOT_DURATION_MS wins: ${JSON.stringify(change)}`, () => {
      const read_ = read(change)
      assert.ok(read_.ok)
      for (const [name, value] of Object.entries(expected))
        assert.equal(read_.value[name as keyof typeof read_.value], value)
    })
})
