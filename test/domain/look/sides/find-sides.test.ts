/** Laws of "who shares a chain". */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Block, checkpointOf, grow, type Outcome, range, sidesOf, type WorldNode } from './world.ts'

const trunk = grow([], 't', range(0, 200))
const upTo = (chain: readonly Block[], slot: number): Block[] => chain.filter((block) => block.slot <= slot)

function groups(outcome: Outcome): string[][] {
  return outcome.sides.map((side) => [...side.nodes].sort())
}

function noSplit(nodes: readonly WorldNode[]): Outcome {
  const outcome = sidesOf(nodes)
  assert.deepEqual(outcome.splits, [])
  assert.ok(outcome.sides.length <= 1)
  assert.deepEqual(outcome.conflicts, [])
  return outcome
}

describe('nodes of one chain are one side', () => {
  it('asks nothing of nodes with the same head or a head one block apart', () => {
    const { asked, sides } = noSplit([
      { id: 'a', chain: trunk },
      { id: 'b', chain: trunk },
      { id: 'c', chain: upTo(trunk, 199) },
      { id: 'd', chain: upTo(trunk, 198) },
    ])
    assert.equal(sides[0]?.nodes.length, 4)
    assert.deepEqual(asked, { a: 0, b: 0, c: 0, d: 0 })
  })

  it('a node after a missed slot', () => {
    const gaps = grow(upTo(trunk, 195), 'g', [198, 200])
    const { sides } = noSplit([
      { id: 'a', chain: gaps },
      { id: 'b', chain: upTo(gaps, 198) },
      { id: 'c', chain: upTo(gaps, 195) },
    ])
    assert.equal(sides[0]?.nodes.length, 3)
  })

  it('a one-slot reorganisation during the look: the lower node now has the higher chain', () => {
    const orphan = grow(upTo(trunk, 197), 'o', [198])
    const { sides } = noSplit([
      { id: 'a', chain: trunk },
      { id: 'b', chain: trunk, readAt: orphan },
    ])
    assert.deepEqual(sides[0]?.nodes, ['a', 'b'])
  })

  it('a reorganisation to a chain that has no block at that slot is undecided in this look', () => {
    const late = grow(upTo(trunk, 197), 'l', [199, 200])
    const orphan = grow(upTo(trunk, 197), 'o', [198])
    const { undecided } = noSplit([
      { id: 'a', chain: late },
      { id: 'b', chain: late, readAt: orphan },
    ])
    assert.deepEqual(
      undecided.map(({ nodes, why }) => [nodes, why]),
      [[['b'], 'moved-during-the-look']],
    )
  })

  it('a syncing node 1,000 slots behind on the same chain', () => {
    const long = grow([], 'l', range(0, 1_500))
    const { sides } = noSplit([
      { id: 'a', chain: long },
      { id: 'b', chain: upTo(long, 500) },
    ])
    assert.deepEqual(sides[0]?.nodes, ['a', 'b'])
  })
})

describe('a 404 that proves nothing makes no split', () => {
  it('from a node that has not backfilled', () => {
    const { undecided } = noSplit([
      { id: 'a', chain: trunk, historyFrom: 150 },
      { id: 'b', chain: upTo(trunk, 90) },
    ])
    assert.deepEqual(
      undecided.map(({ nodes, why }) => [nodes, why]),
      [[['b'], 'cannot-answer-by-slot']],
    )
  })

  for (const quirk of [{ allowListed: true }, { deniesHead: true }, { deniesFrom: 195 }])
    it(`from the higher node: ${Object.keys(quirk)[0]}`, () => {
      noSplit([
        { id: 'a', chain: trunk, ...quirk },
        { id: 'b', chain: upTo(trunk, 197) },
        { id: 'c', chain: upTo(trunk, 197) },
      ])
    })

  it('a mute highest node neither takes the others with it nor counts as a side', () => {
    const { sides, undecided } = noSplit([
      { id: 'mute', chain: trunk, allowListed: true },
      { id: 'b', chain: upTo(trunk, 197) },
      { id: 'c', chain: upTo(trunk, 190) },
    ])
    assert.deepEqual(groups({ sides } as Outcome), [['b', 'c']])
    assert.deepEqual(
      undecided.map(({ nodes, why }) => [nodes, why]),
      [[['mute'], 'cannot-answer-by-slot']],
    )
  })

  it('from a lower node behind a path allow-list', () => {
    const { sides } = noSplit([
      { id: 'a', chain: trunk },
      { id: 'b', chain: upTo(trunk, 190), allowListed: true },
    ])
    assert.deepEqual(sides[0]?.nodes, ['a', 'b'])
  })

  it('nor does a node that stops answering', () => {
    const { undecided } = noSplit([
      { id: 'a', chain: trunk, fails: true },
      { id: 'b', chain: upTo(trunk, 190) },
    ])
    assert.equal(undecided[0]?.why, 'no-answer')
  })
})

