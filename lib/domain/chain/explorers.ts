/** Explorers: where anybody can look up a block of a public network; the one place that knows such an address. */
import type { BlockRef, Checkpoint } from './block.ts'
import type { PresetName } from './networks.ts'

/** Explorers of the beaconcha.in kind, which find a slot by its number and a block by its root. */
const EXPLORERS: Readonly<Partial<Record<PresetName, string>>> = {
  mainnet: 'https://beaconcha.in',
  sepolia: 'https://sepolia.beaconcha.in',
  hoodi: 'https://hoodi.beaconcha.in',
  gnosis: 'https://gnosis.beaconcha.in',
}

/** The slot or the epoch, whatever block is there, and the very block; none where the network has no explorer. */
export function explorerLinks(network: PresetName, block: BlockRef | Checkpoint): readonly string[] {
  const explorer = EXPLORERS[network]
  if (explorer === undefined) return []
  const place = 'slot' in block ? `slot/${block.slot}` : `epoch/${block.epoch}`
  return [`${explorer}/${place}`, `${explorer}/slot/${block.root}`]
}
