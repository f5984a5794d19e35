/** Words of kinds: three steps a kind that name things, that fit, and that can never cost a validator its stake. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FaultSeen } from '../../../../lib/domain/findings/facts.ts'
import { ALL_KINDS, specOf } from '../../../../lib/domain/kinds/kinds.ts'
import type { FaultKind } from '../../../../lib/domain/look/fault.ts'
import { FAULT_KINDS } from '../../../../lib/domain/look/fault.ts'
import type { Steps } from '../../../../lib/domain/notices/kinds/kind-words.ts'
import { wordsOf } from '../../../../lib/domain/notices/kinds/words-by-kind.ts'
import type { TextSentence } from '../../../../lib/domain/notices/notice.ts'
import type { Situation } from '../../../../lib/domain/notices/situation.ts'
import { gsm7Length, SMS_PART_SEPTETS, toGsm7 } from '../../../../lib/domain/text/gsm7.ts'
import { SCENES, type Scene, SETTINGS, VARIANTS, viewOf } from '../notice-scenes.ts'

const situationOf = ({ view, look }: Scene): Situation => ({ view, look, settings: SETTINGS })
const everyScene: readonly (readonly [string, Scene])[] = [
  ...Object.entries(SCENES),
  ...Object.entries(VARIANTS),
]

const firstSteps = (situation: Situation): Steps => wordsOf(situation.view).steps(situation)
const sentencesOf = (situation: Situation): readonly TextSentence[] =>
  wordsOf(situation.view).text(situation).sentences
const wordingsOf = (situation: Situation): readonly string[] =>
  sentencesOf(situation).flatMap(({ wordings }) => wordings)

test('every kind has three steps, each a full sentence or a command', () => {
  for (const [name, scene] of everyScene) {
    const steps = firstSteps(situationOf(scene))
    assert.equal(new Set(steps).size, 3, name)
    for (const step of steps) {
      assert.match(step, /^[A-Z]/, `${name}: ${step}`)
      assert.doesNotMatch(step, /undefined|NaN|\[object| {2}/, `${name}: ${step}`)
      assert.ok(step.length <= 520, `${name}: ${step.length} letters`)
    }
  }
})

test('a text message says what to do first, in whole sentences whose last wordings are short', () => {
  for (const [name, scene] of everyScene) {
    const sentences = sentencesOf(situationOf(scene))
    assert.match(sentences.find(({ rank }) => rank === 'first-step')!.wordings[0]!, /^First: /, name)
    for (const { rank, wordings } of sentences) {
      for (const wording of wordings) {
        assert.match(wording, /^(First: \S|[A-Z]|g\d (can use|has)).*[.?]$/, `${name}: ${wording}`)
        assert.ok(gsm7Length(toGsm7(wording)) <= SMS_PART_SEPTETS, `${name}: ${wording}`)
      }
      const lengths = wordings.map((wording) => gsm7Length(toGsm7(wording)))
      assert.deepEqual(
        lengths,
        lengths.toSorted((a, b) => b - a),
        `${name}: not the longest first`,
      )
      const most = rank === 'warning' ? 50 : 70
      assert.ok(lengths.at(-1)! <= most, `${name}: ${lengths.at(-1)} septets at least`)
    }
  }
})

test('where somebody could be tempted to start keys elsewhere, a warning says not to', () => {
  const tempting = everyScene.filter(([, { view }]) => specOf(view.kind).disables)
  for (const [name, scene] of tempting) {
    const warnings = sentencesOf(situationOf(scene)).filter(({ rank }) => rank === 'warning')
    assert.equal(warnings.length, 1, name)
    for (const wording of warnings[0]!.wordings) assert.match(wording, /keys/i, name)
  }
})

test('no step ever tells anyone to start, copy or import keys, or to delete what protects from slashing', () => {
  const dangerous =
    /(start|import|copy|move|load)\w* (the |its |their |any |same )*keys|delete|wipe|slashing protection|kill -9|--force|disable/gi
  const forbidding = /(never|not|no|nothing|none|cannot|without|keep every)\b[^.;]*$/i
  for (const [name, scene] of everyScene) {
    for (const step of [...firstSteps(situationOf(scene)), ...wordingsOf(situationOf(scene))]) {
      for (const { 0: words, index } of step.matchAll(dangerous)) {
        const negated =
          forbidding.test(step.slice(0, index)) || /(start no keys|keys is not|wipe nothing)/i.test(step)
        assert.ok(negated, `${name}: "${words}" is not forbidden in: ${step}`)
      }
    }
  }
})

test('where chains differ, nothing is restarted and nobody is called wrong before somebody else has said so', () => {
  for (const kind of ['chain-split', 'finalized-conflict', 'justified-conflict'] as const) {
    const [first, second, third] = firstSteps(situationOf(SCENES[kind]))
    const all = `${first} ${second} ${third}`
    assert.match(all, /restart, resync and upgrade nothing|change nothing on the nodes/i, kind)
    assert.match(second, /explorers/, kind)
    assert.match(all, /(a pause|stopping a validator client) is always safe/i, kind)
    assert.match(all, /ams1-lighthouse-1 and fra1-lighthouse-1/, kind)
  }
})

test('where a node is lost, the steps name the nodes that its validators can use instead', () => {
  for (const kind of ['node-down', 'head-stale', 'syncing', 'optimistic', 'execution-offline'] as const) {
    const text = firstSteps(situationOf(SCENES[kind])).join(' ')
    assert.match(text, /See in the logs of the validator clients that g\d uses \S+ or \S+[;,]/, kind)
    for (const node of SCENES[kind].view.evidence.nodes)
      assert.doesNotMatch(text, new RegExp(`uses ${node}\\b`))
  }
})

test('a dark site is called by its direct line; where there is none, that is said plainly', () => {
  const [called] = firstSteps(situationOf(SCENES['data-center-dark']))
  assert.match(called, /^Call Hetzner NOC, \+49 30 23125 100:/)
  const [unknown] = firstSteps(situationOf(VARIANTS['data-center-dark.no-contact']!))
  assert.match(unknown, /^No contact for sgp1 is configured: find the number of OVH/)
  const { view, look } = SCENES['data-center-dark']
  const elsewhere = { ...view, subject: 'data-center:ams1' as const }
  assert.match(
    firstSteps({ view: elsewhere, look, settings: SETTINGS })[0],
    /^No direct line to ams1 is configured: /,
  )
})

test('the first step for a dead node follows from how it fails', () => {
  const wanted: Readonly<Partial<Record<FaultKind, RegExp>>> = {
    'connection-refused': /nothing listens/,
    dns: /does not resolve/,
    'tls-expired': /certificate/i,
    'tls-handshake': /plain http, or HTTP\/2 alone/,
    'http-status': /HTTP 502/,
    'not-json': /Something other than a beacon node/,
    timeout: /console, VPN/,
    'connect-timeout': /console, VPN/,
  }
  for (const kind of FAULT_KINDS) {
    const fault = { kind, ...(kind === 'http-status' && { status: 502 }) }
    const [step] = firstSteps(situationOf(failing(fault)))
    assert.match(step, wanted[kind] ?? /fra1-teku-1/, kind)
  }
})

test('a node that refuses us is our own matter, and the step says which', () => {
  const wanted: readonly (readonly [FaultSeen, RegExp])[] = [
    [{ kind: 'http-status', status: 401 }, /HTTP 401.*token/],
    [{ kind: 'http-status', status: 400 }, /asked in plain http/],
    [{ kind: 'http-status', status: 429 }, /too many requests/],
    [{ kind: 'secret-missing' }, /secret/],
    [{ kind: 'no-route' }, /IPv6/],
    [{ kind: 'address-refused' }, /privateAddresses/],
  ]
  for (const [fault, words] of wanted) {
    const view = viewOf({
      kind: 'vantage-degraded',
      subject: 'node:fra1-nimbus-1',
      scope: 'node',
      facts: { silent: [], cutOff: [], fresh: null, unwatched: { 'fra1-nimbus-1': fault } },
      nodes: ['fra1-nimbus-1'],
    })
    assert.match(firstSteps({ view, look: null, settings: SETTINGS })[1], words, fault.kind)
  }
})

test('without a look, without groups and without contacts there are still three whole steps', () => {
  const bare = {
    ...SETTINGS,
    dataCenters: [],
    communicate: {},
    nodes: SETTINGS.nodes.map(({ client: _c, execution: _e, ...node }) => ({ ...node, serves: [] })),
  }
  for (const kind of ALL_KINDS) {
    const { view } = SCENES[kind]
    for (const evidence of [view.evidence, { ...view.evidence, nodes: [] }]) {
      const of = { view: { ...view, evidence, left: [] }, look: null, settings: bare }
      for (const step of [...firstSteps(of), ...wordingsOf(of)]) {
        assert.doesNotMatch(step, /undefined|NaN| {2}|\( *\)/, `${kind}: ${step}`)
      }
    }
  }
})

function failing(fault: FaultSeen): Scene {
  const view = viewOf({
    kind: 'node-down',
    subject: 'node:fra1-teku-1',
    scope: 'node',
    facts: { 'fra1-teku-1': fault },
    nodes: ['fra1-teku-1'],
  })
  return { view, look: null, explained: [] }
}
