/** Laws of the verdict: who votes, what a majority is, what one event is called, and how bad it is. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultKind } from '../../../lib/domain/look/fault.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { urlHash } from '../../../lib/domain/text/secret-text.ts'
import { judge } from '../../../lib/domain/verdicts/judge.ts'
import type { Evidence, Verdict, Verdicts } from '../../../lib/domain/verdicts/verdict.ts'
import { fleetSettings, type LookParts, lookOf, NODES, NOON, REFUSED, stale } from '../made-up-fleet.ts'

const settings = fleetSettings()
const FRESH_MS = 210_000
const SECOND = 1_000

/** Looks of eu, us and ap, ten seconds apart, the last one at noon. */
function looks(parts: readonly [LookParts, LookParts, LookParts], under: Settings = settings): Look[] {
  return ['eu', 'us', 'ap'].map((vantage, index) =>
    lookOf(under, { vantage, at: NOON - (2 - index) * 10 * SECOND, ...parts[index] }),
  )
}

function judged(of: readonly Look[], under: Settings = settings): Verdicts {
  return judge(of, under, { now: NOON + SECOND, freshMs: FRESH_MS })
}

function names({ unwell }: Verdicts): string[] {
  return unwell
    .map(({ kind, subject, explainedBy }) => `${kind} ${subject}${explainedBy ? ` < ${explainedBy}` : ''}`)
    .sort()
}

function the({ unwell }: Verdicts, kind: string): Verdict {
  return unwell.find((verdict) => verdict.kind === kind)!
}

const fails = (...ids: string[]): LookParts => ({
  nodes: Object.fromEntries(ids.map((id) => [id, 'timeout' as FaultKind])),
})
const all = fails(...NODES)

it('three well looks give no verdict, and everything was compared', () => {
  const verdicts = judged(looks([{}, {}, {}]))
  assert.deepEqual(names(verdicts), [])
  assert.equal(verdicts.unknown.size, 0)
  assert.equal(verdicts.compared.size, 7)
})

describe('not reaching a node', () => {
  it('from most vantages, with nobody reaching it since, is down', () => {
    const verdicts = judged(looks([{}, fails('fra1-a'), fails('fra1-a')]))
    assert.ok(names(verdicts).includes('node-down node:fra1-a'))
    assert.deepEqual(the(verdicts, 'node-down').evidence.seenBy, ['us', 'ap'])
  })

  it('is no outage while somebody reached it since those looks began, but a partition', () => {
    const verdicts = judged(looks([fails('fra1-a'), {}, fails('fra1-a')]))
    assert.deepEqual(names(verdicts), ['partition node:fra1-a'])
    assert.deepEqual(the(verdicts, 'partition').evidence.notSeenBy, ['us'])
  })

  it('from one of three is a partition, never down', () => {
    assert.deepEqual(names(judged(looks([{}, fails('fra1-a'), {}]))), ['partition node:fra1-a'])
  })

  it('a look from before the others says nothing against them: down, and no partition', () => {
    const old = { at: NOON - 90 * SECOND }
    const verdicts = judged(looks([old, fails('fra1-a'), fails('fra1-a')]))
    assert.deepEqual(names(verdicts), ['node-down node:fra1-a'])
  })

  it('S9: that was away and came back between the looks of both halves is no partition', () => {
    const verdicts = judged(looks([fails('fra1-a'), fails('fra1-a'), {}]))
    assert.deepEqual(names(verdicts), [])
    assert.ok(verdicts.unknown.has('partition node:fra1-a'))
  })

  it('F9: what some reached since the others have failed is a partition until nobody has for two rounds', () => {
    const cut = fails('fra1-a', 'fra1-b', 'fra1-c')
    const failing = (look: Look, times: number): Look => ({
      ...look,
      nodes: look.nodes.map((node) =>
        node.state === 'failed' ? { ...node, recent: `..${'x'.repeat(times)}` } : node,
      ),
    })
    const at = (reachedAgo: number, times: number) => {
      const seen = judged(
        looks([{ at: NOON - reachedAgo * SECOND }, cut, cut]).map((look) => failing(look, times)),
      )
      return names(seen).filter((name) => / data-center:fra1$/.test(name) && !name.includes('<'))
    }
    const dark = ['data-center-dark data-center:fra1']
    assert.deepEqual(at(40, 1), dark, 'reached only before they began to fail')
    assert.deepEqual(at(40, 2), ['partition data-center:fra1'])
    assert.deepEqual(at(110, 3), [], 'its next look is missing')
    assert.deepEqual(at(140, 4), dark)
  })

  it('F8: a stall of the network explains what follows from it, such as a client that calls itself syncing', () => {
    const slots = 75
    const behind = {
      ...stale(settings, slots),
      syncing: { headSlot: 1, distance: slots, syncing: true, optimistic: false, executionOffline: false },
    }
    const old = {
      nodes: Object.fromEntries(NODES.map((id) => [id, id === 'sgp1-a' ? behind : stale(settings, slots)])),
    }
    const told = judged(looks([old, old, old])).unwell.filter(({ explainedBy }) => explainedBy === undefined)
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['network-stall'],
    )
  })

  it('one failing and two unknown is neither down nor well: it is said to be unwatched', () => {
    const refused = { nodes: { 'fra1-a': REFUSED } }
    const verdicts = judged(looks([refused, refused, fails('fra1-a')]))
    assert.deepEqual(names(verdicts), ['vantage-degraded node:fra1-a'])
    assert.ok(verdicts.unknown.has('node-down node:fra1-a'))
  })
})