describe('a split is found and named', () => {
  const left = grow(upTo(trunk, 100), 'l', range(101, 140))
  const right = grow(upTo(trunk, 100), 'r', range(102, 150))

  it('with its ancestor and depth', () => {
    const { sides, splits } = sidesOf([
      { id: 'a', chain: left },
      { id: 'b', chain: right },
    ])
    assert.deepEqual(
      sides.map(({ nodes, tip }) => [nodes, tip.slot]),
      [
        [['b'], 150],
        [['a'], 140],
      ],
    )
    const ancestor = { slot: 100, root: trunk[100]!.root }
    assert.deepEqual(splits, [
      { sides: [0, 1], ancestor, ancestorWithin: null, depth: 40, blocks: ['more', 'more'] },
    ])
  })

  it('when the other chain missed the slot asked: a 404 that counts', () => {
    const sparse = grow(upTo(trunk, 100), 's', [103, 106, 109])
    const other = grow(upTo(trunk, 100), 'o', [101, 104, 107, 110])
    const { splits } = sidesOf([
      { id: 'a', chain: sparse },
      { id: 'b', chain: other },
    ])
    assert.equal(splits[0]?.ancestor?.slot, 100)
    assert.equal(splits[0]?.depth, 9)
  })

  it('a wrong but taller side is a side like the other', () => {
    const tall = grow(upTo(trunk, 100), 'w', range(101, 180))
    const outcome = sidesOf([
      { id: 'a', chain: upTo(left, 130) },
      { id: 'b', chain: upTo(left, 130) },
      { id: 'c', chain: upTo(left, 130) },
      { id: 'wrong', chain: tall },
    ])
    assert.deepEqual(groups(outcome), [['wrong'], ['a', 'b', 'c']])
    assert.equal(outcome.splits[0]?.ancestor?.slot, 100)
  })

  it('a late single-block branch over three slots says that one side is one block', () => {
    const late = grow(upTo(trunk, 197), 'late', [200])
    const { splits } = sidesOf([
      { id: 'a', chain: grow(trunk, 't', [201]) },
      { id: 'b', chain: late },
    ])
    assert.deepEqual(splits[0]?.blocks, ['more', 'one'])
    assert.equal(splits[0]?.ancestor?.slot, 197)
    assert.equal(splits[0]?.depth, 3)
  })

  it('three sides: each lower one against the highest', () => {
    const third = grow(upTo(trunk, 60), 'x', range(61, 120))
    const outcome = sidesOf([
      { id: 'a', chain: left },
      { id: 'b', chain: right },
      { id: 'c', chain: third },
    ])
    assert.deepEqual(groups(outcome), [['b'], ['a'], ['c']])
    assert.deepEqual(
      outcome.splits.map(({ sides, ancestor, depth }) => [sides, ancestor?.slot, depth]),
      [
        [[0, 1], 100, 40],
        [[0, 2], 60, 60],
      ],
    )
  })

  it('two sides that share only the finalized checkpoint', () => {
    const finalized = checkpointOf(trunk, 3)
    const one = grow(upTo(trunk, 96), 'y', range(97, 150))
    const two = grow(upTo(trunk, 96), 'z', range(98, 149))
    const { splits, conflicts } = sidesOf([
      { id: 'a', chain: one, finalized, justified: finalized },
      { id: 'b', chain: two, finalized, justified: finalized },
    ])
    assert.equal(splits[0]?.ancestor?.slot, 96)
    assert.deepEqual(conflicts, [])
  })

  it('a split deeper than the budget names the interval, which holds the ancestor', () => {
    const base = grow([], 'q', range(0, 5_000))
    const { splits, asked } = sidesOf(
      [
        { id: 'a', chain: grow(upTo(base, 300), 'm', range(301, 5_000)) },
        { id: 'b', chain: grow(upTo(base, 300), 'n', range(301, 4_990)) },
      ],
      10,
    )
    const { ancestor, ancestorWithin, depth } = splits[0]!
    assert.equal(ancestor, null)
    assert.ok(ancestorWithin![0] <= 300 && 300 < ancestorWithin![1])
    assert.ok(depth > 100 && depth <= 4_690)
    assert.ok(asked.a! <= 10 && asked.b! <= 10)
  })

  it('over a gap of 300 slots that both chains missed', () => {
    const gapped = grow(upTo(trunk, 100), 'l', range(400, 420))
    const other = grow(upTo(trunk, 100), 'r', range(401, 425))
    const { splits } = sidesOf([
      { id: 'a', chain: gapped },
      { id: 'b', chain: other },
    ])
    assert.equal(splits[0]?.ancestor?.slot, 100)
  })

  it('a node stuck at the common ancestor, or before it, is undecided', () => {
    for (const stuckAt of [100, 80]) {
      const outcome = sidesOf([
        { id: 'a', chain: left },
        { id: 'b', chain: right },
        { id: 'stuck', chain: upTo(trunk, stuckAt) },
      ])
      assert.deepEqual(groups(outcome), [['b'], ['a']])
      assert.deepEqual(
        outcome.undecided.map(({ nodes, why }) => [nodes, why]),
        [[['stuck'], 'before-the-fork']],
      )
    }
  })
})

