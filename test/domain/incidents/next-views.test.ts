/** Laws of an incident's life: suspect, open, clearing, closed; told as short stories, minute by minute. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { nextViews, type ViewStep } from '../../../lib/domain/incidents/next-views.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { judge } from '../../../lib/domain/verdicts/judge.ts'
import { fleetSettings, type LookParts, lookOf, NOON, REFUSED, stale } from '../made-up-fleet.ts'

const MINUTE = 60_000
const FRESH_MS = 3.5 * MINUTE
const DOWN: LookParts = { nodes: { 'fra1-a': 'timeout' } }
const UNKNOWN: LookParts = { nodes: { 'fra1-a': REFUSED } }

/** One vantage's judge, minute by minute; all vantages see the same. */
function story(settings: Settings = fleetSettings(), others: readonly View[] = []) {
  let own: readonly View[] = []
  const vantages = settings.vantages.map(({ name }) => name)
  return {
    minute(minute: number, parts: LookParts): string[] {
      const now = NOON + minute * MINUTE
      const looks: Look[] = vantages.map((vantage) => lookOf(settings, { ...parts, vantage, at: now }))
      const verdicts = judge(looks, settings, { now, freshMs: 3.5 * MINUTE })
      const steps: ViewStep[] = nextViews(verdicts, {
        vantage: vantages[0]!,
        own,
        others,
        settings,
        now,
        freshMs: FRESH_MS,
      })
      const stepped = steps.map(({ view }) => view)
      own = [
        ...own.filter(
          (view) => !stepped.some((next) => next.kind === view.kind && next.subject === view.subject),
        ),
        ...stepped,
      ]
      return steps.map(({ view, reason }) => `${view.kind} ${view.phase} ${reason}`)
    },
    view: (kind: string): View => own.find((view) => view.kind === kind)!,
    views: () => own,
  }
}

it('a node that is down for two looks opens, clears after five minutes of being well, and closes once', () => {
  const told = story()
  assert.deepEqual(told.minute(0, DOWN), ['node-down suspect first-evidence'])
  assert.deepEqual(told.minute(1, DOWN), ['node-down open evidence-lasts'])
  assert.deepEqual(told.minute(2, DOWN), ['node-down open still-unwell'])
  assert.deepEqual(told.minute(3, {}), ['node-down clearing well-now'])
  assert.deepEqual(told.minute(7, {}), ['node-down clearing still-well'])
  assert.deepEqual(told.minute(8, {}), ['node-down closed well-long-enough'])
  assert.deepEqual(told.minute(9, {}), [])
  assert.equal(told.view('node-down').since, NOON)
  assert.equal(told.view('node-down').openedAt, NOON + MINUTE)
})

it('one bad look opens nothing', () => {
  const told = story()
  told.minute(0, DOWN)
  assert.deepEqual(told.minute(1, {}), ['node-down closed never-opened'])
  assert.deepEqual(told.minute(2, DOWN), ['node-down suspect first-evidence'])
})

it('a single vantage needs twice the time', () => {
  const told = story(fleetSettings('', ['eu']))
  told.minute(0, DOWN)
  assert.deepEqual(told.minute(1, DOWN), ['node-down suspect still-unwell'])
  assert.deepEqual(told.minute(2, DOWN), ['node-down open evidence-lasts'])
})

it('flapping is one incident with one id', () => {
  const told = story()
  told.minute(0, DOWN)
  told.minute(1, DOWN)
  const { id } = told.view('node-down')
  for (let minute = 2; minute < 22; minute += 2) {
    assert.deepEqual(told.minute(minute, {}), ['node-down clearing well-now'])
    assert.deepEqual(told.minute(minute + 1, DOWN), ['node-down open unwell-again'])
  }
  assert.equal(told.view('node-down').id, id)
  assert.equal(told.view('node-down').flaps, 10)
})