describe('one event is one verdict', () => {
  it('a dark data centre explains its nodes', () => {
    const dark = fails('ams1-a', 'ams1-b')
    const verdicts = judged(looks([dark, dark, dark]))
    assert.deepEqual(names(verdicts), [
      'data-center-dark data-center:ams1',
      'node-down node:ams1-a < data-center-dark data-center:ams1',
      'node-down node:ams1-b < data-center-dark data-center:ams1',
    ])
    assert.equal(the(verdicts, 'data-center-dark').severity, 'critical')
    assert.equal(the(verdicts, 'data-center-dark').scope, 'data-center')
  })

  it('one way to one data centre cut is one partition named by its path', () => {
    const verdicts = judged(looks([{}, fails('ams1-a', 'ams1-b'), {}]))
    assert.deepEqual(names(verdicts), [
      'partition node:ams1-a < partition path:us/ams1',
      'partition node:ams1-b < partition path:us/ams1',
      'partition path:us/ams1',
    ])
    const { seenBy, notSeenBy } = the(verdicts, 'partition').evidence
    assert.deepEqual([seenBy, notSeenBy], [['us'], ['eu', 'ap']])
  })

  it('several ways cut are one partition of the data centre', () => {
    const cut = fails('ams1-a', 'ams1-b')
    const verdicts = judged(looks([cut, {}, cut]))
    const unexplained = verdicts.unwell.filter(({ explainedBy }) => !explainedBy)
    assert.deepEqual(
      unexplained.map(({ kind, subject }) => `${kind} ${subject}`),
      ['partition data-center:ams1'],
    )
  })

  it('nodes that share a client and all else fail for nothing that could be named', () => {
    const twins = ['fra1-a', 'fra1-b']
    const alike = {
      ...settings,
      nodes: settings.nodes.map((node) =>
        twins.includes(node.id) ? { ...node, client: 'grandine' as never, execution: 'geth' as never } : node,
      ),
    }
    const old = { nodes: Object.fromEntries(twins.map((id) => [id, stale(settings, 20)])) }
    const unexplained = judged(looks([old, old, old], alike), alike).unwell.filter(
      ({ explainedBy }) => !explainedBy,
    )
    assert.deepEqual(unexplained.map(({ kind, subject }) => `${kind} ${subject}`).sort(), [
      'head-stale node:fra1-a',
      'head-stale node:fra1-b',
    ])
  })

  it('nodes of one client in different places fail for their client', () => {
    const prysm = {
      nodes: { 'fra1-c': stale(settings, 20), 'ams1-a': stale(settings, 20), 'sgp1-b': stale(settings, 20) },
    }
    const verdicts = judged(looks([prysm, prysm, prysm]))
    const unexplained = verdicts.unwell.filter(({ explainedBy }) => !explainedBy)
    assert.deepEqual(
      unexplained.map(({ kind, subject, scope }) => [kind, subject, scope]),
      [['head-stale', 'client:prysm', 'several']],
    )
    assert.equal(
      verdicts.unwell.filter(({ explainedBy }) => explainedBy === 'head-stale client:prysm').length,
      3,
    )
  })

  it('two nodes that share only their data centre and two clients are no client fault', () => {
    const two = { nodes: { 'fra1-a': stale(settings, 20), 'ams1-b': stale(settings, 20) } }
    assert.deepEqual(names(judged(looks([two, two, two]))), [
      'head-stale node:ams1-b',
      'head-stale node:fra1-a',
    ])
  })

  it('all nodes down is the fleet, once', () => {
    const verdicts = judged(looks([all, all, all]))
    const unexplained = verdicts.unwell.filter(({ explainedBy }) => !explainedBy)
    assert.deepEqual(
      unexplained.map(({ kind, subject, scope }) => [kind, subject, scope]),
      [['node-down', 'fleet', 'fleet']],
    )
    assert.equal(unexplained[0]?.severity, 'critical')
  })

  it('never explains a worse one', () => {
    const grouped = fleetSettings().nodes.map((node) =>
      node.id === 'fra1-a' ? { ...node, serves: ['g1'] } : node,
    )
    const under = { ...settings, nodes: grouped }
    const said = [{ at: NOON - SECOND, what: 'went-backwards' as const, fromSlot: 9, toSlot: 5 }]
    const both = { nodes: { 'fra1-a': { ...stale(settings, 20), contradictions: said } } }
    const verdicts = judged(looks([both, both, both], under), under)
    assert.equal(the(verdicts, 'head-stale').severity, 'critical')
    assert.equal(the(verdicts, 'head-stale').explainedBy, undefined)
  })
})

