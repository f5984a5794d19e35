/** Draft: a verdict before it is weighed and explained. */
import type { Kind } from '../kinds/kinds.ts'
import type { Verdict } from './verdict.ts'

export type Draft<K extends Kind = Kind> = Pick<Verdict<K>, 'kind' | 'subject' | 'severity' | 'evidence'>
