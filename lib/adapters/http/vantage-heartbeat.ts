/** Vantage heartbeat: the ping of one vantage, where the settings name a dead man's switch. */

import type { Settings } from '../../domain/settings/settings.ts'
import type { Clock, Log, Secrets } from '../../ports.ts'
import { heartbeat } from './heartbeat.ts'

interface VantageHeartbeat {
  readonly settings: Pick<Settings, 'heartbeat' | 'vantages' | 'privateAddresses'>
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** Whether the switch may be on this machine. */
  readonly loopback: boolean
}

/** All vantages ping the same switch, each as often as leaves room for the others; null where there is none. */
export function vantageHeartbeat({ settings, ...calling }: VantageHeartbeat): (() => Promise<void>) | null {
  const { heartbeat: toPing, vantages, privateAddresses } = settings
  if (toPing === undefined) return null
  return heartbeat({ ...calling, ...toPing, privateAddresses, vantages: vantages.length })
}
