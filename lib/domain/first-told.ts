/** First told: whom an incident of a severity is told to first, as people and machines and not as rotations. */
import type { Severity } from './kinds.ts'
import type { Settings } from './settings.ts'

/**
 * The contacts of the first step with somebody who can be told in this way, each once; a rotation stands for all
 * of its people. Nobody is told of what merely informs.
 */
export function firstTold(
  { escalation, rotations }: Pick<Settings, 'escalation' | 'rotations'>,
  severity: Severity,
  canBeTold: (contact: string) => boolean,
): readonly string[] {
  if (severity === 'info') return []
  const peopleOf = (name: string) => rotations.find(({ id }) => id === name)?.people ?? [name]
  const steps = escalation[severity].steps.map(({ notify }) => notify.flatMap(peopleOf).filter(canBeTold))
  return [...new Set(steps.find((people) => people.length > 0) ?? [])]
}
