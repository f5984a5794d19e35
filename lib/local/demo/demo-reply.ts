/** Demo reply: what a demo node is when it is asked, and a reply in the form of its client. */

import { CLIENT_HABITS, type ClientHabits } from './client-habits.ts'
import type { ChainNode, DemoChain } from './demo-chain.ts'
import type { RosterNode } from './demo-fleet.ts'

/** What a node claims of itself besides its chain; tests and stories set it while the node runs. */
export interface Claims {
  syncing: boolean
  optimistic: boolean
  executionOffline: boolean
  /** Null: as many as it really hears. */
  peers: number | null
  /** A status such as 401 that it answers to every question; null when it answers properly. */
  refusesWith: number | null
}

export interface AnsweringNode {
  readonly facts: RosterNode
  readonly node: ChainNode
  readonly demo: DemoChain
  readonly claims: Readonly<Claims>
  readonly nowMs: number
}

export interface DemoReply {
  readonly status: number
  readonly contentType: string
  /** JSON, or empty. */
  readonly body: string
}

export const HONEST_CLAIMS: Readonly<Claims> = {
  syncing: false,
  optimistic: false,
  executionOffline: false,
  peers: null,
  refusesWith: null,
}

/** An error body in the client's own shape. */
export function refuse(asked: Pick<AnsweringNode, 'facts'>, status: number, message: string): DemoReply {
  return reply(asked, status, CLIENT_HABITS[asked.facts.client].error(status, message))
}

export function reply(asked: Pick<AnsweringNode, 'facts'>, status: number, json: object): DemoReply {
  return { status, contentType: habitsOf(asked).contentType, body: JSON.stringify(json) }
}

export function habitsOf(asked: Pick<AnsweringNode, 'facts'>): ClientHabits {
  return CLIENT_HABITS[asked.facts.client]
}

export function flags(asked: AnsweringNode, finalized: boolean): object {
  const all = { execution_optimistic: asked.claims.optimistic, finalized }
  return Object.fromEntries(habitsOf(asked).flags.map((flag) => [flag, all[flag]]))
}
