/** Attention: who has an incident in hand, what mutes it, and what it accounts for. */

import { keyOf } from '../kinds/subject.ts'
import { acknowledgedNow } from '../people/acknowledged.ts'
import type { Ack } from '../people/deed.ts'
import type { Quiet } from '../people/mutes.ts'
import type { Settings } from '../settings/settings.ts'
import { isLive, type View } from './incident.ts'
import { type Lifetime, lifetimes, type Stored, standing } from './lifetime.ts'
import { liveIncidents, type Merged } from './merged-views.ts'
import { mutesCovering, muting } from './mutes-covering.ts'

export interface Attention {
  readonly acknowledged: Ack | null
  readonly muted: Quiet | null
  /** The live incidents that it accounts for, about which nobody is told apart. */
  readonly explains: readonly View[]
}

interface AttentionFacts extends Stored {
  readonly settings: Settings | null
  readonly now: number
}

/** A live incident as all vantages together hold it. */
export interface Attended extends Attention {
  readonly view: View
}

/** Worst first, and each followed by what it explains. */
export function attendedIncidents(facts: AttentionFacts): readonly Attended[] {
  const live = [...lifetimes(facts)].filter((life) => isHeld(standing(life)))
  const attend = (view: View, explains: readonly View[]) => {
    const life = live.find((one) => one.kind === view.kind && one.subject === view.subject)!
    return { view, ...attention(life, facts), explains }
  }
  return liveIncidents(standings(live)).flatMap(({ view, explains }) => {
    const inside = explains.map((one) => one.view)
    return [attend(view, inside), ...inside.map((one) => attend(one, []))]
  })
}

/** Of any incident or test, also one that is over. */
export function attentionOf(life: Lifetime, facts: AttentionFacts): Attention {
  const others = lifetimes(facts).filter((one) => isHeld(standing(one)))
  const own = liveIncidents(standings(others)).find(
    ({ view }) => view.kind === life.kind && view.subject === life.subject && life.ids.includes(view.id),
  )
  return { ...attention(life, facts), explains: own?.explains.map(({ view }) => view) ?? [] }
}

function isHeld(merged: Merged | null): boolean {
  return merged !== null && isLive(merged.view)
}

function standings(lives: readonly Lifetime[]): ReadonlyMap<string, Merged> {
  const found = lives.map(standing).filter((merged) => merged !== null)
  return new Map(found.map((merged) => [keyOf(merged.view), merged]))
}

function attention(life: Lifetime, facts: AttentionFacts): Pick<Attention, 'acknowledged' | 'muted'> {
  const view = standing(life)?.view
  return {
    acknowledged: acknowledgedNow(life.deeds, facts.now) ?? null,
    muted: (view && muting(mutesCovering(view, facts), facts.now)) ?? null,
  }
}
