/** Header: the root of a beacon block header, worked out from its five fields (SSZ `hash_tree_root`). */
import { sha256 } from '@noble/hashes/sha2.js'

/** A `BeaconBlockHeader` of the consensus specification, phase 0; roots are 0x and 64 hex digits. */
export interface HeaderFields {
  readonly slot: bigint
  readonly proposerIndex: bigint
  readonly parentRoot: string
  readonly stateRoot: string
  readonly bodyRoot: string
}

/** The block's root, 0x and 64 lower-case hex digits. Text that is no root gives some other root, never a throw. */
export function headerRoot(fields: HeaderFields): string {
  const empty = new Uint8Array(CHUNK_BYTES)
  const leaves = [
    uint64Chunk(fields.slot),
    uint64Chunk(fields.proposerIndex),
    rootChunk(fields.parentRoot),
    rootChunk(fields.stateRoot),
    rootChunk(fields.bodyRoot),
  ]
  return hex(merkleRoot([...leaves, empty, empty, empty]))
}

const CHUNK_BYTES = 32

/** Little-endian, padded with zeros. */
function uint64Chunk(value: bigint): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES)
  new DataView(chunk.buffer).setBigUint64(0, value, true)
  return chunk
}

function rootChunk(root: string): Uint8Array {
  return Uint8Array.from({ length: CHUNK_BYTES }, (_, at) =>
    Number.parseInt(root.slice(2 + 2 * at, 4 + 2 * at), 16),
  )
}

/** Hashes pairs of chunks, level by level; the number of chunks is a power of two. */
function merkleRoot(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!
  const pairs = Array.from({ length: chunks.length / 2 }, (_, at) =>
    hashPair(chunks[2 * at]!, chunks[2 * at + 1]!),
  )
  return merkleRoot(pairs)
}

function hashPair(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Uint8Array.from([...left, ...right]))
}

function hex(bytes: Uint8Array): string {
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
