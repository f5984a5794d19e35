/** Draft: a verdict before it is weighed and explained. */
import { leavesUnfit } from '../findings/unanswered.ts'
import { type Kind, specOf } from '../kinds/kinds.ts'
import type { Verdict } from './verdict.ts'

export type Draft<K extends Kind = Kind> = Pick<Verdict<K>, 'kind' | 'subject' | 'severity' | 'evidence'>

/** Whether its nodes are of no use to validators while it lasts, whatever severity an operator gave the kind. */
export function isDisabling({ kind, evidence }: Pick<Verdict, 'kind' | 'evidence'>): boolean {
  if (kind === 'unanswered') return leavesUnfit((evidence as Verdict<'unanswered'>['evidence']).facts)
  return specOf(kind).disables
}
