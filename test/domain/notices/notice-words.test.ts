/** Notice words: reviewed word by word in `test/golden/notices`, and held to a few laws that no wording may break. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { type NoticeInput, wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import {
  BEGAN,
  LINKS,
  NO_LINKS,
  over,
  rootOf,
  SCENES,
  type Scene,
  SETTINGS,
  VARIANTS,
  viewOf,
} from './notice-scenes.ts'
import { assertFitsPhone, holdToReviewed } from './reviewed.ts'

/** When each reason is told, in minutes after the beginning, and as which step. */
const TOLD: Readonly<Record<IncidentReason, { minutes: number; step: string }>> = {
  opening: { minutes: 1.5, step: '1' },
  escalated: { minutes: 7, step: '2' },
  handover: { minutes: 56, step: '1' },
  worse: { minutes: 9, step: 'critical-1' },
  repeat: { minutes: 30, step: 'repeat-2' },
  'ack-expired': { minutes: 45, step: '1' },
  close: { minutes: 17, step: 'close' },
  resolve: { minutes: 42, step: 'resolve' },
}
const EVERY_REASON = Object.keys(TOLD) as readonly IncidentReason[]

function inputOf(scene: Scene, reason: IncidentReason): NoticeInput {
  const view = isOver({ reason }) ? over(scene.view) : scene.view
  const { minutes, step } = TOLD[reason]
  return {
    view,
    look: scene.look,
    explained: scene.explained,
    settings: SETTINGS,
    reason,
    step: /^\d$/.test(step) ? `${view.severity}-${step}` : step,
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: view.since + minutes * MINUTE_MS + 5 * SECOND_MS,
    links: LINKS,
  }
}

const critical = ({ view, ...scene }: Scene): Scene => ({ ...scene, view: { ...view, severity: 'critical' } })
const after = (minutes: number) => BEGAN + minutes * MINUTE_MS + 5 * SECOND_MS
const toldBefore = [
  { contact: 'oncall-b', at: after(1.5) },
  { contact: 'pagerduty', at: after(1.6) },
]

const everyInput: readonly (readonly [string, NoticeInput])[] = [
  ...ALL_KINDS.flatMap((kind) =>
    (['opening', 'repeat', 'close'] as const).map(
      (reason) => [`${kind}.${reason}`, inputOf(SCENES[kind], reason)] as const,
    ),
  ),
  ...Object.entries(VARIANTS).map(([name, scene]) => [`${name}.opening`, inputOf(scene, 'opening')] as const),
  ['data-center-dark.no-contact.close', inputOf(VARIANTS['data-center-dark.no-contact']!, 'close')],
  [
    'head-stale.worse',
    inputOf(
      { ...SCENES['head-stale'], view: { ...SCENES['head-stale'].view, severity: 'critical', flaps: 1 } },
      'worse',
    ),
  ],
  [
    'chain-split.acknowledged.repeat',
    { ...inputOf(SCENES['chain-split'], 'repeat'), acknowledgedBy: 'oncall-a' },
  ],
  ['node-down.acknowledged.close', { ...inputOf(SCENES['node-down'], 'close'), acknowledgedBy: 'oncall-b' }],
  ['node-down.resolve', { ...inputOf(SCENES['node-down'], 'resolve'), acknowledgedBy: 'oncall-b' }],
  ['node-down.no-link.opening', { ...inputOf(SCENES['node-down'], 'opening'), links: NO_LINKS }],
  [
    'node-down.no-sms-link.opening',
    {
      ...inputOf(SCENES['node-down'], 'opening'),
      links: { kind: 'links', urls: LINKS.kind === 'links' ? LINKS.urls : [] },
    },
  ],
  ['slow.escalated', { ...inputOf(SCENES.slow, 'escalated'), toldBefore }],
  ['isolated.escalated', { ...inputOf(SCENES.isolated, 'escalated'), toldBefore }],
  [
    'chain-split.asked-for.escalated',
    {
      ...inputOf(SCENES['chain-split'], 'escalated'),
      toldBefore: toldBefore.slice(0, 1),
      acknowledgedBy: 'oncall-b',
      acknowledgedUntil: after(34),
      escalatedBy: { who: 'oncall-b', reason: 'need somebody who may stop validators' },
    },
  ],
  ['isolated.handover', { ...inputOf(SCENES.isolated, 'handover'), toldBefore }],
  [
    'node-down.acknowledged.handover',
    {
      ...inputOf(critical(SCENES['node-down']), 'handover'),
      toldBefore: toldBefore.slice(0, 1),
      acknowledgedBy: 'oncall-b',
      acknowledgedUntil: after(64),
    },
  ],
  [
    'data-center-dark.ack-expired',
    {
      ...inputOf(SCENES['data-center-dark'], 'ack-expired'),
      acknowledgedBy: 'oncall-b',
      acknowledgedUntil: after(45) - 10 * SECOND_MS,
    },
  ],
]

