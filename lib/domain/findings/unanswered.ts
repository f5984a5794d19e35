/** Unanswered: a reached node that leaves open what some rule needs: of that, nobody can say whether it is well. */
import type { ReachedNode } from '../look/look.ts'
import { isForeign } from '../look/own-nodes.ts'
import type { ByNode, OpenQuestions } from './facts.ts'
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
    const left = open.filter(({ question }) => node.faults[question]?.kind !== 'no-time')
    const isGrave = left.some(isVital)
    if (left.length < open.length && !isGrave) return 'unknown'
    return { severity: isGrave ? 'warning' : 'info', facts: { [node.id]: reasonsOf(node, left) } }
  })

/** Without it nobody can say whether validators may use the node; everything else only narrows what is judged. */
export function isVital({ question, field }: OpenFact): boolean {
  return VITAL.has(field ?? question)
}

const VITAL: ReadonlySet<string> = new Set(['head', 'syncing', 'checkpoints', 'is_syncing'])

/** Whether of these nodes nobody can say if validators may use them. */
export function leavesUnfit(facts: ByNode<OpenQuestions>): boolean {
  return Object.values(facts).some((open) => Object.keys(open).some((name) => VITAL.has(name)))
}

/** By question, or by field of one that was answered but for that. */
function reasonsOf(node: ReachedNode, open: readonly OpenFact[]): OpenQuestions {
  const reasons = open.map(({ question, field }) => {
    const fault = node.faults[question]
    return [field ?? question, field !== null || fault === undefined ? null : faultSeen(fault)] as const
  })
  return Object.fromEntries(reasons)
}