it('time in which nobody could look is no time of being well', () => {
  const told = story()
  told.minute(0, DOWN)
  told.minute(1, DOWN)
  told.minute(2, {})
  assert.ok(told.minute(4, UNKNOWN).includes('node-down open cannot-tell'))
  assert.ok(told.minute(8, {}).includes('node-down clearing well-now'))
  assert.ok(told.minute(12, {}).includes('node-down clearing still-well'))
})

it('a silent store of looks closes nothing', () => {
  const settings = fleetSettings()
  const told = story(settings)
  told.minute(0, DOWN)
  told.minute(1, DOWN)
  const now = NOON + 60 * MINUTE
  const verdicts = judge([], settings, { now, freshMs: MINUTE })
  const steps = nextViews(verdicts, {
    vantage: 'eu',
    own: told.views(),
    others: [],
    settings,
    now,
    freshMs: FRESH_MS,
  })
  assert.deepEqual(
    steps.map(({ view, reason }) => [view.phase, reason]),
    [['open', 'cannot-tell']],
  )
})

describe('a split closes only when both its sides were compared again', () => {
  const settings = fleetSettings()
  const tip = (slot: number, letter: string) => ({ slot, root: `0x${letter.repeat(64)}` })
  const sides = [
    { tip: tip(90, 'a'), nodes: ['fra1-a', 'fra1-b', 'fra1-c', 'sgp1-a', 'sgp1-b'] },
    { tip: tip(80, 'b'), nodes: ['ams1-a', 'ams1-b'] },
  ]
  const split = {
    sides: [0, 1] as const,
    ancestor: tip(10, 'c'),
    ancestorWithin: null,
    depth: 70,
    blocks: ['more', 'more'] as const,
  }
  const SPLIT: LookParts = { sides: { sides, splits: [split] } }

  it('one side gone dark is not healed', () => {
    const told = story(settings)
    assert.deepEqual(told.minute(0, SPLIT), ['chain-split open evidence-lasts'])
    const dark = told.minute(1, { nodes: { 'ams1-a': 'timeout', 'ams1-b': 'timeout' } })
    assert.ok(dark.includes('chain-split open cannot-tell'))
    assert.ok(told.minute(2, {}).includes('chain-split clearing well-now'))
  })
})

describe('several vantages', () => {
  const lent = (over: Partial<View>): View => {
    const told = story()
    told.minute(0, DOWN)
    told.minute(1, DOWN)
    return { ...told.view('node-down'), vantage: 'us', since: NOON - 3 * MINUTE, id: 'OLDER', ...over }
  }

  it('the older view lends its id and its beginning', () => {
    const told = story(fleetSettings(), [lent({})])
    assert.deepEqual(told.minute(0, DOWN), ['node-down open evidence-lasts'])
    assert.equal(told.view('node-down').id, 'OLDER')
    assert.equal(told.view('node-down').since, NOON - 3 * MINUTE)
  })

  it('but no phase: a dead vantage keeps nothing open, and a closed view lends nothing', () => {
    assert.deepEqual(story(fleetSettings(), [lent({})]).minute(0, {}), [])
    const told = story(fleetSettings(), [lent({ phase: 'closed' })])
    assert.deepEqual(told.minute(0, DOWN), ['node-down suspect first-evidence'])
  })

  it('and revives nothing that this vantage saw end', () => {
    const dead = lent({ asOf: NOON + MINUTE })
    const told = story(fleetSettings(), [dead])
    told.minute(0, DOWN)
    for (const minute of [1, 7]) told.minute(minute, {})
    assert.equal(told.view('node-down').phase, 'closed')
    assert.deepEqual(told.minute(20, DOWN), ['node-down suspect first-evidence'])
    assert.notEqual(told.view('node-down').id, 'OLDER')
  })
})

