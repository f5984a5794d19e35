/** The law of usable nodes: what validators are told to use has been reached, and nothing that is open of its own disables it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { isLive } from '../../../lib/domain/incidents/incident.ts'
import { heldOpen, nextViews } from '../../../lib/domain/incidents/next-views.ts'
import { specOf } from '../../../lib/domain/kinds/kinds.ts'
import { keyOf } from '../../../lib/domain/kinds/subject.ts'
import type { Look, ReachedNode } from '../../../lib/domain/look/look.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { judge } from '../../../lib/domain/verdicts/judge.ts'
import type { Verdicts } from '../../../lib/domain/verdicts/verdict.ts'
import { fleetSettings, type LookParts, lookOf, NODES, NOON, REFUSED, stale } from '../made-up-fleet.ts'

const MINUTE_MS = 60_000
const FRESH_MS = 3.5 * MINUTE_MS
const VANTAGES = ['eu', 'us', 'ap']

type Condition = NonNullable<LookParts['nodes']>[string]

const SAYS = { headSlot: 1, distance: 0, syncing: false, optimistic: false, executionOffline: false } as const

/** What a node can be in a look, as the look is made at an instant. */
const CONDITIONS: readonly ((settings: Settings, at: number) => Condition)[] = [
  () => ({}),
  () => ({}),
  () => ({}),
  () => 'timeout',
  () => 'connection-refused',
  () => REFUSED,
  (settings, at) => stale(settings, 50, at),
  (settings, at) => ({ ...stale(settings, 50, at), syncing: { ...SAYS, syncing: true } }),
  () => ({ syncing: { ...SAYS, optimistic: true } }),
  () => ({ syncing: { ...SAYS, executionOffline: true } }),
  // What cannot be told is not over.
  () => ({ syncing: 'unknown' }),
  () => ({ head: 'unknown' }),
  () => ({ peers: 2 }),
  () => ({ about: { askedAt: 0, genesis: FOREIGN } }),
]

const FOREIGN: NonNullable<ReachedNode['about']['genesis']> = {
  timeMs: 1,
  validatorsRoot: `0x${'ff'.repeat(32)}`,
}

/** Which validator groups each node serves, and how each node is seen from each vantage, minute by minute. */
const nights = fc.record({
  groups: fc.array(fc.subarray(['g1', 'g2', 'g3']), { minLength: NODES.length, maxLength: NODES.length }),
  minutes: fc.array(
    fc.array(fc.array(fc.nat(CONDITIONS.length - 1), { minLength: NODES.length, maxLength: NODES.length }), {
      minLength: VANTAGES.length,
      maxLength: VANTAGES.length,
    }),
    { minLength: 1, maxLength: 6 },
  ),
})

function settingsOf(groups: readonly (readonly string[])[]): Settings {
  const settings = fleetSettings()
  return { ...settings, nodes: settings.nodes.map((node, at) => ({ ...node, serves: groups[at]! })) }
}

function looksAt(settings: Settings, now: number, states: readonly (readonly number[])[]): Look[] {
  return VANTAGES.map((vantage, place) => {
    const at = now - (VANTAGES.length - place) * 1_000
    const nodes = Object.fromEntries(
      NODES.map((id, node) => [id, CONDITIONS[states[place]![node]!]!(settings, at)]),
    )
    return lookOf(settings, { vantage, at, nodes })
  })
}

/** Plays the night for one judge; `each` sees what it says and holds every minute. */
function play(
  {
    groups,
    minutes,
  }: { groups: readonly (readonly string[])[]; minutes: readonly (readonly (readonly number[])[])[] },
  each: (minute: { verdicts: Verdicts; views: readonly View[]; looks: readonly Look[] }) => void,
): void {
  const settings = settingsOf(groups)
  let own: readonly View[] = []
  minutes.forEach((states, minute) => {
    const now = NOON + minute * MINUTE_MS
    const looks = looksAt(settings, now, states)
    const verdicts = judge(looks, settings, { now, freshMs: FRESH_MS, held: heldOpen(own) })
    const steps = nextViews(verdicts, { vantage: 'eu', own, others: [], settings, now, freshMs: FRESH_MS })
    const stepped = new Map(steps.map(({ view }) => [keyOf(view), view]))
    own = [...own.filter((view) => !stepped.has(keyOf(view))), ...stepped.values()]
    each({ verdicts, views: own, looks })
  })
}

test('no open incident of its own disables a node that is named as usable', () => {
  fc.assert(
    fc.property(nights, (night) =>
      play(night, ({ views, looks }) => {
        const disabled = new Set(
          views
            .filter(({ kind, phase }) => specOf(kind).disables && phase === 'open')
            .flatMap(({ evidence }) => evidence.nodes),
        )
        const reached = new Set(
          looks.flatMap(({ nodes }) => nodes.filter(({ state }) => state === 'reached').map(({ id }) => id)),
        )
        for (const view of views.filter(isLive))
          for (const { usable } of view.left)
            for (const id of usable) {
              assert.ok(!disabled.has(id), `${keyOf(view)} names ${id}, which is disabled`)
              assert.ok(reached.has(id), `${keyOf(view)} names ${id}, which nobody reached`)
              assert.ok(!view.evidence.nodes.includes(id), `${keyOf(view)} names ${id}, which it is about`)
            }
      }),
    ),
    { numRuns: 100 },
  )
})

test('severity by redundancy and what is left are one judgement', () => {
  fc.assert(
    fc.property(nights, (night) =>
      play(night, ({ verdicts }) => {
        for (const { kind, severity, left, subject } of verdicts.unwell) {
          if (specOf(kind).severity !== 'redundancy') continue
          const isBare = left.some((group) => group.left === 0)
          assert.equal(severity, isBare ? 'critical' : 'warning', keyOf({ kind, subject }))
        }
      }),
    ),
    { numRuns: 100 },
  )
})

test('F16: a node that is behind, or on another network, is nobody\u2019s way out', () => {
  const settings = settingsOf(NODES.map((id) => (id === 'fra1-a' || id === 'fra1-b' ? ['g1'] : [])))
  for (const other of [stale(settings, 50), { about: { askedAt: 0, genesis: FOREIGN } }]) {
    const looks = VANTAGES.map((vantage) =>
      lookOf(settings, { vantage, nodes: { 'fra1-a': other, 'fra1-b': 'timeout' } }),
    )
    const { unwell } = judge(looks, settings, { now: NOON, freshMs: FRESH_MS })
    const down = unwell.find(({ kind }) => kind === 'node-down')
    assert.deepEqual(down?.left, [{ group: 'g1', nodes: 2, left: 0, usable: [] }])
    assert.equal(down?.severity, 'critical')
  }
})
