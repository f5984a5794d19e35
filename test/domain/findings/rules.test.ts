/** Laws of the rules that judge one look: each fires on its own sign, and on nothing else. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slotAt } from '../../../lib/domain/chain/chain.ts'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import type { Finding } from '../../../lib/domain/findings/finding.ts'
import { LOOK_KINDS, type LookKind, RULES } from '../../../lib/domain/findings/rules.ts'
import type { Kind } from '../../../lib/domain/kinds/kinds.ts'
import type { Head, Look } from '../../../lib/domain/look/look.ts'
import type { Split } from '../../../lib/domain/look/sides/sides.ts'
import { chainOf, fleetSettings, lookOf, NOON, REFUSED, rootAt, stale } from '../made-up-fleet.ts'

const settings = fleetSettings()
const now = slotAt(chainOf(settings), NOON)

function found(look: Look): Finding[] {
  return LOOK_KINDS.flatMap((kind) => [...RULES[kind](look, settings).findings])
}

function isOf<K extends Kind>(finding: Finding, kind: K): finding is Finding<K> {
  return finding.kind === kind
}

function foundKinds(look: Look): string[] {
  return found(look).map(({ kind, subject }) => `${kind} ${subject}`)
}

function unknownIn(look: Look, kind: LookKind): readonly string[] {
  return RULES[kind](look, settings).unknown
}

it('a well fleet gives no finding and leaves nothing unknown', () => {
  const look = lookOf(settings)
  assert.deepEqual(foundKinds(look), [])
  for (const rule of Object.values(RULES)) assert.deepEqual(rule(look, settings).unknown, [])
})

describe('reach', () => {
  it('a node that refuses is down; one that refuses our token is unknown, and nothing else is said of either', () => {
    const look = lookOf(settings, { nodes: { 'fra1-a': 'connection-refused', 'sgp1-a': REFUSED } })
    assert.deepEqual(foundKinds(look), ['node-down node:fra1-a'])
    assert.deepEqual(unknownIn(look, 'node-down'), ['node:sgp1-a'])
    assert.deepEqual(unknownIn(look, 'head-stale'), ['node:fra1-a', 'node:sgp1-a'])
  })

  it('a data centre is dark when all its nodes fail, unknown when some are unknown, and else well', () => {
    const dark = lookOf(settings, { nodes: { 'ams1-a': 'timeout', 'ams1-b': 'connection-refused' } })
    assert.ok(foundKinds(dark).includes('data-center-dark data-center:ams1'))
    const half = lookOf(settings, { nodes: { 'ams1-a': 'timeout', 'ams1-b': REFUSED } })
    assert.deepEqual(unknownIn(half, 'data-center-dark'), ['data-center:ams1'])
    assert.ok(!foundKinds(half).some((kind) => kind.startsWith('data-center-dark')))
  })
})

describe('head age is judged by our clock', () => {
  it('three slots are nothing, four are stale, whatever the node says of itself', () => {
    assert.deepEqual(foundKinds(lookOf(settings, { nodes: { 'fra1-a': stale(settings, 3) } })), [])
    const fine = {
      headSlot: now,
      distance: 0,
      syncing: false,
      optimistic: false,
      executionOffline: false,
    } as const
    const look = lookOf(settings, { nodes: { 'fra1-a': { ...stale(settings, 4), syncing: fine } } })
    assert.deepEqual(foundKinds(look), ['head-stale node:fra1-a'])
  })

  it('one old head for all is a stall of the network', () => {
    const all = Object.fromEntries(settings.nodes.map(({ id }) => [id, stale(settings, 6)]))
    const kinds = foundKinds(lookOf(settings, { nodes: all }))
    assert.ok(kinds.includes('network-stall network'))
    const moved = { ...all, 'sgp1-b': {} }
    assert.ok(!foundKinds(lookOf(settings, { nodes: moved })).includes('network-stall network'))
  })
})

describe('a split', () => {
  const sides = [
    { tip: { slot: now, root: rootAt(now) }, nodes: ['fra1-a', 'fra1-b'] },
    { tip: { slot: now - 1, root: rootAt(now - 1, 'cc') }, nodes: ['ams1-a'] },
  ]
  const split = (depth: number, blocks: Split['blocks'], age = depth + 1): Look =>
    lookOf(settings, {
      sides: {
        sides,
        splits: [
          {
            sides: [0, 1],
            ancestor: { slot: now - age, root: rootAt(1) },
            ancestorWithin: null,
            depth,
            blocks,
          },
        ],
      },
    })
  const severity = (look: Look) => found(look).find(({ kind }) => kind === 'chain-split')?.severity

  const cases: readonly (readonly [string, Look, string])[] = [
    ['three slots with two blocks on each side is critical', split(3, ['more', 'more']), 'critical'],
    ['two slots inform', split(2, ['more', 'more']), 'info'],
    ['two slots that have lasted a minute are critical', split(2, ['more', 'more'], 5), 'critical'],
    ['a branch of one block informs, however many slots it spans', split(9, ['more', 'one']), 'info'],
  ]
  for (const [law, look, expected] of cases) it(law, () => assert.equal(severity(look), expected))

  it('of unknown ancestor counts as deep as it is at least', () => {
    const look = lookOf(settings, {
      sides: {
        sides,
        splits: [
          { sides: [0, 1], ancestor: null, ancestorWithin: [10, 20], depth: 400, blocks: ['more', 'more'] },
        ],
      },
    })
    assert.equal(severity(look), 'critical')
    const split = found(look).find((one) => isOf(one, 'chain-split'))
    assert.deepEqual(split?.facts.splits[0]?.ancestorWithin, [10, 20])
  })

  it('a branch of one block that does not grow for a minute leaves its nodes stale on an orphaned block', () => {
    const at = NOON
    const tip = { slot: now - 6, root: rootAt(now - 6, 'cc') }
    const look = lookOf(settings, {
      nodes: { 'ams1-a': { head: { ...tip, parentRoot: rootAt(now - 9), at } } },
      sides: {
        sides: [sides[0]!, { tip, nodes: ['ams1-a'] }],
        splits: [
          {
            sides: [0, 1],
            ancestor: { slot: now - 9, root: rootAt(now - 9) },
            ancestorWithin: null,
            depth: 3,
            blocks: ['more', 'one'],
          },
        ],
      },
    })
    const staleFinding = found(look).find((one) => isOf(one, 'head-stale'))
    assert.equal(staleFinding?.facts['ams1-a']?.isOrphaned, true)
    assert.equal(severity(look), 'info')
  })
})

describe('what a node says of itself', () => {
  const status = (claims: object) => ({
    syncing: {
      headSlot: now,
      distance: 0,
      syncing: false,
      optimistic: false,
      executionOffline: false,
      ...claims,
    },
  })
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ['optimistic', status({ optimistic: true }), ['optimistic node:fra1-a']],
    ['execution offline', status({ executionOffline: true }), ['execution-offline node:fra1-a']],
    ['syncing at the head is no fault', status({ syncing: true }), []],
    ['few peers', { peers: 7 }, ['low-peers node:fra1-a']],
    [
      'slow',
      { timingsMs: { dns: null, connect: null, tls: null, firstByte: 1, total: 2_500 } },
      ['slow node:fra1-a'],
    ],
    [
      'syncing far behind',
      { ...stale(settings, 900), ...status({ syncing: true }) },
      ['head-stale node:fra1-a', 'syncing node:fra1-a'],
    ],
    [
      'stopped with two peers',
      { ...stale(settings, 9), peers: 2 },
      ['isolated node:fra1-a', 'head-stale node:fra1-a', 'low-peers node:fra1-a'],
    ],
  ]
  for (const [law, part, expected] of cases)
    it(law, () =>
      assert.deepEqual(
        foundKinds(lookOf(settings, { nodes: { 'fra1-a': part } })).sort(),
        [...expected].sort(),
      ),
    )

  it('what it does not say is unknown, not well', () => {
    const look = lookOf(settings, {
      nodes: { 'fra1-a': status({ optimistic: 'unknown', executionOffline: 'unknown' }) },
    })
    assert.deepEqual(unknownIn(look, 'optimistic'), ['node:fra1-a'])
    assert.deepEqual(unknownIn(look, 'execution-offline'), ['node:fra1-a'])
  })
})

describe('finality', () => {
  const behind = (epochs: number) => {
    const epoch = Math.floor(now / 32) - epochs
    return {
      checkpoints: {
        finalized: { epoch, root: rootAt(epoch) },
        justified: { epoch: epoch + 1, root: rootAt(epoch + 1) },
      },
    }
  }
  const all = (epochs: number) => Object.fromEntries(settings.nodes.map(({ id }) => [id, behind(epochs)]))
  const severities = (look: Look) =>
    found(look).map(({ kind, subject, severity }) => `${kind} ${subject} ${severity}`)

  it('three epochs are normal, four a warning, five critical', () => {
    assert.deepEqual(severities(lookOf(settings, { nodes: all(3) })), [])
    assert.deepEqual(severities(lookOf(settings, { nodes: all(4) })), ['finality-delay network warning'])
    assert.deepEqual(severities(lookOf(settings, { nodes: all(5) })), ['finality-delay network critical'])
  })

  it('one node two epochs behind the others', () => {
    assert.deepEqual(severities(lookOf(settings, { nodes: { 'ams1-b': behind(4) } })), [
      'finality-delay node:ams1-b warning',
    ])
  })
})

describe('identity', () => {
  it('another genesis is the wrong network and takes part in no other rule', () => {
    const about = {
      askedAt: NOON,
      genesis: { timeMs: 5, validatorsRoot: rootAt(9) },
    }
    const look = lookOf(settings, { nodes: { 'fra1-b': { about, peers: 0, ...stale(settings, 99) } } })
    assert.deepEqual(foundKinds(look), ['wrong-network node:fra1-b'])
  })

  it('a contradiction is remembered for ten minutes', () => {
    const said = (at: number) => ({
      contradictions: [{ at, what: 'went-backwards' as const, fromSlot: 9, toSlot: 5 }],
    })
    const kinds = (ageMs: number) => foundKinds(lookOf(settings, { nodes: { 'fra1-b': said(NOON - ageMs) } }))
    assert.deepEqual(kinds(599_000), ['endpoint-inconsistent node:fra1-b'])
    assert.deepEqual(kinds(600_000), [])
  })
})

describe('what strangers say', () => {
  const withReferences = fleetSettings(`references:
  - { id: ref-1, url: "http://127.0.0.1:9101" }
  - { id: ref-2, url: "http://127.0.0.1:9102" }
  - { id: ref-3, url: "http://127.0.0.1:9103" }`)
  const OWN = ['fra1-a', 'fra1-b', 'fra1-c', 'ams1-a', 'ams1-b', 'sgp1-a', 'sgp1-b']
  const split = (other: number, depth = 20): Split => ({
    sides: [0, other],
    ancestor: { slot: now - depth, root: rootAt(now - depth) },
    ancestorWithin: null,
    depth,
    blocks: ['more', 'more'],
  })
  const side = (nodes: readonly string[], branch: string) => ({
    tip: { slot: now, root: rootAt(now, branch) },
    nodes,
  })
  const reference = (id: string) => {
    const well = lookOf(withReferences).nodes[0]!
    return { ...well, id, role: 'reference' as const }
  }
  const all = ['ref-1', 'ref-2', 'ref-3']
  const kindsOf = (sides: Parameters<typeof lookOf>[1]) => {
    const look = lookOf(withReferences, { extra: all.map(reference), ...sides })
    return LOOK_KINDS.flatMap((kind) => [...RULES[kind](look, withReferences).findings]).map(
      ({ kind, subject, severity }) => `${kind} ${subject} ${severity}`,
    )
  }

  it('F6: one reference on a chain of its own is a warning about it, however deep, and no split', () => {
    const sides = {
      sides: [side([...OWN, 'ref-1', 'ref-2'], 'aa'), side(['ref-3'], 'bb')],
      splits: [split(1, 4_000)],
    }
    assert.deepEqual(kindsOf({ sides }), ['reference-disagrees reference:ref-3 warning'])
  })

  it('F6: two references that agree against our whole fleet are critical, unless as many are with us', () => {
    const sides = { sides: [side(OWN, 'aa'), side(['ref-1', 'ref-2'], 'bb')], splits: [split(1)] }
    assert.deepEqual(kindsOf({ sides }), [
      'reference-disagrees reference:ref-1 warning',
      'reference-disagrees reference:ref-2 warning',
      'fleet-alone fleet critical',
    ])
    const apart = {
      sides: [side(OWN, 'aa'), side(['ref-1'], 'bb'), side(['ref-2'], 'cc')],
      splits: [split(1), split(2)],
    }
    assert.ok(!kindsOf({ sides: apart }).some((kind) => kind.startsWith('fleet-alone')))
  })

  it('F6: our own split is one whatever strangers do, and is told with our sides alone', () => {
    const sides = {
      sides: [side(OWN.slice(0, 4), 'aa'), side(OWN.slice(4), 'bb'), side(['ref-3'], 'cc')],
      splits: [split(1), split(2)],
    }
    const look = lookOf(withReferences, { extra: all.map(reference), sides })
    const [finding] = RULES['chain-split'](look, withReferences).findings
    assert.equal(finding?.severity, 'critical')
    assert.deepEqual(
      finding?.facts.sides.map(({ nodes }) => nodes.length),
      [4, 3],
    )
    assert.ok(!kindsOf({ sides }).some((kind) => kind.startsWith('fleet-alone')))
  })

  it('F6: a checkpoint that only one reference has is about that reference', () => {
    const holders = (nodes: string[], branch: string) => ({
      at: { epoch: 10, root: rootAt(10, branch) },
      nodes,
    })
    const conflicts = [
      { checkpoint: 'finalized' as const, a: holders(OWN, 'aa'), b: holders(['ref-3'], 'bb') },
    ]
    const sides = { sides: [side([...OWN, ...all], 'aa')], conflicts }
    assert.deepEqual(kindsOf({ sides }), ['reference-disagrees reference:ref-3 warning'])
  })

  it('a reference whose head or finality nobody else has hides no stall and makes no node late', () => {
    const old = Object.fromEntries(OWN.map((id) => [id, { ...stale(withReferences, 10), peers: 80 }]))
    const ahead = {
      ...reference('ref-3'),
      head: { slot: now, root: rootAt(now, 'bb'), parentRoot: rootAt(now - 1, 'bb'), at: NOON },
    }
    const lying = {
      ...ahead,
      checkpoints: {
        finalized: { epoch: 999_999, root: rootAt(1) },
        justified: { epoch: 999_999, root: rootAt(1) },
      },
    }
    const look = lookOf(withReferences, {
      nodes: old,
      extra: [lying],
      sides: {
        sides: [{ tip: { slot: now - 10, root: rootAt(now - 10) }, nodes: OWN }, side(['ref-3'], 'bb')],
        splits: [split(1)],
      },
    })
    const kinds = LOOK_KINDS.flatMap((kind) => [...RULES[kind](look, withReferences).findings]).map(
      ({ kind }) => kind,
    )
    assert.ok(kinds.includes('network-stall'))
    assert.ok(!kinds.includes('finality-delay'))
  })
})

describe('a question that a rule needs', () => {
  const HTTP_500 = { kind: 'http-status', status: 500, detail: 'HTTP 500' } as const
  for (const question of ['head', 'syncing', 'checkpoints'] as const)
    it(`S1: ${question} unanswered is told of the node`, () => {
      const look = lookOf(settings, {
        nodes: { 'fra1-a': { [question]: 'unknown', faults: { [question]: HTTP_500 } } },
      })
      assert.deepEqual(foundKinds(look), ['unanswered node:fra1-a'])
    })

  it('S1: what we had no time for hides nothing of what the node left open', () => {
    const NO_TIME = { kind: 'no-time', detail: 'too busy' } as const
    const found = (faults: object, open: object) =>
      foundKinds(lookOf(settings, { nodes: { 'fra1-a': { ...open, faults } } }))
    const refused = { head: 'unknown', peers: 'unknown' } as const
    assert.deepEqual(found({ head: HTTP_500, peers: NO_TIME }, refused), ['unanswered node:fra1-a'])
    assert.deepEqual(found({ head: NO_TIME, peers: HTTP_500 }, refused), [])
  })

  it('F19: progress that does not say whether there is any is no answer', () => {
    const said = {
      headSlot: 1,
      distance: 0,
      syncing: 'unknown',
      optimistic: false,
      executionOffline: false,
    } as const
    assert.deepEqual(foundKinds(lookOf(settings, { nodes: { 'fra1-a': { syncing: said } } })), [
      'unanswered node:fra1-a',
    ])
  })

  it('F19: an optimistic head tells though the progress is withheld', () => {
    const look = lookOf(settings, { nodes: { 'fra1-a': { syncing: 'unknown', isHeadOptimistic: true } } })
    assert.ok(foundKinds(look).includes('optimistic node:fra1-a'))
  })
})

describe('what an old head means', () => {
  const allStale = (slots: number, of = settings) =>
    Object.fromEntries(of.nodes.map(({ id }) => [id, stale(of, slots)]))

  it('on a chain with slots of 5 s the floor in seconds counts, and not four slots', () => {
    const gnosis = {
      ...settings,
      network: { kind: 'preset', name: 'gnosis', chain: PRESETS.gnosis },
    } as typeof settings
    const kinds = (slots: number) => {
      const look = lookOf(gnosis, { nodes: { 'fra1-a': stale(gnosis, slots) } })
      return (
        RULES['head-stale'](look, gnosis).findings.length +
        RULES['network-stall'](look, gnosis).findings.length
      )
    }
    assert.equal(kinds(9), 0)
    assert.equal(kinds(10), 1)
  })

  it('a node with few peers is isolated only if others moved on', () => {
    const few = { ...stale(settings, 10), peers: 2 }
    const alone = lookOf(settings, { nodes: { 'fra1-a': few } })
    assert.ok(foundKinds(alone).includes('isolated node:fra1-a'))
    const all = lookOf(settings, { nodes: { ...allStale(10), 'fra1-a': few } })
    assert.ok(!foundKinds(all).includes('isolated node:fra1-a'))
    assert.ok(foundKinds(all).includes('network-stall network'))
  })

  it('it is a stall of the network only where all have the same block', () => {
    const other = stale(settings, 10)
    const head = { ...(other.head as Head), root: rootAt(7, 'cc') }
    const look = lookOf(settings, { nodes: { ...allStale(10), 'sgp1-a': { head } } })
    assert.ok(!foundKinds(look).includes('network-stall network'))
    assert.ok(foundKinds(look).includes('head-stale node:sgp1-a'))
  })
})
