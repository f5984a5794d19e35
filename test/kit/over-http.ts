/** Over HTTP: beacon nodes asked over real connections to this machine, in a time that no slow machine can run out of. */
import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { beaconHttp } from '../../lib/adapters/http/beacon-http.ts'
import type { BeaconNodes, Clock } from '../../lib/ports.ts'
import { NEVER_LATE } from './never-late.ts'

export function overHttp(clock: Clock): BeaconNodes {
  return beaconHttp({
    clock,
    secrets: envSecrets({}),
    privateAddresses: false,
    loopback: true,
    lateness: NEVER_LATE,
  })
}
