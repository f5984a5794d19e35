/** Threshold settings: the numbers of each kind of incident, with the operator's overrides. */
import { z } from 'zod'
import type { SeverityRule, Thresholds } from '../../kinds/kind-spec.ts'
import { ALL_KINDS, KINDS, type Kind } from '../../kinds/kinds.ts'
import { SEVERITIES } from '../../kinds/severity.ts'
import { durationMs, writeDuration } from '../../text/duration.ts'
import { DAY_MS } from '../../text/time.ts'
import { closed, oneOf } from '../shapes.ts'
import { duration } from '../time-shapes.ts'

export interface ThresholdsSection {
  readonly thresholds: Readonly<Record<Kind, Thresholds>>
}

/** One kind as written: bounds stand beside `after`, `clears` and `severity`. */
interface WrittenThresholds {
  readonly after?: string
  readonly clears?: string
  readonly severity?: SeverityRule
  readonly [bound: string]: number | string | undefined
}

type WrittenByKind = Partial<Record<Kind, WrittenThresholds>>

/** Whoever wants to be told later does not want to be told. */
const A_DAY_AT_MOST = { minMs: 0, maxMs: DAY_MS }

export const thresholdsSection = {
  keys,
  resolve: ({ thresholds = {} }: { readonly thresholds?: WrittenByKind }): ThresholdsSection => ({
    thresholds: byKind((kind) => withOverrides(KINDS[kind], thresholds[kind] ?? {})),
  }),
}

function keys() {
  const shape = closed(byKind(kindShape), 'a map keyed by kind of incident').meta({
    description: 'Numbers of each kind of incident; every one has a default.',
    form: 'map keyed by kind',
    unset: 'those of each kind',
  })
  return { thresholds: (shape as z.ZodType<WrittenByKind>).exactOptional() }
}

function kindShape(kind: Kind) {
  const standard: Thresholds = KINDS[kind]
  const bounds = Object.entries(standard.bounds).map(([bound, value]) => [bound, boundShape(kind, value)])
  return closed(
    {
      after: duration(A_DAY_AT_MOST, {
        description: "How long the evidence must last before the incident opens, by the looks' own times.",
        default: writeDuration(standard.afterMs),
      }).exactOptional(),
      clears: duration(A_DAY_AT_MOST, {
        description: 'How long all must be well before it closes.',
        default: writeDuration(standard.clearsMs),
      }).exactOptional(),
      severity: oneOf([...SEVERITIES, 'redundancy'], {
        description:
          '`redundancy`: a warning while every validator group that the node serves keeps another healthy node, else critical.',
        default: standard.severity,
      }).exactOptional(),
      ...Object.fromEntries(bounds),
    },
    'a map with after, clears, severity and bounds of the kind',
  )
    .meta({ description: `${KINDS[kind].fires}.` })
    .exactOptional()
}

function boundShape(kind: Kind, standard: number) {
  const error = 'a number, 0 or more'
  return z
    .number({ error })
    .min(0, { error })
    .meta({ description: `Bound of ${kind}; the last word is its unit.`, default: standard })
    .exactOptional()
}

function withOverrides(standard: Thresholds, written: WrittenThresholds): Thresholds {
  const { after, clears, severity, ...bounds } = written
  const { afterAmongThreeMs } = standard
  const afterMs = after === undefined ? standard.afterMs : durationMs(after)
  return {
    afterMs,
    // What the operator changes holds for any number of vantages.
    ...(afterMs === standard.afterMs && afterAmongThreeMs !== undefined ? { afterAmongThreeMs } : {}),
    clearsMs: clears === undefined ? standard.clearsMs : durationMs(clears),
    severity: severity ?? standard.severity,
    bounds: { ...standard.bounds, ...(bounds as Record<string, number>) },
  }
}

function byKind<T>(of: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(ALL_KINDS.map((kind) => [kind, of(kind)])) as Record<Kind, T>
}
