/** Threshold schema: the shape of the overrides of each kind of incident, from the table of kinds. */
import { z } from 'zod'
import { ALL_KINDS, KINDS, type Kind, type SeverityRule, type Thresholds } from '../kinds/kinds.ts'
import { SEVERITIES } from '../kinds/severity.ts'
import { writeDuration } from '../text/duration.ts'
import { DAY_MS } from '../text/time.ts'
import { closed, duration, oneOf } from './leaves.ts'

const aDayAtMost = { minMs: 0, maxMs: DAY_MS }

/** The overrides of one kind as written: bounds stand beside `after`, `clears` and `severity`. */
export interface WrittenThresholds {
  readonly after?: string
  readonly clears?: string
  readonly severity?: SeverityRule
  readonly [bound: string]: number | string | undefined
}

function thresholdsOf(kind: Kind) {
  const standard: Thresholds = KINDS[kind]
  const bounds = Object.entries(standard.bounds).map(([bound, value]) => [
    bound,
    z
      .number({ error: 'a number, 0 or more' })
      .min(0, { error: 'a number, 0 or more' })
      .meta({ description: `Bound of ${kind}; the last word is its unit.`, default: value })
      .exactOptional(),
  ])
  return closed(
    {
      after: duration(aDayAtMost, {
        description: 'How long the evidence must last before the incident opens.',
        default: writeDuration(standard.afterMs),
      }).exactOptional(),
      clears: duration(aDayAtMost, {
        description: 'How long all must be well before the incident closes.',
        default: writeDuration(standard.clearsMs),
      }).exactOptional(),
      severity: oneOf([...SEVERITIES, 'redundancy'], {
        description:
          '`redundancy`: a warning while every validator group the node serves keeps another healthy node, else critical.',
        default: standard.severity,
      }).exactOptional(),
      ...Object.fromEntries(bounds),
    },
    'a map with after, clears, severity and bounds of the kind',
  )
    .meta({ description: `${KINDS[kind].fires}.` })
    .exactOptional()
}

/** The overrides by kind. */
export const thresholds = closed(
  Object.fromEntries(ALL_KINDS.map((kind) => [kind, thresholdsOf(kind)])),
  'a map keyed by kind of incident',
).meta({ description: 'Thresholds by kind of incident; every number has a default.' }) as z.ZodType<
  Partial<Record<Kind, WrittenThresholds>>
>