describe('checkpoints conflict by ancestry', () => {
  const left = grow(upTo(trunk, 60), 'l', range(61, 200))
  const right = grow(upTo(trunk, 60), 'r', range(61, 199))

  it('finalized at the same epoch with another root', () => {
    const { conflicts } = sidesOf([
      { id: 'a', chain: left, finalized: checkpointOf(left, 3) },
      { id: 'b', chain: right, finalized: checkpointOf(right, 3) },
    ])
    assert.deepEqual(
      conflicts.map(({ checkpoint, a, b }) => [checkpoint, a.nodes, b.nodes]),
      [['finalized', ['a'], ['b']]],
    )
  })

  it('justified at different epochs that are not ancestors of one another', () => {
    const finalized = checkpointOf(trunk, 1)
    const { conflicts } = sidesOf([
      { id: 'a', chain: left, finalized, justified: checkpointOf(left, 3) },
      { id: 'b', chain: right, finalized, justified: checkpointOf(right, 5) },
    ])
    assert.deepEqual(
      conflicts.map(({ checkpoint, a, b }) => [checkpoint, a.at.epoch, b.at.epoch]),
      [['justified', 3, 5]],
    )
  })

  it('not when the earlier one is an ancestor of the later one', () => {
    const { conflicts } = sidesOf([
      { id: 'a', chain: left, finalized: checkpointOf(trunk, 1), justified: checkpointOf(trunk, 1) },
      { id: 'b', chain: right, finalized: checkpointOf(trunk, 1), justified: checkpointOf(right, 5) },
    ])
    assert.deepEqual(conflicts, [])
  })

  it('a reference that is asked only for finality takes part', () => {
    const nodes = [{ id: 'a', chain: left, finalized: checkpointOf(left, 3) }]
    const agreeing = { id: 'ref', chain: left, headless: true, finalized: checkpointOf(left, 2) }
    const other = { id: 'ref', chain: right, headless: true, finalized: checkpointOf(right, 3) }
    assert.equal(sidesOf([...nodes, agreeing]).conflicts.length, 0)
    assert.equal(sidesOf([...nodes, other]).conflicts.length, 1)
  })
})

