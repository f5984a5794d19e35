/** Readers: every question with the reader of its answers, for the laws that hold of all of them. */
import { readCheckpoints } from '../../../../lib/domain/look/reply/checkpoints.ts'
import { readGenesis } from '../../../../lib/domain/look/reply/genesis.ts'
import { readHeader } from '../../../../lib/domain/look/reply/header.ts'
import { readIdentity } from '../../../../lib/domain/look/reply/identity.ts'
import { readPeerCount } from '../../../../lib/domain/look/reply/peer-count.ts'
import { OLDER_VERSION_QUESTION, QUESTIONS } from '../../../../lib/domain/look/reply/questions.ts'
import type { Reading, Reply } from '../../../../lib/domain/look/reply/reading.ts'
import { readSpec } from '../../../../lib/domain/look/reply/spec.ts'
import { readSyncing } from '../../../../lib/domain/look/reply/syncing.ts'
import { readVersion } from '../../../../lib/domain/look/reply/version.ts'

interface QuestionReader {
  readonly path: string
  /** The path as the standard writes it. */
  readonly standardPath: string
  readonly read: (reply: Reply) => Reading<unknown>
}

export const READERS = {
  head: {
    path: QUESTIONS.head.path,
    standardPath: '/eth/v1/beacon/headers/{block_id}',
    read: readHeader,
  },
  checkpoints: {
    path: QUESTIONS.checkpoints.path,
    standardPath: '/eth/v1/beacon/states/{state_id}/finality_checkpoints',
    read: readCheckpoints,
  },
  syncing: same(QUESTIONS.syncing.path, readSyncing),
  peers: same(QUESTIONS.peers.path, readPeerCount),
  version: same(QUESTIONS.version.path, readVersion),
  olderVersion: same(OLDER_VERSION_QUESTION.path, readVersion),
  identity: same(QUESTIONS.identity.path, readIdentity),
  genesis: same(QUESTIONS.genesis.path, readGenesis),
  spec: same(QUESTIONS.spec.path, readSpec),
} as const satisfies Record<string, QuestionReader>

export type ReaderName = keyof typeof READERS

export const READER_NAMES = Object.keys(READERS) as readonly ReaderName[]

/** A reply of status 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, body: JSON.stringify(body) }
}

/** The fault's kind and words, or the value where there should have been a fault. */
export function faultOf(reading: Reading<unknown>): unknown {
  return reading.ok ? reading.value : `${reading.error.kind}: ${reading.error.detail}`
}

function same(path: string, read: QuestionReader['read']): QuestionReader {
  return { path, standardPath: path, read }
}
