/** Kind name: a kind of notice as words, and a severity as one short word. */
import type { NoticeKind } from '../../kinds/notice-kind.ts'
import type { Severity } from '../../kinds/severity.ts'

/** `chain split`, `data centre dark`. */
export function sayKind(kind: NoticeKind): string {
  return kind.replaceAll('-', ' ').replace('center', 'centre')
}

export const SEVERITY_BRIEFLY: Readonly<Record<Severity, string>> = {
  critical: 'CRIT',
  warning: 'WARN',
  info: 'INFO',
}
