/** Notice words: reviewed word by word in `test/golden/notices`, and held to a few laws that no wording may break. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS } from '../../../lib/domain/kinds.ts'
import type { Notice } from '../../../lib/domain/notice.ts'
import { gsm7Length, splitSms } from '../../../lib/domain/notices/gsm7.ts'
import { type NoticeInput, runbookLink, wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/time.ts'
import { over, rootOf, SCENES, type Scene, SETTINGS, VARIANTS, viewOf } from './notice-scenes.ts'

const GOLDEN = new URL('../../golden/notices/', import.meta.url)
const UPDATE = process.env.UPDATE_GOLDEN === '1'

type Reason = Notice['reason']

function inputOf(scene: Scene, reason: Reason): NoticeInput {
  const view = reason === 'close' ? over(scene.view) : scene.view
  const minutes: Readonly<Record<Reason, number>> = { opening: 1.5, repeat: 30, worse: 9, close: 17 }
  const steps: Readonly<Record<Reason, string>> = {
    opening: 'open',
    repeat: 'repeat-2',
    worse: 'worse-critical',
    close: 'close',
  }
  return {
    view,
    look: scene.look,
    explained: scene.explained,
    settings: SETTINGS,
    reason,
    step: steps[reason],
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: view.since + minutes[reason] * MINUTE_MS + 5 * SECOND_MS,
  }
}

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
    { ...inputOf(SCENES['chain-split'], 'repeat'), acknowledgedBy: 'oncall-a', heldBack: 3 },
  ],
  ['node-down.acknowledged.close', { ...inputOf(SCENES['node-down'], 'close'), acknowledgedBy: 'oncall-b' }],
]

for (const [name, input] of everyInput) {
  test(`the words of ${name} are the reviewed ones`, () => {
    const file = new URL(`${name}.txt`, GOLDEN)
    const words = render(wordNotice(input))
    if (UPDATE) {
      mkdirSync(GOLDEN, { recursive: true })
      writeFileSync(file, words)
    }
    assert.ok(existsSync(file), `${name}.txt is missing: run with UPDATE_GOLDEN=1 and read what it wrote`)
    assert.equal(words, readFileSync(file, 'utf8'))
  })
}

test('every reviewed file belongs to a notice', () => {
  const wanted = everyInput.map(([name]) => `${name}.txt`).toSorted()
  assert.deepEqual(readdirSync(GOLDEN).toSorted(), wanted)
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
  const { text } = wordNotice({ ...input, settings: { ...SETTINGS, nodes }, heldBack: 9 })
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
  assert.match(sms, /CLEARED .*Nobody acknowledged/)
  const acknowledged = wordNotice({ ...inputOf(SCENES['node-down'], 'close'), acknowledgedBy: 'oncall-b' })
  for (const words of [acknowledged.title, acknowledged.text, acknowledged.sms]) {
    assert.doesNotMatch(words, /nobody acknowledged/i)
  }
})

test('every link leads to an article that exists, in a folder or on the web', () => {
  for (const kind of ALL_KINDS) {
    const local = runbookLink({ runbook: 'docs/runbook' }, kind)
    assert.ok(existsSync(new URL(`../../../${local}`, import.meta.url)), local)
    assert.equal(runbookLink({ runbook: 'https://example.com/r/' }, kind), `https://example.com/r/${kind}`)
    assert.match(wordNotice(inputOf(SCENES[kind], 'opening')).text, new RegExp(`/runbook/${kind}\\n`))
  }
})

test('without a look, and with a subject nobody knows, there are still words', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALL_KINDS),
      fc.string(),
      fc.constantFrom('opening', 'close'),
      (kind, subject, reason) => {
        const scene = SCENES[kind]
        const { title, text } = wordNotice(
          inputOf({ view: { ...scene.view, subject }, look: null, explained: [] }, reason as Reason),
        )
        assert.ok(title.includes(scene.view.id) && text.includes(kind))
        assert.doesNotMatch(text, /undefined|NaN/)
      },
    ),
  )
})

/** A notice as a reviewer reads it, with the exact place where the phone network cuts the text message. */
function render({ title, text, sms }: Notice): string {
  const parts = splitSms(sms).map(
    (part, index) =>
      `[part ${index + 1}, ${gsm7Length(part)} septets]\n«${part.replace(/ +\n$/, (filling) => `»\n«${filling.length - 1} spaces, line break`)}»`,
  )
  return [`title: ${title}`, '', '--- text', text, '', '--- sms', ...parts, ''].join('\n')
}
