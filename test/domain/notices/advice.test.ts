/** Advice: three steps a kind that name things, that fit, and that can never cost a validator its stake. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import type { Fault, FaultKind } from '../../../lib/domain/look/fault.ts'
import { FAULT_KINDS } from '../../../lib/domain/look/fault.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import { firstStepShort, firstSteps } from '../../../lib/domain/notices/advice.ts'
import type { Situation } from '../../../lib/domain/notices/phrases.ts'
import { gsm7Length, SMS_PART_SEPTETS, toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { SCENES, type Scene, SETTINGS, VARIANTS } from './notice-scenes.ts'

const situationOf = ({ view, look }: Scene): Situation => ({ view, look, settings: SETTINGS })
const everyScene: readonly (readonly [string, Scene])[] = [
  ...Object.entries(SCENES),
  ...Object.entries(VARIANTS),
]

test('every kind has three steps and a short one, each a full sentence or a command', () => {
  for (const [name, scene] of everyScene) {
    const steps = firstSteps(situationOf(scene))
    assert.equal(new Set(steps).size, 3, name)
    for (const step of [...steps, firstStepShort(situationOf(scene))]) {
      assert.match(step, /^[A-Z]/, `${name}: ${step}`)
      assert.doesNotMatch(step, /undefined|NaN|\[object| {2}/, `${name}: ${step}`)
      assert.ok(step.length <= 520, `${name}: ${step.length} letters`)
    }
  }
})

test('the short step fits into the second part of a text message without being cut', () => {
  for (const [name, scene] of everyScene) {
    const short = toGsm7(firstStepShort(situationOf(scene)))
    assert.ok(gsm7Length(short) <= SMS_PART_SEPTETS, `${name}: ${gsm7Length(short)} septets`)
    assert.match(short, /^First: .*\.$/, name)
  }
})

test('no step ever tells anyone to start, copy or import keys, or to delete what protects from slashing', () => {
  const dangerous =
    /(start|import|copy|move|load)\w* (the |its |their |any |same )*keys|delete|wipe|slashing protection|kill -9|--force|disable/gi
  const forbidding = /(never|not|no|nothing|none|cannot|without|keep every)\b[^.;]*$/i
  for (const [name, scene] of everyScene) {
    for (const step of [...firstSteps(situationOf(scene)), firstStepShort(situationOf(scene))]) {
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

test('a node that the look did not reach is never offered as the other one to use', () => {
  const { view, look } = SCENES['node-down']
  const down = look!.nodes.find((node) => node.id === 'fra1-teku-1')!
  const nodes = look!.nodes.map((node) => (node.id === 'fra1-lighthouse-1' ? { ...down, id: node.id } : node))
  const text = firstSteps({ view, look: { ...look!, nodes }, settings: SETTINGS }).join(' ')
  assert.match(text, /g1 uses ams1-lighthouse-1;/)
})

test('a dark site is called by its direct line; where there is none, that is said plainly', () => {
  const [called] = firstSteps(situationOf(SCENES['data-center-dark']))
  assert.match(called, /^Call Hetzner NOC, \+49 30 23125 100:/)
  const [unknown] = firstSteps(situationOf(VARIANTS['data-center-dark.no-contact']!))
  assert.match(unknown, /^No contact for sgp1 is configured: find the number of OVH/)
  const { view, look } = SCENES['data-center-dark']
  const elsewhere = { ...view, subject: 'data-center:ams1' }
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
    'http-status': /HTTP 502/,
    'not-json': /Something other than a beacon node/,
    timeout: /console, VPN/,
    'connect-timeout': /console, VPN/,
  }
  for (const kind of FAULT_KINDS) {
    const fault: Fault = { kind, detail: 'x', ...(kind === 'http-status' && { status: 502 }) }
    const [step] = firstSteps(situationOf(failing('node-down', fault)))
    assert.match(step, wanted[kind] ?? /fra1-teku-1/, kind)
  }
})

test('a node that refuses us is our own matter, and the step says which', () => {
  const wanted: readonly (readonly [Fault, RegExp])[] = [
    [{ kind: 'http-status', status: 401, detail: '' }, /HTTP 401.*token/],
    [{ kind: 'http-status', status: 429, detail: '' }, /too many requests/],
    [{ kind: 'secret-missing', detail: '' }, /secret/],
    [{ kind: 'no-route', detail: '' }, /IPv6/],
    [{ kind: 'address-refused', detail: '' }, /privateAddresses/],
  ]
  for (const [fault, words] of wanted) {
    const { view } = VARIANTS['vantage-degraded.node']!
    const { look } = failing('node-down', fault, 'fra1-nimbus-1')
    assert.match(firstSteps({ view, look, settings: SETTINGS })[1], words, fault.kind)
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
      for (const step of firstSteps({ view: { ...view, evidence }, look: null, settings: bare })) {
        assert.doesNotMatch(step, /undefined|NaN| {2}|\( *\)/, `${kind}: ${step}`)
      }
    }
  }
})

function failing(kind: 'node-down', fault: Fault, id = 'fra1-teku-1'): Scene {
  const scene = SCENES[kind]
  const failed = scene.look!.nodes.find((node) => node.state === 'failed')!
  const nodes = [
    { ...failed, id, fault },
    ...scene.look!.nodes.filter((node) => node.id !== id && node !== failed),
  ] as Look['nodes']
  return { ...scene, look: { ...scene.look!, nodes } }
}
