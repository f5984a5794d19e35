/** All mutants: the rooms' lists as one. */
import type { Mutant } from './mutant.ts'
import { CHAIN } from './rooms/chain.ts'
import { ESCALATION } from './rooms/escalation.ts'
import { FINDINGS } from './rooms/findings.ts'
import { INCIDENTS } from './rooms/incidents.ts'
import { LOOK } from './rooms/look.ts'
import { NAMED } from './rooms/named.ts'
import { NOTICES } from './rooms/notices.ts'
import { PEOPLE } from './rooms/people.ts'
import { SETTINGS } from './rooms/settings.ts'
import { SIDES } from './rooms/sides.ts'
import { VERDICTS } from './rooms/verdicts.ts'
import { WORK } from './rooms/work.ts'

export const ALL_MUTANTS: readonly Mutant[] = [
  ...CHAIN,
  ...ESCALATION,
  ...FINDINGS,
  ...INCIDENTS,
  ...LOOK,
  ...NAMED,
  ...NOTICES,
  ...PEOPLE,
  ...SETTINGS,
  ...SIDES,
  ...VERDICTS,
  ...WORK,
]
