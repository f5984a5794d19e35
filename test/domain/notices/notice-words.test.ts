/** Notice words: reviewed word by word in `test/golden/notices`, and held to a few laws that no wording may break. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { NoticeInput } from '../../../lib/domain/notices/notice-input.ts'
import { wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { lookOfEvidence } from '../../../lib/domain/notices/situation.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { allOf, anySubject, inputOf, sentTo, TOLD } from './notice-inputs.ts'
import {
  BEGAN,
  LINKS,
  NO_LINKS,
  rootOf,
  SCENES,
  type Scene,
  SETTINGS,
  VARIANTS,
  viewOf,
} from './notice-scenes.ts'
import { holdToReviewed } from './reviewed.ts'

const EVERY_REASON = Object.keys(TOLD) as readonly IncidentReason[]

const critical = ({ view, ...scene }: Scene): Scene => ({ ...scene, view: { ...view, severity: 'critical' } })
const after = (minutes: number) => BEGAN + minutes * MINUTE_MS + 5 * SECOND_MS
const toldBefore = [sentTo('oncall-b', after(1.5)), sentTo('pagerduty', after(1.6))]

/** The input with more that is known of what is due. */
const due = (input: NoticeInput, more: Partial<NoticeInput['due']>): NoticeInput => ({
  ...input,
  due: { ...input.due, ...more },
})
const acknowledged = (by: string, until: number) => ({ acknowledged: { by, until } })

const everyInput: readonly (readonly [string, NoticeInput])[] = [
  ...ALL_KINDS.flatMap((kind) =>
    (['opening', 'repeat', 'close'] as const).map(
      (reason) => [`${kind}.${reason}`, inputOf(SCENES[kind], reason)] as const,
    ),
  ),
  ...Object.entries(VARIANTS).map(([name, scene]) => [`${name}.opening`, inputOf(scene, 'opening')] as const),
  ['data-center-dark.no-contact.close', inputOf(VARIANTS['data-center-dark.no-contact']!, 'close')],
  ['node-down.last-seen.repeat', { ...inputOf(SCENES['node-down'], 'repeat'), lastSeenAt: after(16) }],
  [
    'head-stale.worse',
    inputOf(
      { ...SCENES['head-stale'], view: { ...SCENES['head-stale'].view, severity: 'critical', flaps: 1 } },
      'worse',
    ),
  ],
  [
    'chain-split.acknowledged.repeat',
    due(inputOf(SCENES['chain-split'], 'repeat'), acknowledged('oncall-a', after(29))),
  ],
  [
    'node-down.acknowledged.close',
    due(inputOf(SCENES['node-down'], 'close'), acknowledged('oncall-b', after(40))),
  ],
  ['node-down.resolve', due(inputOf(SCENES['node-down'], 'resolve'), acknowledged('oncall-b', after(40)))],
  ['node-down.no-link.opening', { ...inputOf(SCENES['node-down'], 'opening'), links: NO_LINKS }],
  [
    'node-down.no-sms-link.opening',
    {
      ...inputOf(SCENES['node-down'], 'opening'),
      links: { kind: 'links', urls: LINKS.kind === 'links' ? LINKS.urls : [] },
    },
  ],
  ['slow.escalated', due(inputOf(SCENES.slow, 'escalated'), { toldBefore })],
  ['isolated.escalated', due(inputOf(SCENES.isolated, 'escalated'), { toldBefore })],
  [
    'chain-split.asked-for.escalated',
    due(inputOf(SCENES['chain-split'], 'escalated'), {
      toldBefore: toldBefore.slice(0, 1),
      ...acknowledged('oncall-b', after(34)),
      escalatedBy: { who: 'oncall-b', at: after(7), reason: 'need somebody who may stop validators' },
    }),
  ],
  [
    'chain-split.asked-for.ack-expired',
    due(inputOf(SCENES['chain-split'], 'ack-expired'), {
      toldBefore,
      ...acknowledged('oncall-b', after(44)),
      escalatedBy: { who: 'oncall-b', at: after(44), reason: 'need somebody who may stop validators' },
      nobodyLeft: true,
    }),
  ],
  ['isolated.handover', due(inputOf(SCENES.isolated, 'handover'), { toldBefore })],
  [
    'node-down.acknowledged.handover',
    due(inputOf(critical(SCENES['node-down']), 'handover'), {
      toldBefore: toldBefore.slice(0, 1),
      ...acknowledged('oncall-b', after(64)),
    }),
  ],
  [
    'data-center-dark.ack-expired',
    due(
      inputOf(SCENES['data-center-dark'], 'ack-expired'),
      acknowledged('oncall-b', after(45) - 10 * SECOND_MS),
    ),
  ],
]