it('what a dark data centre explained stays explained while it recovers', () => {
  const told = story()
  const dark: LookParts = { nodes: { 'ams1-a': 'timeout', 'ams1-b': 'timeout' } }
  told.minute(0, dark)
  told.minute(1, dark)
  told.minute(2, { nodes: { 'ams1-b': 'timeout' } })
  const left = told.views().find((view) => view.subject === 'node:ams1-b')
  assert.equal(left?.explainedBy, 'data-center-dark data-center:ams1')
  for (const minute of [3, 4, 5, 6, 7]) told.minute(minute, { nodes: { 'ams1-b': 'timeout' } })
  assert.equal(told.views().find((view) => view.kind === 'data-center-dark')?.phase, 'closed')
  told.minute(8, { nodes: { 'ams1-b': 'timeout' } })
  assert.equal(told.views().find((view) => view.subject === 'node:ams1-b')?.explainedBy, undefined)
})

it('a token that everybody refuses is reported within ten minutes, also from one place', () => {
  const refused: LookParts = {
    nodes: Object.fromEntries(fleetSettings().nodes.map(({ id }) => [id, REFUSED])),
  }
  for (const vantages of [['eu'], ['eu', 'us', 'ap']]) {
    const told = story(fleetSettings('', vantages))
    for (let minute = 0; minute <= 10; minute++) told.minute(minute, refused)
    const open = told.views().filter((view) => view.phase === 'open' && !view.explainedBy)
    assert.deepEqual(
      open.map(({ kind, severity }) => [kind, severity]),
      [['blind', 'critical']],
    )
    assert.ok(open[0]!.openedAt! <= NOON + 10 * MINUTE)
  }
})

it('F13: single complaints of two vantages with contented looks between them open nothing', () => {
  const settings = fleetSettings()
  const judgeAt = (now: number, looks: readonly Look[], own: readonly View[]) => {
    const verdicts = judge(looks, settings, { now, freshMs: 3.5 * MINUTE })
    return nextViews(verdicts, { vantage: 'us', own, others: [], settings, now, freshMs: FRESH_MS }).map(
      ({ view }) => view,
    )
  }
  const SYNCING: LookParts = {
    nodes: {
      'fra1-a': {
        syncing: { headSlot: 0, distance: 40, syncing: true, optimistic: true, executionOffline: false },
      },
    },
  }
  const at = (vantage: string, seconds: number, parts: LookParts = {}) =>
    lookOf(settings, { ...parts, vantage, at: NOON + seconds * 1_000 })
  const first = judgeAt(NOON + 10_000, [at('eu', 0, SYNCING), at('us', 10), at('ap', -20)], [])
  assert.deepEqual(
    first.map(({ kind, phase }) => `${kind} ${phase}`),
    ['optimistic suspect'],
  )
  const second = judgeAt(NOON + 70_000, [at('eu', 60), at('us', 70, SYNCING), at('ap', 40)], first)
  assert.deepEqual(
    second.map(({ kind, phase, since }) => `${kind} ${phase} ${since - NOON}`),
    ['optimistic suspect 70000'],
  )
})

it('three voting vantages or more call a node down after 20 s, two after a minute', () => {
  const settings = fleetSettings()
  const two = fleetSettings('', ['eu', 'us'])
  const opens = (of: Settings, seconds: number) => {
    const vantages = of.vantages.map(({ name }) => name)
    const looks = vantages.map((vantage, place) =>
      lookOf(of, { ...DOWN, vantage, at: NOON + (seconds * 1_000 * place) / (vantages.length - 1) }),
    )
    const now = NOON + seconds * 1_000
    const verdicts = judge(looks, of, { now, freshMs: 3.5 * MINUTE })
    return nextViews(verdicts, {
      vantage: 'eu',
      own: [],
      others: [],
      settings: of,
      now,
      freshMs: FRESH_MS,
    }).map(({ view }) => view.phase)
  }
  assert.deepEqual(opens(settings, 19), ['suspect'])
  assert.deepEqual(opens(settings, 20), ['open'])
  assert.deepEqual(opens(two, 59), ['suspect'])
  assert.deepEqual(opens(two, 60), ['open'])
})