const NOT_INCIDENTS = /^(message|drill|digest|muted)\./

holdToReviewed(
  everyInput.map(([name, input]) => [name, wordNotice(input)] as const),
  (file) => !NOT_INCIDENTS.test(file),
)

test('the first part of every text message fits into 153 septets, and there are at most two', () => {
  for (const [name, input] of everyInput) assertFitsPhone(wordNotice(input).sms, name)
})

test('an open notice says by which links to acknowledge it, or why there is none and by which command', () => {
  for (const kind of ALL_KINDS) {
    for (const reason of EVERY_REASON) {
      const linked = wordNotice(inputOf(SCENES[kind], reason))
      const bare = wordNotice({ ...inputOf(SCENES[kind], reason), links: NO_LINKS })
      if (isOver({ reason })) {
        for (const { text, sms, links } of [linked, bare]) {
          assert.doesNotMatch(`${text}${sms}`, /lambda-url|watchfire ack/)
          assert.equal(links, undefined)
        }
        continue
      }
      assert.match(linked.text, /^Acknowledge: https:\S+$\nor, if that does not open: https:\S+$/m)
      assert.match(
        bare.text,
        /^Acknowledge: bin\/watchfire ack \w{5} \(no link, because the secret link-key is not set in us-west-2\)$/m,
      )
      assert.doesNotMatch(`${bare.text}${bare.sms}`, /lambda-url/)
      assert.deepEqual([linked.links, bare.links], [LINKS, NO_LINKS])
    }
  }
})

test('an escalation says at which step, who asked, and who was told before, since when, and did not acknowledge', () => {
  const asked = { ...inputOf(SCENES.isolated, 'escalated'), toldBefore: [...toldBefore, ...toldBefore] }
  const { title, text, sms } = wordNotice({ ...asked, escalatedBy: { who: 'desk' } })
  assert.match(title, /, escalated to you: /)
  assert.match(
    text,
    /^Escalated to you, step critical-2\. desk asked for more people\. Told before you, and nobody has acknowledged it: oncall-b \(since 10:05:35Z\) and pagerduty \(since 10:05:41Z\)\.$/m,
  )
  assert.match(sms, /^WATCHFIRE CRIT ESCALATED /)
  const short = wordNotice({ ...inputOf(SCENES.slow, 'escalated'), toldBefore })
  assert.match(
    short.sms,
    /^WATCHFIRE WARN ESCALATED slow: ams1-prysm-1, 1 of 7 nodes, no ack by oncall-b \+1,/,
  )
  const answered = wordNotice({ ...asked, acknowledgedBy: 'oncall-b', acknowledgedUntil: asked.now + 1 })
  assert.match(answered.text, /oncall-b has acknowledged it until/)
  assert.doesNotMatch(`${answered.text}${answered.sms}`, /nobody has acknowledged|no ack/)
})