describe('severity by redundancy', () => {
  const serving = (groups: Readonly<Record<string, string[]>>): Settings => ({
    ...settings,
    nodes: settings.nodes.map((node) => ({ ...node, serves: groups[node.id] ?? [] })),
  })
  const one = fails('fra1-a')
  const severity = (under: Settings, parts: LookParts) =>
    the(judged(looks([parts, parts, parts], under), under), 'node-down').severity

  it('a warning while every group it serves keeps a healthy node', () => {
    assert.equal(severity(settings, one), 'warning')
    assert.equal(severity(serving({ 'fra1-a': ['g1'], 'fra1-b': ['g1'] }), one), 'warning')
  })
  it('critical when one of its groups is left without', () => {
    assert.equal(severity(serving({ 'fra1-a': ['g1', 'g2'], 'fra1-b': ['g1'] }), one), 'critical')
    const sick = { nodes: { ...one.nodes, 'fra1-b': stale(settings, 30) } }
    assert.equal(severity(serving({ 'fra1-a': ['g1'], 'fra1-b': ['g1'] }), sick), 'critical')
  })
})

describe('the watchers themselves', () => {
  it('a vantage that reaches nothing while others do has no vote and is degraded', () => {
    assert.deepEqual(names(judged(looks([all, {}, {}]))), ['vantage-degraded vantage:eu'])
  })

  it('a vantage whose control targets answer does vote', () => {
    const under = {
      ...settings,
      references: [{ id: 'ref', url: 'https://ref.example', headers: {}, tls: {}, kind: 'node' as const }],
    }
    const reference = lookOf(settings).nodes[0]!
    const ref = { ...reference, id: 'ref', role: 'reference' as const, urlHash: '' }
    const withRef = { ...ref, urlHash: hashOf(under) }
    const [eu, us, ap] = looks(
      [{ ...all, extra: [withRef] }, { extra: [withRef] }, { extra: [withRef] }],
      under,
    )
    assert.ok(!names(judged([eu!, us!, ap!], under)).includes('vantage-degraded vantage:eu'))
  })

  it('a silent one is degraded, fewer than half fresh is blind, and one that never looked is not expected', () => {
    const old = (look: Look) => ({ ...look, at: NOON - 10 * 60 * SECOND })
    const [eu, us, ap] = looks([{}, {}, {}])
    assert.deepEqual(names(judged([eu!, us!, old(ap!)])), ['vantage-degraded vantage:ap'])
    assert.deepEqual(names(judged([eu!, old(us!), old(ap!)])), [
      'blind fleet',
      'vantage-degraded vantage:ap < blind fleet',
      'vantage-degraded vantage:us < blind fleet',
    ])
    assert.deepEqual(names(judged([eu!])), [])
    assert.deepEqual(judged([old(eu!)]).voters, [])
  })

  it('a token that all nodes refuse is blindness that names the token, and nobody is down', () => {
    const refused = { nodes: Object.fromEntries(NODES.map((id) => [id, REFUSED])) }
    const verdicts = judged(looks([refused, refused, refused]))
    assert.deepEqual([...new Set(verdicts.unwell.map(({ kind }) => kind))].sort(), [
      'blind',
      'vantage-degraded',
    ])
    const unexplained = verdicts.unwell.filter(({ explainedBy }) => !explainedBy)
    assert.deepEqual(
      unexplained.map(({ subject }) => subject),
      ['fleet'],
    )
    const { unwatched } = unexplained[0]!.evidence.facts as Evidence<'blind'>['facts']
    assert.deepEqual(unwatched['fra1-a'], { kind: 'http-status', status: 401 })
  })

  it('looks made under other settings count for nodes with the same id and URL', () => {
    const moved = {
      ...settings,
      nodes: settings.nodes.map((node) =>
        node.id === 'fra1-a' ? { ...node, url: 'http://127.0.0.1:1' } : node,
      ),
    }
    const verdicts = judged(
      looks([fails('fra1-a', 'sgp1-a'), fails('fra1-a', 'sgp1-a'), fails('fra1-a', 'sgp1-a')]),
      moved,
    )
    assert.deepEqual(names(verdicts), ['node-down node:sgp1-a', 'vantage-degraded node:fra1-a'])
  })
})

