/** Settings: the watchfire.yaml of the story, for a chain whose slots are a quarter as long as those of a real network. */
import type { LodestarNode } from './lodestar.ts'

/** The settings that watch these nodes, in this order. */
export function settingsText(nodes: readonly LodestarNode[]): string {
  return `network: devnet
vantages: [local]
cadence: 12s
nodes:
${nodes.map(({ id, restUrl }) => `  - { id: ${id}, url: "${restUrl}" }`).join('\n')}
thresholds:
  # Three nodes have two peers at most, and the cut leaves one with none.
  low-peers: { peersMin: 0 }
  # Three slots are 9 s here; the default floor is three slots of 12 s.
  chain-split: { depthFloorSeconds: 9, clears: 9s }
  # Two looks of 3 s, as the default minute is two looks of 30 s or one and a half of 60 s.
  node-down: { after: 3s, clears: 9s }
  # Three processes share the machine with the suite, which may have two slow cores.
  slow: { ms: 10000 }
`
}
