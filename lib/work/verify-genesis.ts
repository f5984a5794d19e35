/** Verify genesis: before nodes are said to be on different chains, each tells again which network it is on. */
import type { NodeLook } from '../domain/look/look.ts'
import { gapsFilled } from '../domain/look/network-told.ts'
import { readGenesis } from '../domain/look/reply/genesis.ts'
import { QUESTIONS } from '../domain/look/reply/questions.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import type { BeaconNodes, Clock } from '../ports.ts'
import { hear } from './conversation.ts'

interface Verification {
  readonly clock: Clock
  readonly nodes: BeaconNodes
  readonly endpoints: ReadonlyMap<string, Endpoint>
  readonly deadlineAt: number
  /** Genesis facts heard since then need no question. */
  readonly startedAt: number
}

/** The node with its genesis asked anew; unchanged if it was asked in this look or does not tell. */
export async function verifyGenesis(input: Verification, node: NodeLook): Promise<NodeLook> {
  if (node.state !== 'reached' || node.about.askedAt >= input.startedAt) return node
  const { nodes, clock, deadlineAt } = input
  const conversation = { endpoint: input.endpoints.get(node.id)!, nodes, clock, options: { deadlineAt } }
  const genesis = await hear(conversation, QUESTIONS.genesis, readGenesis)
  if (!genesis.ok) return node
  return { ...node, about: { ...node.about, genesis: gapsFilled(genesis.value, node.about.genesis) } }
}