function hashOf(under: Settings): string {
  return urlHash(under.references[0]!.url)
}

describe('no answer is never health', () => {
  const without = (ids: readonly string[]): LookParts => ({
    nodes: Object.fromEntries(ids.map((id) => [id, { head: 'unknown' as const }])),
  })

  it('S1: a node that leaves its head open from everywhere is no healthy node of its group', () => {
    const one = without(['fra1-a'])
    const verdicts = judged(looks([one, one, one]))
    assert.deepEqual(names(verdicts), ['unanswered node:fra1-a'])
    const alone = { ...settings, nodes: settings.nodes.map((node) => ({ ...node, serves: [node.id] })) }
    assert.equal(the(judged(looks([one, one, one], alone), alone), 'unanswered').severity, 'critical')
  })

  it('S2: what only narrows the judgement is told at info, and takes no node away', () => {
    const said = {
      headSlot: 1,
      distance: 0,
      syncing: false,
      optimistic: false,
      executionOffline: 'unknown',
    } as const
    const gap: LookParts = { nodes: { 'fra1-a': { syncing: said }, 'ams1-a': { peers: 'unknown' } } }
    const alone = { ...settings, nodes: settings.nodes.map((node) => ({ ...node, serves: [node.id] })) }
    const { unwell } = judged(looks([gap, gap, gap], alone), alone)
    assert.deepEqual(
      unwell.map(({ kind, subject, severity, evidence }) => [kind, subject, severity, evidence.facts]),
      [
        ['unanswered', 'node:fra1-a', 'info', { 'fra1-a': { el_offline: null } }],
        ['unanswered', 'node:ams1-a', 'info', { 'ams1-a': { peers: null } }],
      ],
    )
    const both = { nodes: { ...gap.nodes, ...without(['fra1-b']).nodes } }
    assert.deepEqual(names(judged(looks([both, both, both]))).toSorted(), [
      'unanswered node:ams1-a',
      'unanswered node:fra1-a',
      'unanswered node:fra1-b',
    ])
  })

  it('by the redundancy rule a kind that takes no node away is critical too where a group has no other', () => {
    const thresholds = {
      ...settings.thresholds,
      slow: { ...settings.thresholds.slow, severity: 'redundancy' as const },
    }
    const alone = {
      ...settings,
      thresholds,
      nodes: settings.nodes.map((node) => ({ ...node, serves: [node.id] })),
    }
    const timingsMs = { dns: null, connect: null, tls: null, firstByte: null, total: 60_000 }
    const late = { nodes: { 'fra1-a': { timingsMs } } }
    assert.equal(the(judged(looks([late, late, late], alone), alone), 'slow').severity, 'critical')
  })

  it('S1: no head from most of the fleet is blind', () => {
    const most = without(NODES.slice(0, 5))
    const told = judged(looks([most, most, most])).unwell.filter(
      ({ explainedBy }) => explainedBy === undefined,
    )
    assert.deepEqual(
      told.map(({ kind, subject }) => `${kind} ${subject}`),
      ['blind fleet'],
    )
  })

  it('S2: a network that no node tells of is blind', () => {
    const unlearned = looks([{}, {}, {}]).map((look) => ({ ...look, chain: null }))
    const verdicts = judged(unlearned)
    assert.ok(names(verdicts).includes('blind fleet'))
    assert.equal((the(verdicts, 'blind') as Verdict<'blind'>).evidence.facts.noChain, true)
  })
})