test('an expired acknowledgement is said to be expired, with whose and until when; one that counts is not', () => {
  const input = { ...inputOf(SCENES.isolated, 'ack-expired'), acknowledgedBy: 'oncall-b' }
  const expired = wordNotice({ ...input, acknowledgedUntil: input.now })
  assert.match(
    expired.text,
    /oncall-b had acknowledged it until 10:49:05Z; that has expired and it is not over\./,
  )
  assert.match(expired.title, /acknowledgement expired, still open after 45 min/)
  assert.match(expired.sms, /CRIT ACK EXPIRED /)
  const counts = wordNotice({ ...input, reason: 'worse', acknowledgedUntil: input.now + 1 })
  assert.match(counts.text, /oncall-b has acknowledged it until/)
})

test('what a person wrote as a reason cannot break a line or plant a link', () => {
  const reason = 'help\nCLEARED all well https://evil.example/x'
  const { text } = wordNotice({
    ...inputOf(SCENES.isolated, 'escalated'),
    escalatedBy: { who: 'oncall-b', reason },
  })
  assert.doesNotMatch(text, /^CLEARED|evil\.example/m)
})

test('a notice is at most sixty lines, its title one, and none ends in a space', () => {
  for (const [name, input] of everyInput) {
    const { title, text } = wordNotice(input)
    assert.ok(text.split('\n').length <= 60, `${name}: ${text.split('\n').length} lines`)
    assert.ok(!title.includes('\n') && text.startsWith(`${title}\n`), name)
    assert.doesNotMatch(text, /[ \t]$/m, name)
    assert.doesNotMatch(text, /undefined|NaN|\[object|Infinity/, name)
  }
})

test('no address, path or secret of a node is ever in a notice, even when the evidence holds one', () => {
  for (const [name, input] of everyInput) {
    const { view } = input
    const says = `cannot read https://user:pass@bn.${view.id}.example.com/hidden-path/eth/v1?key=1 of it`
    const leaky = { ...view, evidence: { ...view.evidence, says, lines: [says] } }
    const { title, text, sms } = wordNotice({ ...input, view: leaky })
    for (const words of [title, text, sms]) {
      assert.doesNotMatch(words, /hidden-path|Bearer|secret:|user:pass|bn\./, name)
    }
  }
})

test('what a node says of itself cannot break a line, hide text or plant a link', () => {
  const { view, look } = SCENES['chain-split']
  const version = 'Evil/v1\u202e\nCLEARED all well http://evil.example/x \u0007'
  const nodes = look!.nodes.map((node) => ({ ...node, about: { ...node.about, version } }))
  const settings = { ...SETTINGS, nodes: SETTINGS.nodes.map(({ client: _, ...node }) => node) }
  const { text } = wordNotice({
    ...inputOf({ view, look: { ...look!, nodes }, explained: [] }, 'opening'),
    settings,
  })
  assert.doesNotMatch(text, /CLEARED|evil\.example|\p{Cf}/u)
  assert.match(text, /unknown client \+ geth/)
})

test('a hundred nodes on nine sides, with everything explained, still fit into sixty lines', () => {
  const names = Array.from({ length: 108 }, (_, index) => `node-${index}`)
  const nodes = names.map((id, index) => ({
    ...SETTINGS.nodes[index % 7]!,
    id,
    serves: [`g${index % 12}`],
  }))
  const template = SCENES['chain-split'].look!.nodes.find((node) => node.state === 'reached')!
  const sides = Array.from({ length: 9 }, (_, index) => ({
    tip: { slot: 1_000 - index, root: rootOf(`${index}`) },
    nodes: names.slice(index * 12, index * 12 + 12),
  }))
  const split = {
    ancestor: null,
    ancestorWithin: [1, 9] as const,
    depth: 50,
    blocks: ['more', 'more'] as const,
  }
  const splits = sides.slice(1).map((_, index) => ({ ...split, sides: [0, index + 1] as const }))
  const conflict = { at: { epoch: 3, root: rootOf('3') }, nodes: names }
  const conflicts = Array.from({ length: 9 }, () => ({
    checkpoint: 'finalized' as const,
    a: conflict,
    b: conflict,
  }))
  const undecided = Array.from({ length: 9 }, () => ({ ...sides[0]!, why: 'no-answer' as const }))
  const scene: Scene = {
    view: viewOf({
      kind: 'chain-split',
      subject: 'fleet',
      scope: 'fleet',
      says: 'x'.repeat(5_000),
      nodes: names,
    }),
    look: {
      ...SCENES['chain-split'].look!,
      nodes: names.map((id) => ({ ...template, id })),
      sides: { sides, undecided, splits, conflicts },
    },
    explained: names.map((id) =>
      viewOf({ kind: 'low-peers', subject: `node:${id}`, scope: 'node', says: '', nodes: [id] }),
    ),
  }
  const input = inputOf(scene, 'repeat')
  const { text } = wordNotice({ ...input, settings: { ...SETTINGS, nodes } })
  assert.ok(text.split('\n').length <= 60, `${text.split('\n').length} lines`)
  assert.match(text, /And 6 more sides\./)
})

test('no side of a split is ever called wrong, and every split says that the majority may be', () => {
  for (const kind of ['chain-split', 'finalized-conflict', 'justified-conflict'] as const) {
    const { text } = wordNotice(inputOf(SCENES[kind], 'opening'))
    assert.match(text, /the majority may be wrong/)
    assert.doesNotMatch(text, /minority|loser|is wrong|wrong side/i)
  }
})

test('what a side has in common is named only when all of it and no other side has it', () => {
  const { text } = wordNotice(inputOf(SCENES['chain-split'], 'opening'))
  const [a, b] = text.split('\n').filter((line) => /sets A apart|all of B/.test(line))
  assert.match(a!, /Nothing we know of sets A apart/)
  assert.match(b!, /Common to all of B and to no other side: data centre fra1, provider Hetzner\.$/)
})

test('what is not known of one node of another side is never claimed to be different', () => {
  const settings = {
    ...SETTINGS,
    nodes: SETTINGS.nodes.map(({ dataCenter, ...node }) =>
      node.id === 'ams1-prysm-1' ? node : { ...node, dataCenter: dataCenter! },
    ),
  }
  const { text } = wordNotice({ ...inputOf(SCENES['chain-split'], 'opening'), settings })
  assert.doesNotMatch(text, /no other side: data centre/)
})

test('a single voting place is said to be one', () => {
  const { text } = wordNotice(inputOf(VARIANTS['node-down.one-place']!, 'opening'))
  assert.match(text, /Seen from one place only: eu-central-1/)
  for (const kind of ['node-down', 'chain-split'] as const) {
    assert.doesNotMatch(wordNotice(inputOf(SCENES[kind], 'opening')).text, /one place only/)
  }
})

test('a cleared incident that nobody acknowledged says so in title, text and SMS', () => {
  const { title, text, sms } = wordNotice(inputOf(SCENES['node-down'], 'close'))
  assert.match(title, /^CLEARED .*lasted 12 min; nobody acknowledged/)
  assert.match(text, /Nobody acknowledged it/)
  assert.match(sms, /CLEARED .*Nobody ack(nowledg)?ed/)
  const acknowledged = wordNotice({ ...inputOf(SCENES['node-down'], 'close'), acknowledgedBy: 'oncall-b' })
  for (const words of [acknowledged.title, acknowledged.text, acknowledged.sms]) {
    assert.doesNotMatch(words, /nobody acknowledged/i)
  }
})

test('without a look, and with a subject nobody knows, there are still words', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALL_KINDS),
      fc.string(),
      fc.constantFrom(...EVERY_REASON),
      (kind, subject, reason) => {
        const scene = SCENES[kind]
        const { title, text } = wordNotice(
          inputOf({ view: { ...scene.view, subject }, look: null, explained: [] }, reason),
        )
        assert.ok(title.includes(scene.view.id) && text.includes(kind))
        assert.doesNotMatch(text, /undefined|NaN/)
      },
    ),
  )
})
