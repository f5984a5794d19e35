/** Networks: the genesis facts of the public networks. */
import type { WholeChain } from './chain.ts'
import { oneEra } from './slot-eras.ts'

/** Genesis facts of the public networks, from each network's published configuration repository. */
export const PRESETS = {
  mainnet: {
    name: 'mainnet',
    genesisTimeMs: 1_606_824_023_000,
    genesisValidatorsRoot: '0x4b363db94e286120d76eb905340fdd4e54bfe9f06bf33ff6cf5ad27f511bfe95',
    eras: oneEra(12_000),
    slotsPerEpoch: 32,
  },
  sepolia: {
    name: 'sepolia',
    genesisTimeMs: 1_655_733_600_000,
    genesisValidatorsRoot: '0xd8ea171f3c94aea21ebc42a1ed61052acf3f9209c00e4efbaaddac09ed9b8078',
    eras: oneEra(12_000),
    slotsPerEpoch: 32,
  },
  hoodi: {
    name: 'hoodi',
    genesisTimeMs: 1_742_213_400_000,
    genesisValidatorsRoot: '0x212f13fc4df078b6cb7db228f1c8307566dcecf900867401a92023d7ba99cb5f',
    eras: oneEra(12_000),
    slotsPerEpoch: 32,
  },
  gnosis: {
    name: 'gnosis',
    genesisTimeMs: 1_638_993_340_000,
    genesisValidatorsRoot: '0xf5dcb5564e829aab27264b9becd5dfaa017085611224cb3036f573368dbb9d47',
    eras: oneEra(5_000),
    slotsPerEpoch: 16,
  },
  chiado: {
    name: 'chiado',
    genesisTimeMs: 1_665_396_300_000,
    genesisValidatorsRoot: '0x9d642dac73058fbf39c0ae41ab1e34e4d889043cb199851ded7095bc99eb4c1e',
    eras: oneEra(5_000),
    slotsPerEpoch: 16,
  },
} as const satisfies Record<string, WholeChain>

export type PresetName = keyof typeof PRESETS
