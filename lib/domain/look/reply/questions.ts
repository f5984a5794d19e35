/** Questions: everything that Watchfire asks of a beacon node; the whole list that a proxy must let through. */
import type { QuestionName } from '../look.ts'

/** A question without a body, as the port for beacon nodes takes it. */
interface GetQuestion {
  readonly method: 'GET'
  readonly path: string
  /** How many bytes of the answer are read at most; what is usual unless given. */
  readonly replyBytesMax?: number
}

/** The specification is a list of some hundred names (10 KB in 2026) that grows with every fork. */
const SPEC_BYTES_MAX = 262_144

/** The questions of a look by name. */
export const QUESTIONS: Readonly<Record<QuestionName, GetQuestion>> = {
  head: get('/eth/v1/beacon/headers/head'),
  checkpoints: get('/eth/v1/beacon/states/head/finality_checkpoints'),
  syncing: get('/eth/v1/node/syncing'),
  peers: get('/eth/v1/node/peer_count'),
  version: get('/eth/v2/node/version'),
  identity: get('/eth/v1/node/identity'),
  genesis: get('/eth/v1/beacon/genesis'),
  spec: { ...get('/eth/v1/config/spec'), replyBytesMax: SPEC_BYTES_MAX },
}

/** Asked when version 2 gets no usable answer: it is newer than many nodes (2026). */
export const OLDER_VERSION_QUESTION = get('/eth/v1/node/version')

/** Which block is the node's own at this slot? */
export function headerAt(slot: number): GetQuestion {
  return get(`/eth/v1/beacon/headers/${slot}`)
}

/** Which block has this root? */
export function headerByRoot(root: string): GetQuestion {
  return get(`/eth/v1/beacon/headers/${root}`)
}

/** Every path asked, as the standard writes it: `{block_id}` stands for `head`, a slot or a root. */
export const ASKED_PATHS: readonly string[] = [
  '/eth/v1/beacon/genesis',
  '/eth/v1/beacon/headers/{block_id}',
  '/eth/v1/beacon/states/{state_id}/finality_checkpoints',
  '/eth/v1/config/spec',
  '/eth/v1/node/identity',
  '/eth/v1/node/peer_count',
  '/eth/v1/node/syncing',
  '/eth/v1/node/version',
  '/eth/v2/node/version',
]

/** Which validators a node saw at work in this epoch; their indices are the body. Proxies are told of it beforehand. */
export const LIVENESS_PATH = '/eth/v1/validator/liveness/{epoch}'

function get(path: string): GetQuestion {
  return { method: 'GET', path }
}
