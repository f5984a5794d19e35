/** Monthly volumes: how many runs, items, units and bytes a month of some settings makes, each with its working. */

import type { Settings } from '../../domain/settings/settings.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import type { Quantity, Working } from './cost.ts'
import type { CostMeasures } from './cost-measures.ts'

/** AWS counts a month as 730 hours. */
const MONTH_S = 730 * 3_600

/** One unit writes so many bytes of an item, and one reads so many of it, consistently. */
const WRITE_UNIT_BYTES = 1_024
export const READ_UNIT_BYTES = 4_096

export interface MonthlyVolumes {
  readonly vantages: Quantity
  /** Nodes and references. */
  readonly targets: Quantity
  /** Of one vantage. */
  readonly looks: Quantity
  readonly judgeRuns: Quantity
  readonly lookBytes: Quantity
  readonly lookWrites: Quantity
  readonly lookReads: Quantity
  readonly viewWrites: Quantity
  /** To one node in one look. */
  readonly sentBytes: Quantity
  readonly workings: readonly Working[]
}

export function volumesOf(settings: Settings, measures: CostMeasures): MonthlyVolumes {
  const targets = counted(settings.nodes.length + settings.references.length, 'node')
  const looks = lookWorking(settings.cadenceMs)
  const judgeRuns = judgeWorking(looks.result)
  const lookBytes = itemWorking(targets, measures)
  const lookWrites = unitsWorking('units to write it', lookBytes.result, WRITE_UNIT_BYTES)
  const lookReads = unitsWorking('units to read it', lookBytes.result, READ_UNIT_BYTES)
  const view = { amount: measures.viewBytes, unit: 'bytes' }
  const viewWrites = unitsWorking('units to write a view', view, WRITE_UNIT_BYTES)
  const sentBytes = sentWorking(measures)
  return {
    vantages: counted(settings.vantages.length, 'vantage'),
    targets,
    looks: looks.result,
    judgeRuns: judgeRuns.result,
    lookBytes: lookBytes.result,
    lookWrites: lookWrites.result,
    lookReads: lookReads.result,
    viewWrites: viewWrites.result,
    sentBytes: sentBytes.result,
    workings: [looks, judgeRuns, lookBytes, lookWrites, lookReads, viewWrites, sentBytes],
  }
}

/** The quantity with its noun in the right number; the plural of all of them ends in s. */
export function counted(amount: number, noun: string): Quantity {
  return { amount, unit: amount === 1 ? noun : `${noun}s` }
}

function lookWorking(cadenceMs: number): Working {
  const cadenceS = cadenceMs / SECOND_MS
  return {
    what: 'looks of a vantage',
    terms: [[{ amount: MONTH_S, unit: 's' }]],
    over: { amount: cadenceS, unit: 's' },
    result: { amount: Math.ceil(MONTH_S / cadenceS), unit: 'looks' },
  }
}

/** A judge runs when its vantage's look has ended, and every minute on its own schedule as the floor. */
function judgeWorking(looks: Quantity): Working {
  const minutes = { amount: MONTH_S / 60, unit: 'minutes' }
  const result = { amount: looks.amount + minutes.amount, unit: 'runs' }
  return { what: 'judge runs of a vantage', terms: [[looks], [minutes]], result }
}

function itemWorking(targets: Quantity, { lookBytes: { base, eachNode } }: CostMeasures): Working {
  const bytes = (amount: number): Quantity => ({ amount, unit: 'bytes' })
  return {
    what: "one look's item",
    terms: [[bytes(base)], [targets, bytes(eachNode)]],
    result: bytes(base + targets.amount * eachNode),
  }
}

function unitsWorking(what: string, bytes: Quantity, unitBytes: number): Working {
  return {
    what,
    terms: [[bytes]],
    over: { amount: unitBytes, unit: 'bytes' },
    result: counted(Math.ceil(bytes.amount / unitBytes), 'unit'),
  }
}

function sentWorking({ sentBytes, reconnectBytes, reconnectingShare }: CostMeasures): Working {
  return {
    what: 'sent to a node in a look',
    terms: [
      [{ amount: sentBytes, unit: 'bytes' }],
      [
        { amount: reconnectingShare, unit: 'reopened' },
        { amount: reconnectBytes, unit: 'bytes' },
      ],
    ],
    result: { amount: Math.ceil(sentBytes + reconnectingShare * reconnectBytes), unit: 'bytes' },
  }
}