/** Judges of several vantages, each with views of its own, that see one another's. */
function judges(settings: Settings) {
  const views = new Map<string, readonly View[]>()
  const latest = new Map<string, Look>()
  return {
    looks(vantage: string, minute: number, parts: LookParts = {}) {
      latest.set(vantage, lookOf(settings, { ...parts, vantage, at: NOON + minute * MINUTE }))
    },
    /** As they stand, older than which the store has forgotten them. */
    forgets(vantage: string) {
      latest.delete(vantage)
    },
    judges(vantage: string, minute: number, of: Settings = settings): string[] {
      const now = NOON + minute * MINUTE
      const own = views.get(vantage) ?? []
      const others = [...views].flatMap(([name, held]) => (name === vantage ? [] : held))
      const verdicts = judge([...latest.values()], of, { now, freshMs: FRESH_MS })
      const steps = nextViews(verdicts, { vantage, own, others, settings: of, now, freshMs: FRESH_MS })
      const stepped = steps.map(({ view }) => view)
      const isStepped = (one: View) =>
        stepped.some(({ kind, subject }) => one.kind === kind && one.subject === subject)
      views.set(vantage, [...own.filter((one) => !isStepped(one)), ...stepped])
      return steps.map(({ view, reason }) => `${view.kind} ${view.subject} ${view.phase} ${reason}`)
    },
    view: (vantage: string, kind: string) => views.get(vantage)?.find((one) => one.kind === kind),
  }
}

describe('who is expected', () => {
  it('S5: is what the settings name: a look that expired is not health', () => {
    const settings = fleetSettings()
    const on = judges(settings)
    for (const vantage of ['us', 'ap']) on.looks(vantage, 0)
    for (let minute = 0; minute <= 30; minute++) {
      on.looks('eu', minute)
      on.judges('eu', minute)
    }
    assert.equal(on.view('eu', 'blind')?.phase, 'open')
    on.forgets('us')
    on.forgets('ap')
    for (let minute = 31; minute <= 60; minute++) {
      on.looks('eu', minute)
      on.judges('eu', minute)
    }
    assert.equal(on.view('eu', 'blind')?.phase, 'open')
    assert.equal(on.view('eu', 'vantage-degraded')?.phase, 'open')
    const two = fleetSettings('', ['eu'])
    on.looks('eu', 61)
    assert.ok(on.judges('eu', 61, two).includes('vantage-degraded vantage:us closed not-watched'))
  })

  it('F11: after a pause of all nobody is blind, because nobody was there to miss anybody', () => {
    const on = judges(fleetSettings())
    for (const vantage of ['eu', 'us', 'ap']) on.looks(vantage, 0)
    on.judges('eu', 0)
    on.looks('eu', 23)
    assert.deepEqual(
      on.judges('eu', 23).filter((step) => step.includes(' open ')),
      [],
    )
    on.looks('us', 23.2)
    on.looks('ap', 23.4)
    on.looks('eu', 24)
    assert.deepEqual(
      on.judges('eu', 24).filter((step) => step.includes(' open ')),
      [],
    )
  })
})

