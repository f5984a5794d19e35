/** Laws of the learned network: what most nodes tell of, and no flipping while votes are equal. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Chain } from '../../../lib/domain/chain/chain.ts'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import { oneEra, type SlotEra } from '../../../lib/domain/chain/slot-eras.ts'
import { learnedChain, presetInEras } from '../../../lib/domain/look/learned-chain.ts'
import type { AboutNode, Genesis, SpecFacts } from '../../../lib/domain/look/look.ts'
import { gapsFilled } from '../../../lib/domain/look/network-told.ts'

const about = (root: string): AboutNode => ({
  askedAt: 1,
  genesis: { timeMs: 1_000, validatorsRoot: root },
  spec: { name: 'devnet', slotMs: 3_000, slotsPerEpoch: 8 },
})
const chain = (root: string) => learnedChain([about(root)], 'devnet', null)!

it('most nodes name it; of equals the one told first', () => {
  assert.equal(learnedChain([about('b'), about('a'), about('a')], 'devnet', null)?.genesisValidatorsRoot, 'a')
  assert.equal(learnedChain([about('b'), about('a')], 'devnet', null)?.genesisValidatorsRoot, 'b')
})

it('the network of the previous look stands while votes are equal, and gives way to a majority', () => {
  assert.equal(learnedChain([about('b'), about('a')], 'devnet', chain('a'))?.genesisValidatorsRoot, 'a')
  assert.equal(
    learnedChain([about('b'), about('b'), about('a')], 'devnet', chain('a'))?.genesisValidatorsRoot,
    'b',
  )
})

it('nobody telling leaves what was known, and else nothing', () => {
  assert.deepEqual(learnedChain([{ askedAt: 0 }], 'devnet', chain('a')), chain('a'))
  assert.equal(learnedChain([{ askedAt: 0 }], 'devnet', null), null)
})

const SHORTER: readonly SlotEra[] = [
  { fromEpoch: 0, slotMs: 12_000 },
  { fromEpoch: 10, slotMs: 10_000 },
]

function onMainnet(spec: Partial<AboutNode['spec']> = {}): AboutNode {
  const { genesisTimeMs: timeMs, genesisValidatorsRoot: validatorsRoot } = PRESETS.mainnet
  return {
    askedAt: 1,
    genesis: { timeMs, validatorsRoot },
    spec: { name: 'mainnet', slotMs: 12_000, slotsPerEpoch: 32, ...spec },
  }
}

const erasOfMainnet = (abouts: readonly AboutNode[], previous = PRESETS.mainnet as Chain) =>
  presetInEras(PRESETS.mainnet, abouts, previous).eras

it('a preset takes the slot schedule that most of its nodes have', () => {
  const scheduled = onMainnet({ schedule: SHORTER })
  assert.deepEqual(erasOfMainnet([onMainnet(), scheduled, scheduled]), SHORTER)
  assert.deepEqual(erasOfMainnet([onMainnet(), scheduled]), oneEra(12_000))
  assert.deepEqual(erasOfMainnet([onMainnet(), onMainnet(), scheduled]), oneEra(12_000))
})

it('what most nodes once had scheduled stands while none tells, and while votes are equal', () => {
  const known = presetInEras(PRESETS.mainnet, [onMainnet({ schedule: SHORTER })], PRESETS.mainnet)
  assert.deepEqual(presetInEras(PRESETS.mainnet, [{ askedAt: 0 }], known), known)
  assert.deepEqual(
    presetInEras(PRESETS.mainnet, [onMainnet(), onMainnet({ schedule: SHORTER })], known),
    known,
  )
})

it('no node tells a preset how its time began, nor a node of another network anything', () => {
  const wrong = onMainnet({ slotMs: 6_000 })
  assert.deepEqual(erasOfMainnet([wrong, wrong]), oneEra(12_000))
  assert.deepEqual(
    erasOfMainnet([wrong, wrong], presetInEras(PRESETS.mainnet, [wrong], null)),
    oneEra(12_000),
  )
  const foreign = { ...onMainnet({ schedule: SHORTER }), genesis: about('b').genesis! }
  assert.deepEqual(erasOfMainnet([foreign, foreign]), oneEra(12_000))
})

it('a learned network has the slot time that most nodes of its genesis tell', () => {
  const told = (slotMs: number, root = 'a'): AboutNode => ({
    ...about(root),
    spec: { name: 'devnet', slotMs, slotsPerEpoch: 8 },
  })
  const learned = learnedChain([told(3_000), told(6_000), told(6_000), told(3_000, 'b')], 'devnet', null)
  assert.deepEqual(learned?.eras, oneEra(6_000))
})

describe('S2: a network is learned fact by fact', () => {
  const told = (
    change: Partial<AboutNode['spec']>,
    genesis: Partial<AboutNode['genesis']> = {},
  ): AboutNode => ({
    ...about('a'),
    genesis: { ...about('a').genesis!, ...genesis },
    spec: { ...about('a').spec!, ...change },
  })
  const learned = (abouts: readonly AboutNode[], previous: Chain | null = null) =>
    learnedChain(abouts, 'devnet', previous)

  it('one node may tell what another lacks', () => {
    const parts = [
      told({ slotsPerEpoch: 'unknown' }, { validatorsRoot: 'unknown' }),
      told({ slotMs: 'unknown' }),
      { askedAt: 1, spec: { name: 'other', slotMs: 9_000, slotsPerEpoch: 9 } },
    ]
    assert.deepEqual(learned(parts), chain('a'))
  })

  it('what nobody tells is null, and everything else holds; without its times there is none', () => {
    assert.deepEqual(
      learned([told({ slotsPerEpoch: 'unknown', schedule: [{ fromEpoch: 10, slotMs: 2_000 }] })]),
      {
        ...chain('a'),
        slotsPerEpoch: null,
      },
    )
    assert.equal(learned([told({}, { validatorsRoot: 'unknown' })])?.genesisValidatorsRoot, null)
    assert.equal(learned([told({}, { timeMs: 'unknown' })]), null)
    assert.equal(learned([told({ slotMs: 'unknown' })]), null)
  })

  it('a root that nobody told so far is learned from the first that tells it, and one that is told is not lost', () => {
    const nameless = told({}, { validatorsRoot: 'unknown' })
    const before = learned([nameless])
    assert.equal(before?.genesisValidatorsRoot, null)
    assert.deepEqual(learned([nameless, nameless, about('a')], before), chain('a'))
    assert.equal(learned([nameless, about('b'), about('a'), about('a')])?.genesisValidatorsRoot, 'a')
  })

  it('what was known stands while nobody tells it', () => {
    const gaps = told({ slotMs: 'unknown', slotsPerEpoch: 'unknown' }, { validatorsRoot: 'unknown' })
    assert.deepEqual(learned([gaps], chain('a')), chain('a'))
  })

  it('a gap is filled from before only while nothing told now says otherwise', () => {
    const before: Genesis = { timeMs: 1_000, validatorsRoot: 'a' }
    assert.deepEqual(gapsFilled({ timeMs: 1_000, validatorsRoot: 'unknown' }, before), before)
    const anew: Genesis = { timeMs: 2_000, validatorsRoot: 'unknown' }
    assert.deepEqual(gapsFilled(anew, before), anew)
    const known: SpecFacts = { name: 'devnet', slotMs: 3_000, slotsPerEpoch: 8, schedule: SHORTER }
    const { schedule: _, ...unscheduled } = known
    assert.deepEqual(gapsFilled({ ...unscheduled, slotMs: 'unknown' }, known), unscheduled)
  })
})
