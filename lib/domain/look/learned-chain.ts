/** Learned chain: which network the nodes are on, where no preset says so, and how long its slots last. */
import type { Chain } from '../chain/chain.ts'
import { areSameEras, erasOf, oneEra, type SlotEras } from '../chain/slot-eras.ts'
import type { AboutNode, Genesis, SpecFacts } from './look.ts'
import { areTwoNetworks, genesisOf } from './network-told.ts'

/**
 * The chain that most nodes tell of, fact by fact: its genesis, and then of those that told it or told none how its
 * time runs; of equals, as the previous look had it, else as told first. What a node once told counts while it is
 * silent, so that an outage changes no network. Null while nobody tells when it began or how long its slots last.
 */
export function learnedChain(
  abouts: readonly AboutNode[],
  name: string,
  previous: Chain | null,
): Chain | null {
  const genesis = genesisTold(abouts, previous && genesisOf(previous))
  if (genesis === null || genesis.timeMs === 'unknown') return null
  const before = previous !== null && !areTwoNetworks(genesisOf(previous), genesis) ? previous : null
  const specs = specsOf(abouts, genesis)
  const slotsPerEpoch = mostToldOr(before?.slotsPerEpoch ?? null, specs.flatMap(slotsPerEpochIn), Object.is)
  const eras = mostToldOr(before?.eras ?? null, specs.flatMap(erasIn), areSameEras)
  if (eras === null) return null
  return {
    name,
    genesisTimeMs: genesis.timeMs,
    genesisValidatorsRoot: genesis.validatorsRoot === 'unknown' ? null : genesis.validatorsRoot,
    eras: slotsPerEpoch === null ? oneEra(eras[0].slotMs) : eras,
    slotsPerEpoch,
  }
}

/** A preset in the eras that most of its nodes have scheduled; how it began stands in the preset. */
export function presetInEras(preset: Chain, abouts: readonly AboutNode[], previous: Chain | null): Chain {
  const known =
    previous !== null && !areTwoNetworks(genesisOf(previous), genesisOf(preset)) ? previous : preset
  const possible = specsOf(abouts, genesisOf(preset)).filter((spec) => beginsLike(spec, preset))
  return { ...preset, eras: mostToldOr(known.eras, possible.flatMap(erasIn), areSameEras)! }
}

/** Of those that tell when it began; what tells only that stands for any network that began then, and names none. */
function genesisTold(abouts: readonly AboutNode[], previous: Genesis | null): Genesis | null {
  const told = abouts.flatMap(({ genesis }) => (genesis && genesis.timeMs !== 'unknown' ? [genesis] : []))
  const possible = [...(previous === null ? [] : [previous]), ...told]
  const named = possible.filter(({ validatorsRoot }) => validatorsRoot !== 'unknown')
  return mostTold(told, named.length > 0 ? named : possible, isSameNetwork)
}

/** Of the nodes of a network; where none of them tells, of those that do not tell which network they are on. */
function specsOf(abouts: readonly AboutNode[], network: Genesis): readonly SpecFacts[] {
  const own = abouts.filter(({ genesis }) => genesis && !areTwoNetworks(genesis, network))
  const told = own.flatMap(({ spec }) => spec ?? [])
  return told.length > 0 ? told : abouts.flatMap(({ genesis, spec }) => (genesis ? [] : (spec ?? [])))
}

function slotsPerEpochIn({ slotsPerEpoch }: SpecFacts): readonly number[] {
  return slotsPerEpoch === 'unknown' ? [] : [slotsPerEpoch]
}

function erasIn({ slotMs, schedule = [] }: SpecFacts): readonly SlotEras[] {
  return slotMs === 'unknown' ? [] : [erasOf(slotMs, schedule === 'unknown' ? [] : schedule)]
}

type Same<T> = (a: T, b: T) => boolean

/** The previous one while no other has more votes. */
function mostToldOr<T>(previous: T | null, told: readonly T[], isSame: Same<T>): T | null {
  return mostTold(told, previous === null ? told : [previous, ...told], isSame)
}

/** Of the candidates the one that most of those told are; of equals the first. */
function mostTold<T>(told: readonly T[], candidates: readonly T[], isSame: Same<T>): T | null {
  const votes = (one: T) => told.filter((other) => isSame(other, one)).length
  return candidates.reduce<T | null>(
    (best, one) => (best !== null && votes(best) >= votes(one) ? best : one),
    null,
  )
}

function isSameNetwork(a: Genesis, b: Genesis): boolean {
  return !areTwoNetworks(a, b)
}

function beginsLike({ slotMs, slotsPerEpoch }: SpecFacts, preset: Chain): boolean {
  const isSameEpoch = slotsPerEpoch === 'unknown' || slotsPerEpoch === preset.slotsPerEpoch
  return isSameEpoch && slotMs === preset.eras[0].slotMs
}
