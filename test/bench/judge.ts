/** Bench judge: how the cost of one judgement grows with the fleet, as ratios measured side by side in one run. */

import type { View } from '../../lib/domain/incidents/incident.ts'
import { nextViews } from '../../lib/domain/incidents/next-views.ts'
import type { Look, NodeLook } from '../../lib/domain/look/look.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { urlHash } from '../../lib/domain/text/secret-text.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'

const SIZES = [125, 250, 500, 1_000] as const
const VANTAGES = ['eu', 'us', 'ap']
const ROUNDS = 5

/** A night on which every third node of a large fleet is down or behind, in ten data centres, for ten groups. */
function nightOf(size: number): { readonly settings: Settings; readonly looks: readonly Look[] } {
  const small = fleetSettings()
  const [pattern] = small.nodes
  const dataCenters = Array.from({ length: 10 }, (_, n) => ({ id: `dc${n}`, contacts: [] }))
  const nodes = Array.from({ length: size }, (_, n) => ({
    ...pattern!,
    id: `node-${n}`,
    url: `http://127.0.0.1:${9_000 + n}`,
    dataCenter: `dc${n % 10}`,
    client: ['lighthouse', 'teku', 'prysm', 'nimbus'][n % 4]!,
    serves: [`g${n % 10}`],
  }))
  const settings = { ...small, dataCenters, nodes }
  const looks = VANTAGES.map((vantage, place) => {
    const look = lookOf(small, { vantage, at: NOON - place * 1_000 })
    return { ...look, nodes: nodes.map((node, n) => nodeLook(look.nodes[0]!, node, n)) }
  })
  return { settings, looks }
}

function nodeLook(well: NodeLook, { id, url }: { id: string; url: string }, n: number): NodeLook {
  const node = { ...well, id, urlHash: urlHash(url) }
  if (node.state !== 'reached' || n % 3 !== 0) return node
  if (n % 2 === 0)
    return { ...node, state: 'failed', fault: { kind: 'timeout', detail: '' } } as unknown as NodeLook
  return { ...node, peers: 3 }
}

/** Milliseconds of processor time of one judgement after another, the views of each handed to the next. */
function costOf(size: number): number {
  const { settings, looks } = nightOf(size)
  let own: readonly View[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) {
    const now = NOON + 1_000 + round
    const verdicts = judge(looks, settings, { now, freshMs: 210_000 })
    own = nextViews(verdicts, { vantage: 'eu', own, others: own, settings, now, freshMs: 210_000 }).map(
      ({ view }) => view,
    )
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / ROUNDS
}

costOf(SIZES[0])
const costs = SIZES.map((size) => [size, costOf(size)] as const)
const [first, last] = [costs[0]!, costs.at(-1)!]
for (const [size, ms] of costs)
  console.log(`${size} nodes: ${(ms / first[1]).toFixed(1)} times the cost of ${first[0]}`)
const power = Math.log(last[1] / first[1]) / Math.log(last[0] / first[0])
console.log(`The cost grows with the power of ${power.toFixed(2)} of the fleet.`)
