/** Learned chain: which network the nodes are on, where no preset says so. */
import type { Chain } from '../chain/chain.ts'
import type { AboutNode } from './look.ts'

/**
 * The chain that most nodes tell of, by genesis and spec; of equals, the one of the previous look, else the one
 * told first. What a node once told counts while it is silent, so that an outage does not change the network.
 */
export function learnedChain(
  abouts: readonly AboutNode[],
  name: string,
  previous: Chain | null,
): Chain | null {
  const told = abouts.flatMap((about) => chainOf(about, name) ?? [])
  const votes = (chain: Chain) => told.filter((other) => isSame(other, chain)).length
  const candidates = previous ? [previous, ...told] : told
  return candidates.reduce<Chain | null>(
    (best, chain) => (best && votes(best) >= votes(chain) ? best : chain),
    null,
  )
}

function chainOf({ genesis, spec }: AboutNode, name: string): Chain | null {
  if (!genesis || !spec) return null
  return {
    name,
    genesisTimeMs: genesis.timeMs,
    genesisValidatorsRoot: genesis.validatorsRoot,
    slotMs: spec.slotMs,
    slotsPerEpoch: spec.slotsPerEpoch,
  }
}

function isSame(a: Chain, b: Chain): boolean {
  return a.genesisValidatorsRoot === b.genesisValidatorsRoot && a.genesisTimeMs === b.genesisTimeMs
}
