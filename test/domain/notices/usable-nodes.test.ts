/** Usable nodes: no page and no text message offers a node to validators that the verdict does not call usable. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Notice } from '../../../lib/domain/notices/notice.ts'
import { wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import type { IncidentReason } from '../../../lib/domain/people/record.ts'
import type { GroupLeft } from '../../../lib/domain/verdicts/verdict.ts'
import { allOf, inputOf, TOLD } from './notice-inputs.ts'
import { SCENES, SETTINGS, VARIANTS } from './notice-scenes.ts'

const IDS = SETTINGS.nodes.map(({ id }) => id)
const REASONS = Object.keys(TOLD) as readonly IncidentReason[]

const anyGroup: fc.Arbitrary<GroupLeft> = fc
  .record({
    group: fc.constantFrom('g1', 'g2', 'g3', null),
    usable: fc.subarray([...IDS], { maxLength: 5 }),
    more: fc.nat(3),
    lost: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ group, usable, more, lost }) => {
    const left = usable.length + (usable.length === 5 ? more : 0)
    return { group, nodes: left + lost, left, usable }
  })
const anyLeft = fc.uniqueArray(anyGroup, { selector: ({ group }) => group, maxLength: 4 })

/** Where a group is told what it can use; whoever words a new offer adds it here. */
const OFFERS = [
  /is left with \d+ of \d+ nodes?: .*/g,
  /has \d+ of \d+ nodes? outside this: .*/g,
  /See in the logs of the validator clients that .*?; if not/g,
  /\S+ can use .*/g,
]

function offered({ text, sms }: Pick<Notice, 'text' | 'sms'>): readonly string[] {
  const words = `${text}\n${allOf(sms)}`
  const offers = OFFERS.flatMap((offer) => [...words.matchAll(offer)].map(([match]) => match))
  return IDS.filter((id) => offers.some((offer) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(offer)))
}

test('whatever is left, only what is usable is offered, on pages and in text messages', () => {
  const scenes = [...Object.values(SCENES), ...Object.values(VARIANTS)]
  const anyTold = fc.record({
    scene: fc.constantFrom(...scenes),
    left: anyLeft,
    reason: fc.constantFrom(...REASONS),
  })
  fc.assert(
    fc.property(anyTold, ({ scene, left, reason }) => {
      const view = { ...scene.view, left }
      const usable = new Set(left.flatMap((group) => group.usable))
      for (const id of offered(wordNotice(inputOf({ ...scene, view }, reason)))) assert.ok(usable.has(id), id)
    }),
    { numRuns: 1_000 },
  )
})

test('what the look shows as well is not offered while the verdict does not call it usable', () => {
  const { view, ...scene } = SCENES['node-down']
  const left = [{ group: 'g1', nodes: 3, left: 1, usable: ['ams1-lighthouse-1'] }]
  assert.deepEqual(offered(wordNotice(inputOf({ ...scene, view: { ...view, left } }, 'opening'))), [
    'ams1-lighthouse-1',
  ])
})

test('a group with nothing left is said to have none, also where no group has a name', () => {
  const { view, ...scene } = SCENES.isolated
  for (const [group, page, text] of [
    ['g1', /g1 \(1000 keys\) has NO node left of 3/, /NO node left for g1/],
    [null, /NO node left of the 3 that name no group/, /, NO node left,/],
  ] as const) {
    const bare = { ...scene, view: { ...view, left: [{ group, nodes: 3, left: 0, usable: [] }] } }
    const notice = wordNotice(inputOf(bare, 'opening'))
    assert.match(notice.text, page)
    assert.match(notice.sms.lead[0]!, text)
    assert.deepEqual(offered(notice), [])
  }
})
