/** Escalation settings: who is told when, of what is critical and of what is a warning. */
import { durationMs } from '../../text/duration.ts'
import { DAY_MS, MINUTE_MS, readDuration } from '../../text/time.ts'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, list, name } from '../shapes.ts'
import { duration } from '../time-shapes.ts'
import { at, items, quote, texts, type ValueAt } from '../value-at.ts'

export interface EscalationSection {
  readonly escalation: Readonly<Record<TellsOf, EscalationPolicy>>
}

/** What is only to be known (`info`) is told to nobody. */
type TellsOf = 'critical' | 'warning'

export interface EscalationPolicy {
  readonly steps: readonly EscalationStep[]
  /** Undefined: an opening is told once. */
  readonly repeatEveryMs?: number
  readonly ackExpiresMs: number
}

interface EscalationStep {
  readonly afterMs: number
  readonly notify: readonly string[]
}

/** Every contact is told in one step; `after` is when. A warning may end by itself, and wakes nobody again. */
const DEFAULTS = {
  critical: { after: '0s', repeatEvery: '15m', ackExpires: '30m' },
  warning: { after: '5m', repeatEvery: undefined, ackExpires: '30m' },
} as const

const A_DAY_AT_MOST = { minMs: 0, maxMs: DAY_MS }
/** Every vantage needs its turn in between. */
const A_MINUTE_TO_A_DAY = { minMs: MINUTE_MS, maxMs: DAY_MS }

export const escalationSection = {
  keys,
  problems: (root: ValueAt) =>
    ['critical', 'warning'].flatMap((tells) => stepProblems(at(root, 'escalation', tells, 'steps'))),
  resolve: (written: WrittenEscalation): EscalationSection => ({
    escalation: { critical: resolvePolicy('critical', written), warning: resolvePolicy('warning', written) },
  }),
}

/** Without steps, every contact is told. */
type WrittenEscalation = Written<typeof keys> & {
  readonly contacts?: readonly { readonly id: string }[]
}

function keys() {
  return {
    escalation: closed(
      { critical: policyShape('critical'), warning: policyShape('warning') },
      'a map with critical and warning',
    )
      .meta({ description: 'Who is told when.', unset: 'every contact at once, or after `5m` of a warning' })
      .exactOptional(),
  }
}

function policyShape(tells: TellsOf) {
  const { after, repeatEvery, ackExpires } = DEFAULTS[tells]
  return closed(
    {
      steps: list(stepShape(), { min: 1, max: 20, of: 'steps' })
        .meta({
          description: 'Who is told when, each step later than the one before it.',
          unset: `every contact after \`${after}\``,
        })
        .exactOptional(),
      repeatEvery: duration(A_MINUTE_TO_A_DAY, {
        description: 'How often it is told again until somebody acknowledges.',
        ...(repeatEvery === undefined ? { unset: 'not repeated' } : { default: repeatEvery }),
      }).exactOptional(),
      ackExpires: duration(A_MINUTE_TO_A_DAY, {
        description: 'An acknowledgement ends after this if the incident is still open.',
        default: ackExpires,
      }).exactOptional(),
    },
    'a map with steps, repeatEvery and ackExpires',
  )
    .meta({ description: `How people are told of ${tells} incidents.` })
    .exactOptional()
}

function stepShape() {
  return closed(
    {
      after: duration(A_DAY_AT_MOST, { description: 'Since the incident opened.', examples: ['5m'] }),
      notify: list(name({ description: 'The id of a contact or a rotation.' }), {
        min: 1,
        max: 100,
        of: 'contacts and rotations',
      }).meta({
        description: 'Contacts and rotations, each once, who are told while nobody has acknowledged.',
      }),
    },
    'a map with after and notify',
  )
}

function stepProblems(steps: ValueAt): readonly KeyProblem[] {
  const afters = items(steps).flatMap((step) => texts(at(step, 'after')))
  return afters.flatMap(({ path, value }, index) => {
    const before = afters[index - 1]
    if (before === undefined || !isSooner(value, before.value)) return []
    const says = `is ${quote(value)}, expected more than the ${quote(before.value)} of the step before it`
    return [problemAt(path, says)]
  })
}

/** Or at the same time; false where one of them is no duration. */
function isSooner(after: string, before: string): boolean {
  const [afterMs, beforeMs] = [readDuration(after), readDuration(before)]
  return afterMs !== undefined && beforeMs !== undefined && afterMs <= beforeMs
}

function resolvePolicy(tells: TellsOf, { escalation, contacts = [] }: WrittenEscalation): EscalationPolicy {
  const standard = DEFAULTS[tells]
  const policy = escalation?.[tells] ?? {}
  const steps = policy.steps ?? [{ after: standard.after, notify: contacts.map(({ id }) => id) }]
  const repeatEvery = policy.repeatEvery ?? standard.repeatEvery
  return {
    steps: steps.map(({ after, notify }) => ({ afterMs: durationMs(after), notify })),
    ...(repeatEvery !== undefined && { repeatEveryMs: durationMs(repeatEvery) }),
    ackExpiresMs: durationMs(policy.ackExpires ?? standard.ackExpires),
  }
}