const NOT_INCIDENTS = /^(message|drill|digest|muted)\./

holdToReviewed(
  everyInput.map(([name, input]) => [name, wordNotice(input)] as const),
  (file) => !NOT_INCIDENTS.test(file),
)

test('an open notice says by which links to acknowledge it, or why there is none and by which command', () => {
  for (const kind of ALL_KINDS) {
    for (const reason of EVERY_REASON) {
      const linked = wordNotice(inputOf(SCENES[kind], reason))
      const bare = wordNotice({ ...inputOf(SCENES[kind], reason), links: NO_LINKS })
      if (isOver({ reason })) {
        for (const { text, sms, links } of [linked, bare]) {
          assert.doesNotMatch(`${text}${allOf(sms)}`, /lambda-url|watchfire ack/)
          assert.equal(links, undefined)
        }
        continue
      }
      assert.match(linked.text, /^Acknowledge: https:\S+$\nor, if that does not open: https:\S+$/m)
      assert.match(
        bare.text,
        /^Acknowledge: bin\/watchfire ack \w{5} \(no link, because the secret link-key is not set in us-west-2\)$/m,
      )
      assert.doesNotMatch(`${bare.text}${allOf(bare.sms)}`, /lambda-url/)
      assert.deepEqual([linked.links, bare.links], [LINKS, NO_LINKS])
    }
  }
})

test('an escalation says at which step, who asked, and who was told before, since when, and did not acknowledge', () => {
  const asked = due(inputOf(SCENES.isolated, 'escalated'), {
    toldBefore: [...toldBefore, ...toldBefore],
    escalatedBy: { who: 'desk', at: after(6) },
  })
  const { title, text, sms } = wordNotice(asked)
  assert.match(title, /, escalated to you: /)
  assert.match(
    text,
    /^Escalated to you, step critical-2\. desk asked for more people\. Told before you, and nobody has acknowledged it: oncall-b \(since 10:05:35Z\) and pagerduty \(since 10:05:41Z\)\.$/m,
  )
  assert.match(sms.lead[0]!, /^WATCHFIRE CRIT ESCALATED .*, no ack by oncall-b \+1,/)
  const answered = wordNotice(due(asked, acknowledged('oncall-b', asked.now + 1)))
  assert.match(answered.text, /oncall-b has acknowledged it until/)
  assert.doesNotMatch(`${answered.text}${allOf(answered.sms)}`, /nobody has acknowledged|no ack/)
})

test('an expired acknowledgement is said to be expired, with whose and until when; one that counts is not', () => {
  const input = inputOf(SCENES.isolated, 'ack-expired')
  const expired = wordNotice(due(input, acknowledged('oncall-b', input.now)))
  assert.match(
    expired.text,
    /oncall-b had acknowledged it until 10:49:05Z; that has expired and it is not over\./,
  )
  assert.match(expired.title, /acknowledgement expired, still open after 45 min/)
  assert.match(expired.sms.lead[0]!, /CRIT ACK EXPIRED /)
  const counts = wordNotice(due(input, { reason: 'worse', ...acknowledged('oncall-b', input.now + 1) }))
  assert.match(counts.text, /oncall-b has acknowledged it until/)
})

test('F17: an acknowledgement that ended because somebody asked for more is not called expired, and who asked is said', () => {
  const input = inputOf(SCENES.isolated, 'ack-expired')
  const at = input.now - 3 * SECOND_MS
  const asked = due(input, { ...acknowledged('oncall-a', at), escalatedBy: { who: 'oncall-a', at } })
  for (const { title, text, sms } of [wordNotice(asked), wordNotice(due(asked, { nobodyLeft: true }))]) {
    assert.match(title, /, more people asked for, still open after 45 min/)
    assert.match(text, /oncall-a asked for more people\. That has ended the acknowledgement of oncall-a\./)
    assert.match(sms.lead[0]!, /^WATCHFIRE CRIT HELP ASKED FOR /)
    assert.doesNotMatch(`${title}${text}${allOf(sms)}`, /expired/i)
  }
  assert.doesNotMatch(wordNotice(asked).text, /Nobody is left/)
  assert.match(wordNotice(due(asked, { nobodyLeft: true })).text, /Nobody is left to tell/)
})

