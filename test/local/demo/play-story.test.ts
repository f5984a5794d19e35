/** Laws of the play: every act is done, waited for within its limit, and reported; nothing is left broken. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Act, type IncidentName, STORY } from '../../../lib/local/demo/demo-story.ts'
import { type DemoStage, type PlayOptions, playStory } from '../../../lib/local/demo/play-story.ts'
import type { Clock } from '../../../lib/ports.ts'

function simulatedClock(): Clock {
  let at = 1_800_000_000_000
  return {
    now: () => at,
    sleep: async (ms, signal) => {
      if (signal?.aborted !== true) at += ms
    },
  }
}

const SPLIT: IncidentName = { kind: 'chain-split', subject: 'fleet' }
const DARK: IncidentName = { kind: 'data-center-dark', subject: 'data-center:ams1' }
const PARTITION: IncidentName = { kind: 'partition', subject: 'path:us-west-2/ams1' }

interface Watcher {
  /** How long after an act the watcher opens or closes the incident; null is never. */
  readonly delayMs?: (what: string) => number | null
}

/** A stage with a watcher on it that opens and closes the incident of each act after a while. */
function setUp({ delayMs = () => 3_000 }: Watcher = {}) {
  const clock = simulatedClock()
  const done: string[] = []
  const changes: { at: number; incident: IncidentName; open: boolean }[] = []
  const act = (what: string, incident: IncidentName, open: boolean): void => {
    done.push(what)
    const delay = delayMs(what)
    if (delay !== null) changes.push({ at: clock.now() + delay, incident, open })
  }
  const stage: DemoStage = {
    cutGossip: (dataCenter) => act(`cut ${dataCenter}`, SPLIT, true),
    healGossip: () => act('heal', SPLIT, false),
    darken: async (dataCenter) => act(`darken ${dataCenter}`, DARK, true),
    lighten: async (dataCenter) => act(`lighten ${dataCenter}`, DARK, false),
    cutPath: ({ vantage, dataCenter }) => act(`cut ${vantage}/${dataCenter}`, PARTITION, true),
    mendPath: ({ vantage, dataCenter }) => act(`mend ${vantage}/${dataCenter}`, PARTITION, false),
  }
  const openIncidents = (): readonly IncidentName[] => {
    const past = changes.filter(({ at }) => at <= clock.now())
    return [SPLIT, DARK, PARTITION].filter(
      (incident) => past.findLast((change) => change.incident === incident)?.open === true,
    )
  }
  const said: string[] = []
  const options: PlayOptions = {
    story: STORY,
    stage,
    clock,
    openIncidents,
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  }
  return { options, done, said, clock }
}

const EVERYTHING = [
  'cut ams1',
  'heal',
  'darken ams1',
  'lighten ams1',
  'cut us-west-2/ams1',
  'mend us-west-2/ams1',
]

test('a watcher that finds and closes everything passes, and each act is told with its seconds', async () => {
  const { options, done, said } = setUp()
  assert.deepEqual(await playStory(options), { found: true, missed: [] })
  assert.deepEqual(done, EVERYTHING)
  assert.deepEqual(
    said.filter((_, at) => at % 2 === 0),
    STORY.map(({ says }) => says),
  )
  assert.deepEqual(
    said.filter((_, at) => at % 2 === 1),
    [
      '  Quiet, as it should be, after 6 s',
      '  Found: chain-split (fleet) after 3 s',
      '  Closed: chain-split (fleet) after 3 s',
      '  Found: data-center-dark (data-center:ams1) after 3 s',
      '  Closed: data-center-dark (data-center:ams1) after 3 s',
      '  Found: partition (path:us-west-2/ams1) after 3 s',
      '  Closed: partition (path:us-west-2/ams1) after 3 s',
    ],
  )
})

for (const [what, blind, missed] of [
  ['does not find the split', 'cut ams1', ['Not found: chain-split (fleet) within 1 min']],
  ['does not close the split', 'heal', ['Not closed: chain-split (fleet) within 1 min']],
  [
    'does not find the dark data centre',
    'darken ams1',
    ['Not found: data-center-dark (data-center:ams1) within 1 min'],
  ],
  [
    'does not find the partition',
    'cut us-west-2/ams1',
    ['Not found: partition (path:us-west-2/ams1) within 1 min'],
  ],
] as const) {
  test(`a watcher that ${what} fails by name, and the rest is played all the same`, async () => {
    const { options, done } = setUp({ delayMs: (act) => (act === blind ? null : 3_000) })
    assert.deepEqual(await playStory(options), { found: false, missed })
    assert.deepEqual(done, EVERYTHING)
  })
}

test('a watcher that is slower than the limit has missed it, and one just inside has not', async () => {
  const limited = (delay: number) => {
    const { options } = setUp({ delayMs: () => delay })
    return playStory({ ...options, actLimitMs: 10_000 })
  }
  assert.equal((await limited(10_000)).found, true)
  const late = await limited(10_400)
  assert.equal(late.found, false)
  assert.equal(late.missed[0], 'Not found: chain-split (fleet) within 10 s')
})

test('an incident while all is well is a false alarm: quiet is counted from its end', async () => {
  const calm: readonly Act[] = [STORY[0]!]
  const flicker = (untilMs: number) => {
    const { options, clock } = setUp()
    const from = clock.now()
    const openIncidents = (): readonly IncidentName[] => (clock.now() - from < untilMs ? [SPLIT] : [])
    return playStory({ ...options, story: calm, openIncidents, actLimitMs: 20_000 })
  }
  assert.equal((await flicker(5_000)).found, true)
  assert.deepEqual((await flicker(19_000)).missed, ['Not quiet for 6 s within 20 s'])
})

test('another incident than the one expected does not count', async () => {
  const { options } = setUp({ delayMs: () => null })
  const story = [STORY[3]!]
  const openIncidents = (): readonly IncidentName[] => [{ ...DARK, subject: 'data-center:fra1' }, SPLIT]
  assert.equal((await playStory({ ...options, story, openIncidents })).found, false)
})

test('a signal ends the play at once, and nothing more is broken', async () => {
  const { options, done } = setUp({ delayMs: () => null })
  const stop = new AbortController()
  const { clock } = options
  const from = clock.now()
  const openIncidents = (): readonly IncidentName[] => {
    if (clock.now() - from > 20_000) stop.abort()
    return []
  }
  const outcome = await playStory({ ...options, openIncidents, signal: stop.signal })
  assert.deepEqual(outcome, {
    found: false,
    missed: [
      'Not found: chain-split (fleet) before the story was stopped',
      'the story was stopped before its end',
    ],
  })
  assert.deepEqual(done, ['cut ams1'])
})