it('any tree of two branches and any missed slots: the ancestor found is the real one', () => {
  const slots = (from: number, length: number) =>
    fc
      .array(fc.boolean(), { minLength: length, maxLength: length })
      .map((kept) => kept.flatMap((keep, index) => (keep ? [from + index] : [])))
  const world = fc.record({ base: slots(1, 60), left: slots(61, 50), right: slots(61, 50) })
  fc.assert(
    fc.property(world, ({ base, left, right }) => {
      const shared = grow([], 'b', [0, ...base])
      fc.pre(left.length > 0 && right.length > 0)
      const { splits, sides } = sidesOf(
        [
          { id: 'a', chain: grow(shared, 'l', left) },
          { id: 'b', chain: grow(shared, 'r', right) },
        ],
        200,
      )
      assert.equal(sides.length, 2)
      assert.deepEqual(splits[0]?.ancestor, { slot: shared.at(-1)!.slot, root: shared.at(-1)!.root })
    }),
    { numRuns: 300 },
  )
})

it('F5: an address over two backends, one of them behind, never makes a split of one chain', () => {
  const world = fc.record({
    missed: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
    behind: fc.integer({ min: 1, max: 100 }),
    lags: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
    answers: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    readsBackend: fc.boolean(),
    isReference: fc.boolean(),
  })
  fc.assert(
    fc.property(world, ({ missed, behind, lags, answers, readsBackend, isReference }) => {
      const slots = missed.flatMap((isMissed, index) => (isMissed ? [] : [141 + index]))
      const chain = grow(upTo(trunk, 140), 'c', slots)
      const tip = chain.at(-1)!.slot
      const backend = { chain: upTo(chain, tip - behind), answers: (nth: number) => answers[nth % 30]! }
      const balanced: WorldNode = {
        id: 'balanced',
        chain,
        readAt: readsBackend ? backend.chain : chain,
        backend,
        isReference,
      }
      const honest = lags.map((lag, place) => ({ id: `honest-${place}`, chain: upTo(chain, tip - lag) }))
      const { splits } = sidesOf([balanced, ...honest])
      assert.deepEqual(splits, [])
    }),
    { numRuns: 1_000 },
  )
})

it('F6: sides of ours come first, whatever tip a stranger claims, and are compared with one another', () => {
  const ours = grow(upTo(trunk, 190), 'o', range(191, 200))
  const others = grow(upTo(trunk, 190), 'p', range(191, 199))
  const lie = grow(upTo(trunk, 10), 'l', range(11, 210))
  const { sides, splits } = sidesOf([
    { id: 'lying', chain: lie, isReference: true },
    { id: 'a', chain: ours },
    { id: 'b', chain: others },
  ])
  assert.deepEqual(
    sides.map(({ nodes }) => nodes),
    [['a'], ['b'], ['lying']],
  )
  assert.deepEqual(
    splits.map(({ sides: pair, ancestor, depth }) => [pair, ancestor?.slot, depth]),
    [
      [[0, 1], 190, 9],
      [[0, 2], 10, 190],
    ],
  )
})

it('finalized blocks that differ are no common ground: the ancestor lies below both', () => {
  const one = grow(upTo(trunk, 96), 'm', range(97, 300))
  const two = grow(upTo(trunk, 96), 'n', range(97, 299))
  const { splits, conflicts } = sidesOf(
    [
      { id: 'a', chain: one, finalized: checkpointOf(one, 5), justified: checkpointOf(one, 6) },
      { id: 'b', chain: two, finalized: checkpointOf(two, 5), justified: checkpointOf(two, 6) },
    ],
    200,
  )
  assert.equal(splits[0]?.ancestor?.slot, 96)
  assert.ok(conflicts.length > 0)
})
