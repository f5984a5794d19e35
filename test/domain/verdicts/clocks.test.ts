/** Laws of clocks: a wrong clock is told as what it is, and takes the say in whatever rests on it; heads need none. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slotAt, type WholeChain } from '../../../lib/domain/chain/chain.ts'
import type { Look, ReachedNode } from '../../../lib/domain/look/look.ts'
import { judge } from '../../../lib/domain/verdicts/judge.ts'
import { lookAround } from '../../../lib/work/look-around.ts'
import { scriptedNodes } from '../../kit/scripted-nodes.ts'
import { chainOf, fleetSettings, lookOf, NODES, NOON, rootAt } from '../made-up-fleet.ts'

const settings = fleetSettings()
const chain = chainOf(settings)
const VANTAGES = ['eu', 'us', 'ap'] as const
const SECOND = 1_000

interface Seen {
  readonly vantage: string
  /** The true time. */
  readonly trueAt: number
  /** How far the vantage's clock is ahead. */
  readonly aheadMs?: number
  readonly hasDates?: boolean
  readonly more?: Readonly<Record<string, Partial<ReachedNode>>>
}

/** What a vantage with such a clock sees of nodes that are all well. */
function seen({ vantage, trueAt, aheadMs = 0, hasDates = true, more = {} }: Seen): Look {
  const at = trueAt + aheadMs
  const slot = slotAt(chain, trueAt)
  const one = (id: string) => ({
    head: { slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at },
    ...(hasDates ? { clockAheadMs: -aheadMs } : {}),
    ...more[id],
  })
  return lookOf(settings, { vantage, at, nodes: Object.fromEntries(NODES.map((id) => [id, one(id)])) })
}

function told(looks: readonly Look[], now: number, of = settings): string[] {
  const { unwell } = judge(looks, of, { now, freshMs: 210 * SECOND })
  return unwell.map(({ kind, subject, severity }) => `${kind} ${subject} ${severity}`)
}

describe('one vantage whose clock is wrong', () => {
  for (const aheadMs of [65 * SECOND, -35 * SECOND, 600 * SECOND])
    it(`F1: by ${aheadMs / SECOND} s: it has no say in ages, and is told as its own fault`, () => {
      const looks = VANTAGES.map((vantage, place) =>
        seen({ vantage, trueAt: NOON + place * 20 * SECOND, aheadMs: place === 0 ? aheadMs : 0 }),
      )
      assert.deepEqual(told(looks, NOON + 41 * SECOND), ['clock-skew vantage:eu warning'])
    })

  it('F1: where no endpoint tells its time, newer heads seen from elsewhere refute an old one', () => {
    const looks = VANTAGES.map((vantage, place) =>
      seen({
        vantage,
        trueAt: NOON + place * 20 * SECOND,
        aheadMs: place === 0 ? 65 * SECOND : 0,
        hasDates: false,
      }),
    )
    assert.deepEqual(told(looks, NOON + 41 * SECOND), ['clock-skew vantage:eu warning'])
  })
})

it('F2: a vantage 35 s behind still compares heads, and calls no node a contradiction', async () => {
  const { nodes } = scriptedNodes({ now: () => NOON }, chain)
  const clock = { now: () => NOON - 35 * SECOND, sleep: async () => undefined }
  const look = await lookAround({
    clock,
    nodes,
    settings,
    settingsHash: 'test',
    vantage: 'eu',
    at: NOON,
    previous: null,
  })
  assert.deepEqual(
    look.nodes.flatMap(({ contradictions }) => contradictions),
    [],
  )
  assert.deepEqual(
    look.sides.sides.map((side) => side.nodes.length),
    [NODES.length],
  )
  assert.deepEqual(told([look], NOON), ['clock-skew vantage:eu warning'])
})

for (const aheadMs of [600 * SECOND, -600 * SECOND])
  it(`F3: a laptop whose clock is ${aheadMs / SECOND} s ahead is one sentence about this machine`, () => {
    const looks = VANTAGES.map((vantage) => seen({ vantage, trueAt: NOON, aheadMs }))
    assert.deepEqual(told(looks, NOON), ['clock-skew fleet warning'])
  })

