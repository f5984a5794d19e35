/** Local nodes: the beacon nodes as this machine reaches them, with secrets from its environment. */

import { envSecrets } from '../adapters/host/env-secrets.ts'
import { systemClock } from '../adapters/host/system-clock.ts'
import { beaconHttp } from '../adapters/http/beacon-http.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { BeaconNodes } from '../ports.ts'

/** Nodes may be on this machine too: whoever runs this may reach it anyway. */
export function localNodes(
  { privateAddresses }: Pick<Settings, 'privateAddresses'>,
  env: Readonly<Record<string, string | undefined>>,
): BeaconNodes {
  return beaconHttp({ clock: systemClock, secrets: envSecrets(env), privateAddresses, loopback: true })
}
