/** Unanswered: a reached node that leaves a question open which most rules rest on: of it they can say nothing. */
import type { QuestionName, ReachedNode } from '../look/look.ts'
import { isForeign } from '../look/own-nodes.ts'
import type { Rule } from './finding.ts'
import { eachOfFleet } from './node-rule.ts'
import { faultSeen } from './reach.ts'

/** Without these nobody can say whether validators may use it; peers and versions tell less. */
const NEEDED = ['head', 'syncing', 'checkpoints'] as const satisfies readonly QuestionName[]

export const unanswered: Rule<'unanswered'> = (look) =>
  eachOfFleet('unanswered', look, (node) => {
    if (node.state !== 'reached' || isForeign(look, node)) return 'unknown'
    const open = NEEDED.filter((question) => isOpen(node, question))
    if (open.length === 0) return null
    // What we had no time to ask or to read, the node has not left open.
    if (open.some((question) => node.faults[question]?.kind === 'no-time')) return 'unknown'
    const reasons = open.map((question) => {
      const fault = node.faults[question]
      return [question, fault === undefined ? null : faultSeen(fault)] as const
    })
    return { severity: 'warning', facts: { [node.id]: Object.fromEntries(reasons) } }
  })

/** Progress is no answer without the one field that says whether there is any to make. */
function isOpen(node: ReachedNode, question: (typeof NEEDED)[number]): boolean {
  const said = node[question]
  return said === 'unknown' || ('syncing' in said && said.syncing === 'unknown')
}