describe('how bad it is', () => {
  const split = (depth: number) =>
    ({
      sides: {
        sides: [
          { tip: { slot: 100, root: '0xaa' }, nodes: ['fra1-a'] },
          { tip: { slot: 100, root: '0xbb' }, nodes: ['fra1-b'] },
        ],
        splits: [
          {
            sides: [0, 1],
            ancestor: null,
            ancestorWithin: [0, 100 - depth + 1],
            depth,
            blocks: ['more', 'more'],
          },
        ],
      },
    }) as unknown as LookParts

  it('is what the worst of the looks says, and not the newest', () => {
    const verdicts = judged(looks([split(40), {}, split(1)]))
    assert.equal(the(verdicts, 'chain-split').severity, 'critical')
    assert.equal(the(judged(looks([{}, {}, split(1)])), 'chain-split').severity, 'info')
  })

  it('is no matter of groups for a kind that leaves the node of use', () => {
    const alone = { ...settings, nodes: settings.nodes.map((node) => ({ ...node, serves: [node.id] })) }
    const few = { nodes: { 'fra1-a': { peers: 10 } } }
    const verdicts = judged(looks([few, few, few], alone), alone)
    assert.equal(the(verdicts, 'low-peers').left[0]?.left, 0)
    assert.equal(the(verdicts, 'low-peers').severity, 'warning')
  })
})

