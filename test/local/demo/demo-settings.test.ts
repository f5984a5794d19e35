/** Laws of the demo's settings: every kind is scaled to the short slots, and nothing refers to nowhere. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { ALL_KINDS, KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import { readDuration } from '../../../lib/domain/text/time.ts'
import { makeRoster } from '../../../lib/local/demo/demo-fleet.ts'
import { demoSettings } from '../../../lib/local/demo/demo-settings.ts'

const NO_FILES = () => assert.fail('the demo names no file')

function text(nodes = 7, slotMs = 2_000): string {
  const endpoints = makeRoster(nodes).map((node, at) => ({ ...node, url: `http://127.0.0.1:${9000 + at}` }))
  return demoSettings(endpoints, slotMs)
}

function written(nodes = 7, slotMs = 2_000) {
  return parse(text(nodes, slotMs))
}

test('the settings are read without a problem or a doubt, for any size and slot time', () => {
  for (const [nodes, slotMs] of [
    [7, 2_000],
    [100, 2_000],
    [7, 250],
  ] as const) {
    const read = readSettings({ file: 'demo', text: text(nodes, slotMs), files: NO_FILES })
    assert.deepEqual(read.ok ? read.value.warnings : read.error, [])
    assert.ok(read.ok)
  }
})

test('every kind has its thresholds, shorter than the defaults, with bounds that the kind knows', () => {
  const { thresholds } = written()
  assert.deepEqual(Object.keys(thresholds), ALL_KINDS)
  for (const kind of ALL_KINDS) {
    const { after, clears, ...bounds } = thresholds[kind]
    assert.ok(
      readDuration(after)! <= 10_000 && readDuration(after)! <= KINDS[kind].afterMs,
      `${kind} ${after}`,
    )
    assert.equal(clears, '8s')
    const known: Readonly<Record<string, number>> = KINDS[kind].bounds
    for (const [bound, value] of Object.entries(bounds)) {
      assert.ok(known[bound] !== undefined && Number(value) <= known[bound], `${kind} ${bound} ${value}`)
    }
  }
})

test('bounds in seconds follow the slot time', () => {
  assert.deepEqual(written().thresholds['chain-split'], {
    after: '0s',
    clears: '8s',
    depthFloorSeconds: 6,
    depthSeconds: 10,
  })
  assert.equal(written(7, 500).thresholds['head-stale'].seconds, 3)
  assert.equal(written(7, 500).thresholds['node-down'].after, '1s')
  assert.equal(written(7, 250).thresholds['node-down'].after, '500ms')
})

test('data centres, groups and contacts that are named are defined', () => {
  for (const size of [7, 100]) {
    const settings = written(size)
    const sites = settings.dataCenters.map(({ id }: { id: string }) => id)
    const groups = settings.validators.map(({ group }: { group: string }) => group)
    assert.equal(settings.nodes.length, size)
    for (const node of settings.nodes) {
      assert.ok(sites.includes(node.dataCenter))
      assert.ok(node.serves.every((group: string) => groups.includes(group)))
    }
    for (const policy of Object.values<{ steps: { notify: string[] }[] }>(settings.escalation)) {
      assert.deepEqual(policy.steps[0]!.notify, [settings.contacts[0].id])
    }
  }
})

test('the validator groups divide the indices without gap or overlap', () => {
  const { validators } = written()
  assert.deepEqual(validators, [
    { group: 'g1', indices: '0-17' },
    { group: 'g2', indices: '18-35' },
  ])
})

test('every data centre has a direct channel to its people', () => {
  for (const { contacts } of written().dataCenters) assert.ok(contacts[0].direct && contacts[0].phone)
})