it('F4: an old head from a cache near one vantage is no stale node, and is told as the way to it', () => {
  const slot = slotAt(chain, NOON)
  const old = {
    slot: slot - 10,
    root: rootAt(slot - 10),
    parentRoot: rootAt(slot - 11),
    at: NOON + 40 * SECOND,
  }
  const looks = [
    seen({ vantage: 'us', trueAt: NOON }),
    seen({ vantage: 'ap', trueAt: NOON + 20 * SECOND }),
    seen({ vantage: 'eu', trueAt: NOON + 40 * SECOND, more: { 'fra1-a': { head: old } } }),
  ]
  assert.deepEqual(told(looks, NOON + 41 * SECOND), ['endpoint-inconsistent node:fra1-a warning'])
})

it('a node whose head is old from everywhere stays stale', () => {
  const slot = slotAt(chain, NOON) - 10
  const old = { slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at: NOON }
  const looks = VANTAGES.map((vantage) => seen({ vantage, trueAt: NOON, more: { 'fra1-a': { head: old } } }))
  assert.ok(
    told(looks, NOON).includes('head-stale node:fra1-a critical') ||
      told(looks, NOON).includes('head-stale node:fra1-a warning'),
  )
})

it('a vantage whose future most heads lie in calls no head old, though no endpoint tells its time', () => {
  const slot = slotAt(chain, NOON) - 10
  const old = { slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at: NOON - 40 * SECOND }
  const look = seen({
    vantage: 'eu',
    trueAt: NOON,
    aheadMs: -40 * SECOND,
    hasDates: false,
    more: { 'fra1-a': { head: old } },
  })
  assert.deepEqual(told([look], NOON - 40 * SECOND), ['clock-skew vantage:eu warning'])
})

it('a node whose clock differs from all others is told as that node', () => {
  const looks = VANTAGES.map((vantage) =>
    seen({ vantage, trueAt: NOON, more: { 'fra1-a': { clockAheadMs: 61 * SECOND } } }),
  )
  assert.deepEqual(told(looks, NOON), ['clock-skew node:fra1-a warning'])
})

describe('genesis', () => {
  const before: WholeChain = { ...chain, genesisTimeMs: NOON + 20 * 60 * SECOND }

  it('F7: before it nothing is late and nothing lies in the future', async () => {
    const custom = { ...settings, network: { ...settings.network, chain: before } } as typeof settings
    const first = { slot: 0, root: rootAt(0), parentRoot: rootAt(0), at: NOON }
    const zero = { epoch: 0, root: `0x${'0'.repeat(64)}` }
    const genesis = {
      timeMs: before.genesisTimeMs,
      validatorsRoot: before.genesisValidatorsRoot,
    }
    const node = {
      head: first,
      checkpoints: { finalized: zero, justified: zero },
      about: { askedAt: NOON, genesis },
    }
    const look = lookOf(settings, { nodes: Object.fromEntries(NODES.map((id) => [id, node])) })
    assert.deepEqual(told([{ ...look, chain: before }], NOON, custom), [])
  })

  it('F7: a network that begins anew is one message, and no node has contradicted itself', async () => {
    let now = NOON
    const clock = { now: () => now, sleep: async () => undefined }
    const anew: WholeChain = {
      ...chain,
      genesisTimeMs: NOON - 600 * SECOND,
      genesisValidatorsRoot: `0x${'77'.repeat(32)}`,
    }
    const input = { clock, settings, settingsHash: 'test', vantage: 'eu' }
    const first = await lookAround({
      ...input,
      nodes: scriptedNodes(clock, chain).nodes,
      at: now,
      previous: null,
    })
    now += 60 * SECOND
    const second = await lookAround({
      ...input,
      nodes: scriptedNodes(clock, anew).nodes,
      at: now,
      previous: first,
    })
    const said = judge([second], settings, { now, freshMs: 210 * SECOND }).unwell.filter(
      ({ explainedBy }) => explainedBy === undefined,
    )
    assert.deepEqual(
      said.map(({ kind, subject }) => `${kind} ${subject}`),
      ['wrong-network fleet'],
    )
  })
})