it('half of the vantages are enough to see, and fewer are blind', () => {
  const four = fleetSettings('', ['eu', 'us', 'ap', 'sa'])
  const old = NOON - 30 * 60 * SECOND
  const of = (ages: readonly number[]) =>
    ['eu', 'us', 'ap', 'sa'].map((vantage, place) => lookOf(four, { vantage, at: ages[place]! }))
  const isBlind = (ages: readonly number[]) => names(judged(of(ages), four)).includes('blind fleet')
  assert.ok(!isBlind([NOON, NOON, old, old]))
  assert.ok(isBlind([NOON, old, old, old]))
})

describe('F20: a group that was told', () => {
  const offline = (...ids: string[]): LookParts => ({
    nodes: Object.fromEntries(
      ids.map((id) => [
        id,
        { syncing: { headSlot: 1, distance: 0, syncing: false, optimistic: false, executionOffline: true } },
      ]),
    ),
  })
  const held = [
    {
      kind: 'execution-offline',
      subject: 'client:prysm',
      isDisabling: true,
      nodes: ['fra1-c', 'ams1-a', 'sgp1-b'],
    },
  ] as const
  const after = (...ids: string[]) => {
    const parts = offline(...ids)
    return judge(looks([parts, parts, parts]), settings, { now: NOON + SECOND, freshMs: FRESH_MS, held })
  }
  const groups = (verdicts: Verdicts) => names(verdicts).filter((name) => !/ node:/.test(name))

  it('is one while any of its nodes fails so, and says how many of them do', () => {
    assert.deepEqual(groups(after('ams1-a')), ['execution-offline client:prysm'])
    assert.equal(after('ams1-a').unwell.find(({ subject }) => subject === 'client:prysm')!.evidence.among, 3)
    const whole = after('fra1-c', 'ams1-a', 'sgp1-b').unwell.find(({ subject }) => subject === 'client:prysm')
    assert.equal(whole!.evidence.among, undefined)
    assert.deepEqual(groups(after('fra1-a')), [])
  })

  it('is told within the wider one that it has become', () => {
    assert.deepEqual(groups(after(...NODES)), [
      'execution-offline client:prysm < execution-offline fleet',
      'execution-offline fleet',
    ])
  })

  it('explains its nodes, and no other', () => {
    assert.deepEqual(names(after('ams1-a', 'fra1-a')), [
      'execution-offline client:prysm',
      'execution-offline node:ams1-a < execution-offline client:prysm',
      'execution-offline node:fra1-a',
    ])
  })
})

describe('F14: what we had no time for', () => {
  const late = (...ids: string[]): LookParts => ({
    nodes: Object.fromEntries(ids.map((id) => [id, 'no-time' as FaultKind])),
  })

  it('is told of the vantage, and of no node', () => {
    const verdicts = judged(looks([late('fra1-a', 'fra1-b'), {}, {}]))
    assert.deepEqual(names(verdicts), ['vantage-degraded vantage:eu'])
    assert.deepEqual(the(verdicts, 'vantage-degraded').evidence.facts, {
      silent: [],
      cutOff: [],
      fresh: null,
      unwatched: {},
      late: [{ vantage: 'eu', nodes: 2 }],
    })
  })

  it('of a whole data centre too, where it is the only vantage; most of the fleet is one incident, of our sight', () => {
    const alone = fleetSettings('', ['eu'])
    const some = judged([lookOf(alone, late('sgp1-a', 'sgp1-b'))], alone)
    assert.deepEqual(names(some), ['vantage-degraded vantage:eu'])
    const most = judged([lookOf(alone, late(...NODES))], alone)
    assert.deepEqual(names(most), ['blind fleet', 'vantage-degraded vantage:eu < blind fleet'])
  })

  it('leaves no question open that the node would have answered', () => {
    const noTime = { kind: 'no-time', detail: 'busy' } as const
    const parts = {
      nodes: { 'fra1-a': { checkpoints: 'unknown', faults: { checkpoints: noTime } } },
    } as const
    assert.deepEqual(names(judged(looks([parts, {}, {}]))), ['vantage-degraded vantage:eu'])
  })
})
