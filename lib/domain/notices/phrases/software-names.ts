/** Software names: the programs beside the nodes concerned, as a step names them. */
import { listed, unique } from '../../text/lists.ts'
import { concerned, type Situation } from '../situation.ts'
import { firstNode } from './node-names.ts'
import { softwareOf } from './software.ts'

const NAMED = 3

/** The execution clients of the nodes concerned. */
export function nameExecution(situation: Situation): string {
  const names = unique(concerned(situation).map((node) => softwareOf(situation, node).execution))
  const known = names.filter((name) => name !== undefined)
  return known.length > 0 ? listed(known, NAMED) : 'its execution client'
}

/** The execution client of the first of them; undefined where it is not known. */
export function firstExecution(situation: Situation): string | undefined {
  return softwareOf(situation, firstNode(situation)).execution
}

/** `lighthouse 2, teku 2, prysm 1`, of the whole fleet. */
export function countClients(situation: Situation): string {
  const clients = situation.settings.nodes.map((node) => softwareOf(situation, node.id).client ?? 'unknown')
  return unique(clients)
    .map((client) => `${client} ${clients.filter((each) => each === client).length}`)
    .join(', ')
}

/** Other nodes of the same client. */
export function nameSameClient(situation: Situation): string {
  const first = firstNode(situation)
  const { client } = softwareOf(situation, first)
  const others = situation.settings.nodes
    .map((node) => node.id)
    .filter((id) => id !== first && softwareOf(situation, id).client === client)
  return client !== undefined && others.length > 0 ? listed(others, NAMED) : 'there is none in the settings'
}
