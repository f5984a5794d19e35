/** FleetLookup: who is in the demo network: nodes of mixed clients in three data centres, with their validators. */
import { CLIENT_NAMES, type ClientName, EXECUTION_NAMES, type ExecutionName } from './client-habits.ts'

export interface RosterNode {
  readonly id: string
  readonly dataCenter: string
  readonly client: ClientName
  readonly execution: ExecutionName
  /** The validator groups whose clients use this node. */
  readonly serves: readonly string[]
  /** How many validators propose and vote through it. */
  readonly validators: number
}

export const DATA_CENTERS = ['fra1', 'ams1', 'sgp1'] as const
export const VALIDATOR_GROUPS = ['g1', 'g2'] as const

/** Seven nodes unless told otherwise: three in fra1, two in ams1, two in sgp1. */
export const DEMO_NODES = 7

/**
 * Nodes spread over the data centres, in the order of the data centres. Every data centre has a third of the
 * validators, so whichever is cut off, the rest can just finalize and the one cut off cannot.
 */
export function makeRoster(nodes: number): readonly RosterNode[] {
  const drafts = Array.from({ length: nodes }, (_, number) => draftNode(number))
  return DATA_CENTERS.flatMap((dataCenter) => {
    const inside = drafts.filter((draft) => draft.dataCenter === dataCenter)
    const shares = sharesOf(validatorsPerDataCenter(nodes), inside.length)
    return inside.map((draft, place) => ({
      ...draft,
      id: nodeId(inside.slice(0, place + 1)),
      validators: shares[place]!,
    }))
  })
}

/** Divides evenly among three nodes and among two. */
function validatorsPerDataCenter(nodes: number): number {
  return 12 * Math.ceil(nodes / DEMO_NODES)
}

/** Clients, execution clients and groups go round at different speeds, so that pairs are mixed. */
function draftNode(number: number): Omit<RosterNode, 'id' | 'validators'> {
  return {
    dataCenter: DATA_CENTERS[number % DATA_CENTERS.length]!,
    client: CLIENT_NAMES[number % CLIENT_NAMES.length]!,
    execution: EXECUTION_NAMES[number % EXECUTION_NAMES.length]!,
    serves: [VALIDATOR_GROUPS[number % VALIDATOR_GROUPS.length]!],
  }
}

/** `fra1-teku`, and `fra1-teku-2` for the second one there. */
function nodeId(upToThis: readonly Pick<RosterNode, 'dataCenter' | 'client'>[]): string {
  const { dataCenter, client } = upToThis.at(-1)!
  const nth = upToThis.filter((draft) => draft.client === client).length
  return nth === 1 ? `${dataCenter}-${client}` : `${dataCenter}-${client}-${nth}`
}

/** Whole shares of a total that differ by one at most. */
function sharesOf(total: number, parts: number): readonly number[] {
  return Array.from(
    { length: parts },
    (_, part) => Math.floor(((part + 1) * total) / parts) - Math.floor((part * total) / parts),
  )
}
