/** Unanswered: a reached node that leaves open what some rule needs: of that, nobody can say whether it is well. */
import type { ReachedNode } from '../look/look.ts'
import { isForeign } from '../look/own-nodes.ts'
import type { OpenQuestions } from './facts.ts'
import type { Rule } from './finding.ts'
import { type OpenFact, openFacts } from './needs.ts'
import { eachOfFleet } from './node-rule.ts'
import { faultSeen } from './reach.ts'

export const unanswered: Rule<'unanswered'> = (look) =>
  eachOfFleet('unanswered', look, (node) => {
    if (node.state !== 'reached' || isForeign(look, node)) return 'unknown'
    const open = openFacts(node)
    if (open.length === 0) return null
    // What we had no time to ask or to read, the node has not left open.
    if (open.some(({ question }) => node.faults[question]?.kind === 'no-time')) return 'unknown'
    const severity = open.some(isVital) ? 'warning' : 'info'
    return { severity, facts: { [node.id]: reasonsOf(node, open) } }
  })

/** Without it nobody can say whether validators may use the node; everything else only narrows what is judged. */
export function isVital({ question, field }: OpenFact): boolean {
  if (field === null) return question === 'head' || question === 'syncing' || question === 'checkpoints'
  return field === 'is_syncing'
}

/** By question, or by field of one that was answered but for that. */
function reasonsOf(node: ReachedNode, open: readonly OpenFact[]): OpenQuestions {
  const reasons = open.map(({ question, field }) => {
    const fault = node.faults[question]
    return [field ?? question, field !== null || fault === undefined ? null : faultSeen(fault)] as const
  })
  return Object.fromEntries(reasons)
}
