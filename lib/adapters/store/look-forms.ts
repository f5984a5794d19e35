/** Look forms: looks as other releases write and read them, so that all Regions are understood while they are updated. */

import { oneEra } from '../../domain/chain/slot-eras.ts'
import type { Look } from '../../domain/look/look.ts'

type ChainInLook = NonNullable<Look['chain']>

/** Up to 0.1 a chain had one slot time. */
type StoredChain = Omit<ChainInLook, 'eras'> & {
  readonly slotMs?: number
  readonly eras?: ChainInLook['eras']
}
export type StoredLook = Omit<Look, 'chain'> & { readonly chain: StoredChain | null }

/** What an older release reads is written beside the rest. */
export function toStoredLook(look: Look): StoredLook {
  const { chain } = look
  return chain === null ? look : { ...look, chain: { ...chain, slotMs: chain.eras[0].slotMs } }
}

/** Release 0.1 kept each contradiction as a sentence; those are left out, and the node gives new ones soon enough. */
export function fromStoredLook(look: StoredLook): Look {
  const nodes = look.nodes.map((node) => ({
    ...node,
    contradictions: node.contradictions.filter((one) => !('says' in one)),
  }))
  return { ...look, nodes, chain: look.chain === null ? null : readChain(look.chain) }
}

function readChain({ slotMs, eras, ...chain }: StoredChain): ChainInLook {
  return { ...chain, eras: eras ?? oneEra(slotMs!) }
}
