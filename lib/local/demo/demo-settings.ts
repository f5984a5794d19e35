/** Demo settings: the `watchfire.yaml` of the demo network, with thresholds scaled to its short slots. */
import { stringify } from 'yaml'
import { KINDS, type Kind } from '../../domain/kinds/kinds.ts'
import { DATA_CENTERS, type RosterNode, VALIDATOR_GROUPS } from './demo-fleet.ts'

/** The demo's vantages bear the names of Regions, though all of them are this machine. */
export const DEMO_VANTAGES = ['eu-central-1', 'us-west-2', 'ap-southeast-2'] as const

interface DemoEndpoint extends RosterNode {
  readonly url: string
}

/** The settings of a network with one look a slot. */
export function demoSettings(nodes: readonly DemoEndpoint[], slotMs: number): string {
  return stringify({
    network: 'demo',
    vantages: [...DEMO_VANTAGES],
    dataCenters: DATA_CENTERS.map((id) => ({ id, ...SITES[id] })),
    nodes: nodes.map(({ id, url, dataCenter, client, execution, serves }) => ({
      id,
      url,
      dataCenter,
      client,
      execution,
      serves: [...serves],
    })),
    validators: validatorGroups(nodes),
    contacts: [{ id: 'oncall', email: 'oncall@example.com' }],
    escalation: {
      critical: { steps: [{ after: '0s', notify: ['oncall'] }], repeatEvery: '1m', ackExpires: '30m' },
      warning: { steps: [{ after: '0s', notify: ['oncall'] }] },
    },
    thresholds: Object.fromEntries(
      (Object.keys(KINDS) as Kind[]).map((kind) => [kind, thresholds(kind, slotMs)]),
    ),
  })
}

/** Invented sites; the telephone numbers are from ranges that are reserved for fiction. */
const SITES: Readonly<Record<(typeof DATA_CENTERS)[number], object>> = {
  fra1: {
    provider: 'Mainfeld Hosting',
    contacts: [{ name: 'Mainfeld NOC', phone: '+44 1632 960111', direct: true }],
  },
  ams1: {
    provider: 'Amstel Metal',
    contacts: [{ name: 'Amstel Metal NOC', phone: '+44 1632 960222', direct: true }],
  },
  sgp1: {
    provider: 'Merlion Cloud',
    contacts: [{ name: 'Merlion duty engineer', phone: '+44 1632 960333', direct: true }],
  },
}

/** The validators of the nodes that serve a group, as ranges of indices along the roster. */
function validatorGroups(nodes: readonly RosterNode[]): readonly object[] {
  const total = nodes.reduce((sum, node) => sum + node.validators, 0)
  const served = VALIDATOR_GROUPS.filter((group) => nodes.some((node) => node.serves.includes(group)))
  return served.map((group, place) => ({
    group,
    indices: `${Math.floor((place * total) / served.length)}-${Math.floor(((place + 1) * total) / served.length) - 1}`,
  }))
}

/** Slots that the evidence must last, where it is not two: the demo looks once a slot. */
const AFTER_SLOTS: Partial<Record<Kind, number>> = {
  partition: 3,
  slow: 3,
  blind: 3,
  'low-peers': 5,
  'vantage-degraded': 5,
}
const AFTER_SLOTS_ELSE = 2
const CLEARS_SLOTS = 4

/** Bounds in seconds, said in slots; the other bounds hold for slots of any length. */
const BOUNDS_SLOTS: Partial<Record<Kind, Readonly<Record<string, number>>>> = {
  'chain-split': { depthFloorSeconds: 3, depthSeconds: 5 },
  'head-stale': { seconds: 5, orphanSeconds: 6 },
  'network-stall': { seconds: 5 },
  'endpoint-inconsistent': { rememberedSeconds: 10 },
}

function thresholds(kind: Kind, slotMs: number): object {
  const afterSlots = KINDS[kind].afterMs === 0 ? 0 : (AFTER_SLOTS[kind] ?? AFTER_SLOTS_ELSE)
  return {
    after: duration(afterSlots * slotMs),
    clears: duration(CLEARS_SLOTS * slotMs),
    ...Object.fromEntries(
      Object.entries(BOUNDS_SLOTS[kind] ?? {}).map(([bound, slots]) => [
        bound,
        Math.ceil((slots * slotMs) / 1000),
      ]),
    ),
  }
}

function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}
