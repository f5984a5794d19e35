/** Title line: the network, the time, and whether somebody must act, in one line. */
import { type Chain, epochOf, slotAt, slotStartMs } from '../../domain/chain.ts'
import { compatriots } from '../../domain/finding.ts'
import type { Severity } from '../../domain/kinds.ts'
import { presetChain, worse } from '../../domain/settings.ts'
import { sayDuration, sayInstant, sayTime } from '../../domain/time.ts'
import type { Snapshot } from '../snapshot.ts'
import { freshLooks, knownLooks } from './freshness.ts'
import type { Incident, Merged } from './incidents.ts'
import { fitting, type Line, piece, type Tone, withRight } from './line.ts'

export interface Standing {
  readonly incidents: readonly Incident[]
  readonly suspicions: readonly Merged[]
}

/** Time, slot and finality give way on a narrow screen; the state never does. */
export function titleLine(snapshot: Snapshot, standing: Standing, columns: number): Line {
  const { says, tone } = stateOf(snapshot, standing)
  const state = piece(` ${says} `, tone)
  const left = fitting(sayWhereAndWhen(snapshot), columns - state.text.length - 1 - NAME.length)
  return withRight([piece(NAME, 'strong'), piece(left)], [state], columns)
}

const NAME = 'WATCHFIRE'

export function chainOfSnapshot(snapshot: Snapshot): Chain | null {
  return knownLooks(snapshot).find(({ chain }) => chain !== null)?.chain ?? presetChain(snapshot.settings)
}

interface State {
  readonly says: string
  readonly tone: Tone
}

function stateOf(snapshot: Snapshot, { incidents, suspicions }: Standing): State {
  const open = incidents.filter(({ view }) => view.phase === 'open')
  if (open.length > 0) {
    const worst = open.map(({ view }) => view.severity).reduce(worse)
    return { says: `${open.length} OPEN, ${worst.toUpperCase()}`, tone: STATE_TONES[worst] }
  }
  return stateOfLooks(snapshot) ?? stateOfDoubts({ incidents, suspicions })
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
  if (fresh === 0) return { says: 'BLIND: NO FRESH LOOK', tone: 'unknown-state' }
  return { says: `ONLY ${fresh} OF ${vantages} LOOK`, tone: 'unknown-state' }
}

function stateOfDoubts({ incidents, suspicions }: Standing): State {
  if (incidents.length > 0) return { says: `${incidents.length} CLEARING`, tone: 'strong' }
  if (suspicions.length > 0) return { says: `${suspicions.length} SUSPECTED`, tone: 'warning' }
  return { says: 'ALL WELL', tone: 'well-state' }
}

/** Fullest first; each begins with its separator. */
function sayWhereAndWhen(snapshot: Snapshot): readonly string[] {
  const { now, settings } = snapshot
  const chain = chainOfSnapshot(snapshot)
  const { name } = settings.network
  const [time, instant] = [sayTime(now), sayInstant(now)]
  if (chain === null)
    return [` · ${name} · ${instant} · slot unknown`, ` · ${name} · ${time}`, ` ${name} ${time}`, ` ${time}`]
  const slot = slotAt(chain, now)
  if (slot < 0)
    return [
      ` · ${name} · ${instant} · genesis in ${sayDuration(slotStartMs(chain, 0) - now)}`,
      ` ${name} ${time}`,
    ]
  const epoch = epochOf(chain, slot)
  const finalized = finalizedEpoch(snapshot)
  const behind = finalized === undefined ? undefined : epoch - finalized
  const final = finalized === undefined ? 'finalized unknown' : `finalized ${finalized} (${behind} behind)`
  const brief = behind === undefined ? 'final ?' : `final -${behind}`
  return [
    ` · ${name} · ${instant} · slot ${slot} · epoch ${epoch} · ${final}`,
    ` · ${name} · ${time} · slot ${slot} · epoch ${epoch} · ${final}`,
    ` · ${name} · ${time} · slot ${slot} · epoch ${epoch} · ${brief}`,
    ` · ${name} · ${time} · slot ${slot}/${epoch} · ${brief}`,
    ` ${name} ${time} slot ${slot} ${brief}`,
    ` ${time} slot ${slot} ${brief}`,
    ` ${time} slot ${slot}`,
    ` ${time}`,
    '',
  ]
}

/** The highest that a node of this network finalized, by the fresh looks. */
function finalizedEpoch(snapshot: Snapshot): number | undefined {
  const epochs = freshLooks(snapshot)
    .flatMap(compatriots)
    .flatMap(({ checkpoints }) => (checkpoints === 'unknown' ? [] : [checkpoints.finalized.epoch]))
  return epochs.length === 0 ? undefined : Math.max(...epochs)
}