test('what a person wrote as a reason cannot break a line or plant a link', () => {
  const reason = 'help\nCLEARED all well https://evil.example/x'
  const input = inputOf(SCENES.isolated, 'escalated')
  const { text } = wordNotice(due(input, { escalatedBy: { who: 'oncall-b', at: input.now, reason } }))
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

test('no path or secret of a node is ever in a notice, nor its host where room is short', () => {
  for (const [name, input] of everyInput) {
    const { title, text, sms } = wordNotice(input)
    for (const words of [title, text, allOf(sms)])
      assert.doesNotMatch(words, /hidden-path|Bearer|secret:|user:pass/, name)
    assert.doesNotMatch(title + allOf(sms), /bn\./, name)
  }
})

test('W: a page says of each node that it lists on which host to log in, as its address has it', () => {
  for (const [name, input] of everyInput) {
    if (isOver(input.due)) continue
    const { text } = wordNotice(input)
    for (const [line, id] of text.matchAll(/^ {2}([a-z]+\d-[a-z]+-\d)[ :].*$/gm))
      assert.ok(line.includes(`bn.${id}.example.com)`), `${name}: ${line}`)
    const { subject } = input.view
    if (subject.startsWith('node:'))
      assert.ok(text.includes(`bn.${subject.slice('node:'.length)}.example.com)`), name)
  }
  const nodes = SETTINGS.nodes.map((node) => ({ ...node, url: 'https://user:pass/word@bn.example.com' }))
  const { text } = wordNotice({
    ...inputOf(SCENES['node-down'], 'opening'),
    settings: { ...SETTINGS, nodes },
  })
  assert.match(text, /^ {2}fra1-teku-1 \(fra1\): /m)
})

/** Blocks and checkpoints, wherever they stand. */
function blocksIn(value: unknown): readonly { slot?: number; epoch?: number; root: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const block = value as { slot?: number; epoch?: number; root: string }
  return 'root' in block ? [block] : Object.values(value).flatMap(blocksIn)
}

const LINKED = 4

for (const [network, explorer] of [
  ['mainnet', 'https://beaconcha.in'],
  ['sepolia', 'https://sepolia.beaconcha.in'],
  ['hoodi', 'https://hoodi.beaconcha.in'],
  ['gnosis', 'https://gnosis.beaconcha.in'],
  ['chiado', undefined],
] as const) {
  test(`W: on ${network} a page links what an explorer says of the blocks that it is about, by slot and by root`, () => {
    for (const [name, input] of everyInput) {
      if (isOver(input.due)) continue
      const settings = {
        ...SETTINGS,
        network: { kind: 'preset', name: network, chain: PRESETS[network] },
      } as const
      const { text, sms } = wordNotice({ ...input, settings })
      assert.doesNotMatch(allOf(sms), /beaconcha/, name)
      const blocks = new Map(blocksIn(input.view.evidence.facts).map((block) => [block.root, block]))
      const links = text.match(/https:\S*beaconcha\.in\S*/g) ?? []
      const expected = [...blocks.values()]
        .slice(0, LINKED)
        .flatMap(({ slot, epoch, root }) => [
          `${explorer}/${slot === undefined ? `epoch/${epoch}` : `slot/${slot}`}`,
          `${explorer}/slot/${root}`,
        ])
      assert.deepEqual(links, explorer === undefined ? [] : expected, name)
    }
  })
}

/** Another look of every vantage, a round later, in which everything has changed. */
function laterLooks(look: Look): readonly Look[] {
  const nodes = look.nodes.map((node): Look['nodes'][number] => {
    const about = { ...node.about, version: 'Grandine/v9.9.9' }
    if (node.state === 'reached')
      return { ...node, about, state: 'failed', fault: { kind: 'dns', detail: '' } }
    const reached = SCENES.syncing.look!.nodes.find(({ state }) => state === 'reached')!
    return { ...reached, id: node.id, about }
  })
  const sides = { sides: [], undecided: [], splits: [], conflicts: [] }
  const vantages = SETTINGS.vantages.map(({ name }) => name)
  return vantages.map((vantage) => ({ ...look, vantage, at: look.at + MINUTE_MS, nodes, sides }))
}

/** `Sun 11:04 Europe/Berlin`, of the instant that the page gives in UTC. */
const inZone = (utc: string, timeZone: string) => {
  const at = new Date(`${utc.replace(' ', 'T')}`)
  const day = at.toLocaleDateString('en-US', { weekday: 'short', timeZone })
  return `${day} ${at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })} ${timeZone}`
}

test('W: beside UTC the instants of a page stand in the time of the contact who reads it', () => {
  const rotation = { id: 'primary', people: ['oncall-a'], handover: 'Mon 09:00' }
  const own = { ...SETTINGS.contacts[0]!, timeZone: 'Asia/Kathmandu' }
  const known = [
    ['Europe/Berlin', { rotations: [{ ...rotation, timeZone: 'Europe/Berlin' }] }],
    ['Asia/Kathmandu', { contacts: [own], rotations: [{ ...rotation, timeZone: 'Europe/Berlin' }] }],
    [undefined, { rotations: [{ ...rotation, timeZone: 'UTC' }] }],
    [undefined, { rotations: [{ ...rotation, people: ['oncall-b'], timeZone: 'Europe/Berlin' }] }],
  ] as const
  for (const [zone, more] of known) {
    for (const [name, input] of everyInput) {
      const { text } = wordNotice({ ...input, settings: { ...SETTINGS, ...more } as typeof SETTINGS })
      const lines = text.split('\n').filter((line) => /^(Since|Last seen|From|Incident)\b/.test(line))
      assert.ok(lines.length >= 2, name)
      for (const line of lines) {
        const said = [...line.matchAll(/(\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)(?: \((.*?)\))?/g)]
        assert.ok(said.length > 0, line)
        for (const [, utc, local] of said)
          assert.equal(local, zone === undefined ? undefined : inZone(utc!, zone), `${name}: ${line}`)
      }
    }
  }
})

test('a page says what its evidence says, whatever has been seen since then', () => {
  for (const [name, input] of everyInput) {
    if (input.look === null) continue
    const later = laterLooks(input.look)
    const without = wordNotice({ ...input, look: null })
    for (const look of later) assert.deepEqual(wordNotice({ ...input, look }), without, name)
    assert.equal(lookOfEvidence(later, input.view), null, name)
    const isOpen = !isOver(input.due)
    assert.equal(lookOfEvidence([...later, input.look], input.view), isOpen ? input.look : null, name)
  }
})

test('what stands in the facts is said without any look', () => {
  for (const [name, input] of everyInput) {
    const [said, bare] = [wordNotice(input), wordNotice({ ...input, look: null })]
    const what = ({ text }: { text: string }) => text.split('\n').filter((line) => /^What/.test(line))
    assert.deepEqual(what(bare), what(said), name)
    assert.deepEqual([bare.title, bare.sms.sentences.length], [said.title, said.sms.sentences.length], name)
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
  const undecided = Array.from({ length: 9 }, () => ({ ...sides[0]!, why: 'no-answer' as const }))
  const scene: Scene = {
    view: viewOf({
      kind: 'chain-split',
      subject: 'fleet',
      scope: 'fleet',
      facts: { sides, splits, undecided },
      nodes: names,
      left: Array.from({ length: 12 }, (_, index) => ({ group: `g${index}`, nodes: 9, left: 0, usable: [] })),
    }),
    look: {
      ...SCENES['chain-split'].look!,
      nodes: names.map((id) => ({ ...template, id })),
      sides: { sides, undecided, splits, conflicts: [] },
    },
    explained: names.map((id) =>
      viewOf({
        kind: 'low-peers',
        subject: `node:${id}`,
        scope: 'node',
        facts: { [id]: { peers: 3 } },
        nodes: [id],
      }),
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
  assert.match(sms.lead[0]!, /CLEARED .*Nobody acknowledged/)
  const answered = wordNotice(due(inputOf(SCENES['node-down'], 'close'), acknowledged('oncall-b', after(9))))
  for (const words of [answered.title, answered.text, allOf(answered.sms)]) {
    assert.doesNotMatch(words, /nobody ack/i)
  }
})

test('a title ends with the id, however long the names are', () => {
  const names = fc.string({ minLength: 1, maxLength: 120 })
  fc.assert(
    fc.property(anySubject(names), fc.constantFrom(...EVERY_REASON), (subject, reason) => {
      const { view } = SCENES.partition
      const { title } = wordNotice(inputOf({ view: { ...view, subject }, look: null, explained: [] }, reason))
      assert.ok(title.endsWith(` (${view.id})`) && title.length <= 200, title)
    }),
  )
})

test('without a look, and with a subject nobody knows, there are still words', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALL_KINDS),
      anySubject(fc.string({ maxLength: 120 })),
      fc.constantFrom(...EVERY_REASON),
      (kind, subject, reason) => {
        const scene = SCENES[kind]
        const { title, text } = wordNotice(
          inputOf({ view: { ...scene.view, subject }, look: null, explained: [] }, reason),
        )
        assert.ok(title.endsWith(`(${scene.view.id})`) && text.includes(kind))
        assert.ok([...title].length <= 200)
        assert.doesNotMatch(text, /undefined|NaN/)
      },
    ),
  )
})
