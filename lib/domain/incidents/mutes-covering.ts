/** Mutes covering: the mutes and the planned maintenance that cover one incident. */
import type { Deed } from '../people/deed.ts'
import { covers, type Quiet, quietTimes } from '../people/mutes.ts'
import type { Settings } from '../settings/settings.ts'
import type { View } from './incident.ts'

interface QuietFacts {
  /** Null where none are at hand: then no maintenance is known, and not which node is where. */
  readonly settings: Pick<Settings, 'maintenance' | 'nodes'> | null
  readonly deeds: readonly Deed[]
  readonly now: number
}

const NO_FLEET = { maintenance: [], nodes: [] }

/** Those that overlap its lifetime until now, oldest first. */
export function mutesCovering(
  view: Pick<View, 'kind' | 'subject' | 'evidence' | 'since'>,
  { settings, deeds, now }: QuietFacts,
): readonly Quiet[] {
  const fleet = settings ?? NO_FLEET
  return quietTimes({ settings: fleet, deeds, from: view.since, now }).filter(({ scope }) =>
    covers(scope, view, fleet),
  )
}

/** Everything that is muted now. */
export function mutedNow({ settings, deeds, now }: QuietFacts): readonly Quiet[] {
  return quietTimes({ settings: settings ?? NO_FLEET, deeds, from: now, now })
}

/** Of those that cover an incident the one by which it is muted now, and longest. */
export function muting(quiet: readonly Quiet[], now: number): Quiet | undefined {
  return quiet
    .filter(({ from, until }) => from <= now && now < until)
    .toSorted((a, b) => a.until - b.until)
    .at(-1)
}
