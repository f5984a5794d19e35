/** Draft: a verdict before it is weighed and explained. */
import { type Kind, specOf } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Verdict } from './verdict.ts'

export type Draft<K extends Kind = Kind> = Pick<Verdict<K>, 'kind' | 'subject' | 'severity' | 'evidence'>

/** While it lasts its nodes are of no use to validators; what merely informs takes none away. */
export function isDisabling({
  kind,
  severity,
}: {
  readonly kind: Kind
  readonly severity: Severity
}): boolean {
  return specOf(kind).disables && severity !== 'info'
}
