/** Desk function: answers people, from the replica of its own Region or another; it writes only what they do. */

import { functionPlace } from '../lib/adapters/aws/function-place.ts'
import { replicasFrom } from '../lib/adapters/aws/region-store.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { failoverStore } from '../lib/adapters/store/failover-store.ts'
import { answerDesk } from '../lib/desk/answer.ts'
import { readLinkKeys } from '../lib/domain/people/links/link-keys.ts'
import { regionFreshnessMs } from '../lib/domain/verdicts/voters.ts'
import { LINK_KEY } from '../lib/names/resources.ts'
import { acknowledgeByLink, seeLink } from '../lib/work/acknowledge.ts'
import type { DeskRequest, DeskResponse } from '../lib/work/desk-exchange.ts'
import { readStanding } from '../lib/work/read-standing.ts'

const { settings, hash, installation, vantage } = functionPlace(import.meta.url, process.env)
const log = lineLog(clock, (line) => process.stdout.write(line))

/** With a person waiting, more than this many Regions cannot be tried in the time that a run may take. */
const REPLICAS_TRIED_MAX = 3
const replicas = replicasFrom(settings, { vantage, installation }).slice(0, REPLICAS_TRIED_MAX)

const secrets = ssmSecrets({
  clock,
  log,
  installation,
  region: vantage,
  names: [LINK_KEY],
})
const contacts = settings.contacts.map(({ id }) => id)
const freshMs = regionFreshnessMs(settings.cadenceMs)

export async function handler(request: DeskRequest): Promise<DeskResponse> {
  const store = failoverStore({ replicas, clock, log })
  const reading = { clock, store, settings, settingsHash: hash, freshMs }
  const linking = async () => {
    const keys = readLinkKeys(await secrets.get(LINK_KEY), { name: LINK_KEY, place: vantage })
    if (keys.kind === 'none') log.warn('links cannot be used', { because: keys.because })
    return { ...reading, log, installation, contacts, keys }
  }
  return await answerDesk(request, {
    clock,
    settings,
    standing: () => readStanding(reading),
    see: async (token) => seeLink(token, await linking()),
    acknowledge: async (token, ackMs) => acknowledgeByLink(token, ackMs, await linking()),
    failed: (error) => log.warn('desk cannot answer', { because: String(error) }),
  })
}
