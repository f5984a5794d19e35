/** Step name: at which step of the escalation something is told, as claims and records spell it; written and read here alone. */
import type { Severity } from '../kinds/severity.ts'

/** Which of the two escalations of the settings it goes by. */
export type EscalationLevel = 'critical' | 'warning'

/** The escalation of what is less than critical is that of warnings. */
export function levelOf(severity: Severity): EscalationLevel {
  return severity === 'critical' ? 'critical' : 'warning'
}

/** `critical-1`, `repeat-2`, `drill-eu-central-1`, `close`. */
export type StepName = `${EscalationLevel}-${number}` | `repeat-${number}` | `drill-${string}` | OnlyStep

/** Steps that there is only one of. */
type OnlyStep = 'close' | 'resolve' | 'digest' | 'mute-ended'

type StepParts =
  /** The step of that place in the settings, counted from 1. */
  | { readonly what: EscalationLevel; readonly place: number }
  /** How often it was repeated, counted from 1. */
  | { readonly what: 'repeat'; readonly times: number }
  /** A test, by the paging Region that sends it. */
  | { readonly what: 'drill'; readonly region: string }
  | { readonly what: OnlyStep }

export function writeStep(parts: StepParts): StepName {
  switch (parts.what) {
    case 'critical':
    case 'warning':
      return `${parts.what}-${parts.place}`
    case 'repeat':
      return `repeat-${parts.times}`
    case 'drill':
      return `drill-${parts.region}`
    default:
      return parts.what
  }
}

export function readStep(name: StepName): StepParts {
  const dash = name.indexOf('-')
  const [what, rest] = [name.slice(0, dash), name.slice(dash + 1)]
  switch (what) {
    case 'critical':
    case 'warning':
      return { what, place: Number(rest) }
    case 'repeat':
      return { what, times: Number(rest) }
    case 'drill':
      return { what, region: rest }
    default:
      return { what: name as OnlyStep }
  }
}
