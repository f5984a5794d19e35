/** Desk function: answers people, from the replica of its own Region or another; it writes only what they do. */

import { functionConfig } from '../lib/adapters/aws/function-config.ts'
import { replicasForPeople } from '../lib/adapters/aws/region-store.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { failoverStore } from '../lib/adapters/store/failover-store.ts'
import { answerDesk } from '../lib/desk/answer.ts'
import { regionFreshnessMs } from '../lib/domain/verdicts/voters.ts'
import { LINK_KEY } from '../lib/names/resources.ts'
import type { DeskRequest, DeskResponse } from '../lib/work/desk-exchange.ts'
import { deskWork, sharingStatus } from '../lib/work/desk-work.ts'
import { linkKeysAmong } from '../lib/work/read-links.ts'

const here = functionConfig(import.meta.url, process.env)
const { settings, vantage, installation } = here
const log = lineLog(clock, (line) => process.stdout.write(line))
const secrets = ssmSecrets({ clock, log, installation, region: vantage, names: [LINK_KEY] })
const desk = {
  ...here,
  clock,
  log,
  freshMs: regionFreshnessMs(settings.cadenceMs),
  linkKeys: linkKeysAmong(secrets, vantage),
}
const replicas = replicasForPeople(settings, here)

const work = sharingStatus(clock, () => deskWork({ ...desk, store: failoverStore({ replicas, clock, log }) }))

export async function handler(request: DeskRequest): Promise<DeskResponse> {
  return await answerDesk(request, work())
}