describe('what is watched no longer ends, and says so', () => {
  it('S13: a side whose nodes were taken out of the settings', () => {
    const settings = fleetSettings()
    const on = judges(settings)
    const slot = 100
    const sides = {
      sides: [
        { tip: { slot, root: '0xaa' }, nodes: ['fra1-a', 'fra1-b', 'fra1-c', 'ams1-a', 'ams1-b', 'sgp1-a'] },
        { tip: { slot, root: '0xbb' }, nodes: ['sgp1-b'] },
      ],
      splits: [
        { sides: [0, 1], ancestor: null, ancestorWithin: [0, 60], depth: 40, blocks: ['more', 'more'] },
      ],
    } as const
    on.looks('eu', 0, { sides })
    assert.ok(on.judges('eu', 0).includes('chain-split fleet open evidence-lasts'))
    const fewer = { ...settings, nodes: settings.nodes.filter(({ id }) => id !== 'sgp1-b') }
    on.looks('eu', 1)
    assert.ok(on.judges('eu', 1, fewer).includes('chain-split fleet closed not-watched'))
    assert.equal(on.view('eu', 'chain-split')?.isUnwatched, true)
  })

  it('S13: the way of a vantage that was replaced', () => {
    const settings = fleetSettings()
    const on = judges(settings)
    for (let minute = 0; minute < 4; minute++) {
      on.looks('eu', minute, { nodes: { 'sgp1-a': 'timeout', 'sgp1-b': 'timeout' } })
      on.looks('us', minute)
      on.looks('ap', minute)
      on.judges('us', minute)
    }
    assert.equal(on.view('us', 'partition')?.phase, 'open')
    const replaced = fleetSettings('', ['us', 'ap', 'sa'])
    on.looks('us', 4)
    assert.ok(
      on.judges('us', 4, replaced).some((step) => /^partition path:eu\/sgp1 closed not-watched/.test(step)),
    )
  })
})

describe('a new incident is new', () => {
  it('S14: the view of a Region that was away is not taken for it', () => {
    const on = judges(fleetSettings())
    const all = (minute: number, parts: LookParts, who = ['eu', 'us', 'ap']) => {
      for (const vantage of who) on.looks(vantage, minute, parts)
      for (const vantage of who) on.judges(vantage, minute)
    }
    all(0, DOWN)
    all(1, DOWN)
    assert.equal(on.view('ap', 'node-down')?.phase, 'open')
    for (let minute = 2; minute < 60; minute++) all(minute, {}, ['eu', 'us'])
    assert.equal(on.view('eu', 'node-down')?.phase, 'closed')
    all(60, DOWN)
    for (const vantage of ['eu', 'us', 'ap']) {
      assert.equal(on.view(vantage, 'node-down')?.phase, 'suspect', vantage)
      assert.equal(on.view(vantage, 'node-down')?.since, NOON + 60 * MINUTE)
    }
    assert.equal(on.view('ap', 'node-down')?.earlier?.length, 1)
  })

  for (const gap of [20, 140])
    it(`S14: two single complaints ${gap} min apart, with nobody there between, do not add up`, () => {
      const on = judges(fleetSettings())
      on.looks('eu', 0, DOWN)
      for (const vantage of ['us', 'ap']) on.looks(vantage, 0, DOWN)
      on.judges('eu', 0)
      for (const vantage of ['eu', 'us', 'ap']) on.looks(vantage, gap, DOWN)
      on.judges('eu', gap)
      assert.equal(on.view('eu', 'node-down')?.phase, 'suspect')
    })
})

it('what has become worse than what explained it is explained no longer', () => {
  const settings = fleetSettings()
  const alone = { ...settings, nodes: settings.nodes.map((node) => ({ ...node, serves: [node.id] })) }
  const old = { nodes: { 'fra1-a': stale(alone, 20) } }
  const judgedAt = (now: number, own: readonly View[], under: Settings) => {
    const looks = ['eu', 'us', 'ap'].map((vantage) => lookOf(under, { ...old, vantage, at: now }))
    const verdicts = judge(looks, under, { now, freshMs: FRESH_MS })
    return nextViews(verdicts, { vantage: 'eu', own, others: [], settings: under, now, freshMs: FRESH_MS })
  }
  const [first] = judgedAt(NOON, [], settings).map(({ view }) => view)
  const explained = { ...first!, explainedBy: 'syncing node:fra1-a' } as View
  const cause = { ...first!, kind: 'syncing', phase: 'clearing', severity: 'warning' } as View
  const explains = (under: Settings) =>
    judgedAt(NOON + MINUTE, [explained, cause], under).find(({ view }) => view.kind === 'head-stale')?.view
      .explainedBy
  assert.equal(explains(settings), 'syncing node:fra1-a')
  assert.equal(explains(alone), undefined)
})
