/** Learned chain: which network the nodes are on, where no preset says so, and how long its slots last. */
import type { Chain } from '../chain/chain.ts'
import { areSameEras, erasOf } from '../chain/slot-eras.ts'
import type { AboutNode } from './look.ts'

/**
 * The chain that most nodes tell of, by genesis and then by its time; of equals, the one of the previous look, else
 * the one told first. What a node once told counts while it is silent, so that an outage changes no network.
 */
export function learnedChain(
  abouts: readonly AboutNode[],
  name: string,
  previous: Chain | null,
): Chain | null {
  const told = abouts.flatMap((about) => chainOf(about, name) ?? [])
  const network = mostTold(told, previous, isSameNetwork)
  if (network === null) return null
  const isIt = (chain: Chain) => isSameNetwork(chain, network)
  return mostTold(told.filter(isIt), previous !== null && isIt(previous) ? previous : null, isSameTime)
}

/** A preset in the eras that most of its nodes have scheduled; how it began stands in the preset. */
export function presetInEras(preset: Chain, abouts: readonly AboutNode[], previous: Chain | null): Chain {
  const told = abouts.flatMap((about) => chainOf(about, preset.name) ?? [])
  const possible = told.filter((chain) => isSameNetwork(chain, preset) && beginsLike(chain, preset))
  const known = previous !== null && isSameNetwork(previous, preset) ? previous : preset
  return { ...preset, eras: mostTold(possible, known, isSameTime)!.eras }
}

type Same = (a: Chain, b: Chain) => boolean

function mostTold(told: readonly Chain[], previous: Chain | null, isSame: Same): Chain | null {
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
    eras: erasOf(spec.slotMs, spec.schedule ?? []),
    slotsPerEpoch: spec.slotsPerEpoch,
  }
}

function isSameNetwork(a: Chain, b: Chain): boolean {
  return a.genesisValidatorsRoot === b.genesisValidatorsRoot && a.genesisTimeMs === b.genesisTimeMs
}

function isSameTime(a: Chain, b: Chain): boolean {
  return a.slotsPerEpoch === b.slotsPerEpoch && areSameEras(a.eras, b.eras)
}

function beginsLike(a: Chain, b: Chain): boolean {
  return a.slotsPerEpoch === b.slotsPerEpoch && a.eras[0].slotMs === b.eras[0].slotMs
}
