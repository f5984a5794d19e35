/** All mutants: the rooms' lists as one. */
import type { Mutant } from './mutant.ts'
import { NAMED } from './rooms/named.ts'

export const ALL_MUTANTS: readonly Mutant[] = [...NAMED]
