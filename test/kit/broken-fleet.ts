/** Broken fleet: demo nodes of which a data centre is on a chain of its own and another is dark, and their settings. */
import { parse, stringify } from 'yaml'
import { ALL_KINDS } from '../../lib/domain/kinds/kinds.ts'
import { type DemoNetwork, startDemoNetwork } from '../../lib/local/demo/demo-network.ts'

export interface BrokenFleet {
  readonly settings: string
  /** What people must be told: `contact kind subject`, in order. */
  readonly toldOf: readonly string[]
  close(): Promise<void>
}

const SLOT_MS = 2_000

/** How long the chains have been apart when the test starts. */
const SPLIT_MS = 15 * SLOT_MS

/** Kinds that open at once; the others wait for longer than any test runs, so that nothing depends on speed. */
const AT_ONCE = ['chain-split', 'data-center-dark', 'vantage-degraded']

/** The chains part in the past: the nodes are played up to now by the first question. */
export async function breakFleet(): Promise<BrokenFleet> {
  let lagMs = SPLIT_MS
  const network = await startDemoNetwork({
    clock: { now: () => Date.now() - lagMs },
    seed: 'broken',
    slotMs: SLOT_MS,
  })
  network.cutGossip('sgp1')
  lagMs = 0
  return {
    settings: settingsOf(network),
    toldOf: [
      'boss chain-split fleet',
      'boss data-center-dark data-center:fra1',
      'oncall chain-split fleet',
      'oncall data-center-dark data-center:fra1',
      'oncall vantage-degraded node:ams1-locked',
    ],
    close: network.close,
  }
}

interface Written {
  readonly nodes: readonly { readonly id: string; readonly url: string; readonly dataCenter: string }[]
  readonly thresholds: Readonly<Record<string, object>>
}

/** Below these nobody is given a port: one that was closed may be anybody's a moment later. */
const CLOSED_PORT = 10

/** Its nodes stand where nothing listens. */
function darkIn(site: string) {
  return (node: Written['nodes'][number], index: number) =>
    node.dataCenter === site ? { ...node, url: `http://127.0.0.1:${CLOSED_PORT + index}` } : node
}

function settingsOf(network: DemoNetwork): string {
  const demo = parse(network.settingsText()) as Written
  const [first, ...rest] = demo.nodes.map(darkIn('fra1'))
  const thresholds = ALL_KINDS.map((kind) => [
    kind,
    { ...demo.thresholds[kind], after: AT_ONCE.includes(kind) ? '0s' : '1h', clears: '1h' },
  ])
  return stringify({
    ...demo,
    nodes: [
      ...rest,
      { ...first, headers: { authorization: 'Bearer ${secret:known}' } },
      {
        id: 'ams1-locked',
        url: 'http://127.0.0.1:9',
        dataCenter: 'ams1',
        headers: { authorization: 'Bearer ${secret:unknown}' },
      },
    ],
    contacts: [
      { id: 'oncall', email: 'oncall@example.com' },
      { id: 'boss', sms: '+44 1632 960444' },
    ],
    escalation: {
      critical: { steps: [{ after: '0s', notify: ['oncall', 'boss'] }] },
      warning: { steps: [{ after: '0s', notify: ['oncall'] }] },
    },
    thresholds: Object.fromEntries(thresholds),
  })
}
