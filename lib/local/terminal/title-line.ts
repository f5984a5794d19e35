/** Title line: the network, the time, and whether somebody must act, in one line. */
import { type Chain, epochOf, slotAt, slotStartMs } from '../../domain/chain/chain.ts'
import type { Incident, Merged } from '../../domain/incidents/merged-views.ts'
import type { Severity } from '../../domain/kinds/severity.ts'
import { worse } from '../../domain/kinds/severity.ts'
import { finalizedEpochOf } from '../../domain/look/look.ts'
import { compatriots } from '../../domain/look/own-nodes.ts'
import { presetChain } from '../../domain/settings/settings.ts'
import { sayDuration, sayInstant, sayTime } from '../../domain/text/time.ts'
import type { Snapshot } from '../snapshot.ts'
import { freshLooks, knownLooks } from './freshness.ts'
import { fitting, type Line, piece, type Tone, withRight } from './line.ts'

export interface Judgement {
  readonly incidents: readonly Incident[]
  readonly suspicions: readonly Merged[]
  /** Whether every fresh look finds every node well. */
  readonly isWellEverywhere: boolean
}

/** Time, slot and finality give way on a narrow screen; the state never does. */
export function titleLine(snapshot: Snapshot, standing: Judgement, columns: number): Line {
  const { says, tone } = stateOf(snapshot, standing)
  const state = piece(` ${says} `, tone)
  const left = fitting(sayWhereAndWhen(snapshot), columns - state.text.length - 1 - NAME.length)
  return withRight([piece(NAME, 'strong'), piece(left)], [state], columns)
}

const NAME = 'WATCHFIRE'

function chainOfSnapshot(snapshot: Snapshot): Chain | null {
  return knownLooks(snapshot).find(({ chain }) => chain !== null)?.chain ?? presetChain(snapshot.settings)
}

interface State {
  readonly says: string
  readonly tone: Tone
}

function stateOf(snapshot: Snapshot, standing: Judgement): State {
  const { incidents } = standing
  const open = incidents.filter(({ view }) => view.phase === 'open')
  if (open.length > 0) {
    const worst = open.map(({ view }) => view.severity).reduce(worse)
    return { says: `${open.length} OPEN, ${worst.toUpperCase()}`, tone: STATE_TONES[worst] }
  }
  return stateOfLooks(snapshot) ?? stateOfDoubts(standing)
}

const STATE_TONES: Readonly<Record<Severity, Tone>> = {
  critical: 'critical-state',
  warning: 'warning-state',
  info: 'strong',
}

/** Silence is no health: "all well" takes a fresh look of every vantage. */
function stateOfLooks(snapshot: Snapshot): State | null {
  const vantages = snapshot.settings.vantages.length
  const fresh = freshLooks(snapshot).length
  if (fresh === vantages) return null
  if (snapshot.looks.size === 0) return { says: 'NO LOOK YET', tone: 'unknown-state' }
  if (fresh === snapshot.looks.size)
    return { says: `STARTING, ${fresh} OF ${vantages} LOOK`, tone: 'unknown-state' }
  if (fresh === 0) return { says: 'BLIND: NO FRESH LOOK', tone: 'unknown-state' }
  return { says: `ONLY ${fresh} OF ${vantages} LOOK`, tone: 'unknown-state' }
}

function stateOfDoubts({ incidents, suspicions, isWellEverywhere }: Judgement): State {
  if (incidents.length > 0) return { says: `${incidents.length} CLEARING`, tone: 'strong' }
  if (suspicions.length > 0) return { says: `${suspicions.length} SUSPECTED`, tone: 'warning' }
  if (!isWellEverywhere) return { says: 'NO INCIDENT', tone: 'strong' }
  return { says: 'ALL WELL', tone: 'well-state' }
}

/** Fullest first, with dots between the parts and then without; each begins with its separator. */
function sayWhereAndWhen(snapshot: Snapshot): readonly string[] {
  const { name } = snapshot.settings.network
  const [time, instant] = [sayTime(snapshot.now), sayInstant(snapshot.now)]
  const { slot, epoch, final } = sayChain(snapshot)
  const tiers: readonly (readonly string[])[] = [
    ...final.slice(0, 1).map((words) => [name, instant, slot, ...epoch, words]),
    ...final.map((words) => [name, time, slot, ...epoch, words]),
    [name, time, slot, ...final.slice(-1)],
    [time, slot, ...final.slice(-1)],
    [time, slot],
    [time],
    [],
  ]
  return tiers.flatMap((parts) => [' · ', '  '].map((dot) => parts.map((part) => dot + part).join('')))
}

interface ChainWords {
  readonly slot: string
  readonly epoch: readonly string[]
  /** Longest first; none where nothing can be said. */
  readonly final: readonly string[]
}

function sayChain(snapshot: Snapshot): ChainWords {
  const chain = chainOfSnapshot(snapshot)
  if (chain === null) return { slot: 'slot unknown', epoch: [], final: [] }
  const slot = slotAt(chain, snapshot.now)
  if (slot < 0)
    return { slot: `genesis in ${sayDuration(slotStartMs(chain, 0) - snapshot.now)}`, epoch: [], final: [] }
  const epoch = epochOf(chain, slot)
  const finalized = finalizedEpoch(snapshot)
  return {
    slot: `slot ${slot}`,
    epoch: epoch === null ? [] : [`epoch ${epoch}`],
    final: sayFinal(epoch, finalized),
  }
}

function sayFinal(epoch: number | null, finalized: number | undefined): readonly string[] {
  if (finalized === undefined) return ['finalized unknown', 'final ?']
  if (epoch === null) return [`finalized ${finalized}`]
  const behind = epoch - finalized
  return [
    `finalized ${finalized} (${behind} behind)`,
    `finalized ${finalized} (-${behind})`,
    `final -${behind}`,
  ]
}

/** The highest that a node of this network finalized, by the fresh looks. */
function finalizedEpoch(snapshot: Snapshot): number | undefined {
  const epochs = freshLooks(snapshot)
    .flatMap(compatriots)
    .flatMap((node) => finalizedEpochOf(node) ?? [])
  return epochs.length === 0 ? undefined : Math.max(...epochs)
}
