/** Node names: the nodes an incident is about, as a step or a text message names them. */
import { listed, listedBriefly } from '../../text/lists.ts'
import { concerned, type Evidenced } from '../situation.ts'
import { bareName } from './subject-words.ts'

const NODES_NAMED = 3

/** `a, b and c`; without a node what the subject names. */
export function nameNodes(of: Evidenced): string {
  const nodes = concerned(of)
  return nodes.length === 0 ? bareName(of.view.subject) || 'the node' : listed(nodes, NODES_NAMED)
}

/** `a +2`. */
export function nameNodesBriefly(of: Evidenced): string {
  const nodes = concerned(of)
  return nodes.length === 0 ? bareName(of.view.subject) || 'the node' : listedBriefly(nodes)
}

export function firstNode(of: Evidenced): string {
  return concerned(of)[0] ?? bareName(of.view.subject)
}
