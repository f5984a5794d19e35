/** Look function: one look of this Region at the instant of its schedule, stored, and handed on to judge. */

import { functionConfig } from '../lib/adapters/aws/function-config.ts'
import { type LookOutcome, writeLookOutcome } from '../lib/adapters/aws/look-outcome.ts'
import { ownReplica } from '../lib/adapters/aws/region-store.ts'
import { scheduledAt } from '../lib/adapters/aws/scheduled-event.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { beaconHttp } from '../lib/adapters/http/beacon-http.ts'
import { failoverStore } from '../lib/adapters/store/failover-store.ts'
import { secretsToLook } from '../lib/domain/settings/needed-secrets.ts'
import { scheduledLooks } from '../lib/work/scheduled-looks.ts'

const here = functionConfig(import.meta.url, process.env)
const { settings, vantage, installation, loopback } = here
const log = lineLog(clock, (line) => process.stdout.write(line))
const secrets = ssmSecrets({ clock, log, installation, region: vantage, names: secretsToLook(settings) })
const { privateAddresses } = settings
/** Connections are kept from look to look, as long as Lambda keeps this process. */
const nodes = beaconHttp({ clock, secrets, privateAddresses, loopback })
const replicas = [ownReplica(here)]
const openStore = () => failoverStore({ replicas, clock, log })
const look = scheduledLooks({ ...here, clock, log, nodes, openStore })

/** Answers the look for the judge of this Region. */
export async function handler(event: unknown): Promise<LookOutcome> {
  return await writeLookOutcome(await look(scheduledAt(event)))
}
