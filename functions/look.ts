/** Look function: one look of this Region at the instant of its schedule, stored, and handed on to judge. */

import { functionPlace } from '../lib/adapters/aws/function-place.ts'
import { type HandedLook, handOver } from '../lib/adapters/aws/handed-look.ts'
import { regionStore } from '../lib/adapters/aws/region-store.ts'
import { readScheduled } from '../lib/adapters/aws/scheduled-event.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { beaconHttp } from '../lib/adapters/http/beacon-http.ts'
import { failoverStore } from '../lib/adapters/store/failover-store.ts'
import type { Look } from '../lib/domain/look/look.ts'
import { secretsToLook } from '../lib/domain/settings/needed-secrets.ts'
import { ENVIRONMENT } from '../lib/names/environment.ts'
import { lookRound } from '../lib/work/look-round.ts'

const { settings, hash, installation, vantage } = functionPlace(import.meta.url, process.env)
const log = lineLog(clock, (line) => process.stdout.write(line))
const replica = { name: vantage, store: regionStore(vantage, installation) }
/** Connections are kept from look to look, as long as Lambda keeps this process. */
const nodes = beaconHttp({
  clock,
  secrets: ssmSecrets({
    clock,
    log,
    installation,
    region: vantage,
    names: secretsToLook(settings),
  }),
  privateAddresses: settings.privateAddresses,
  loopback: process.env[ENVIRONMENT.allowLoopback] === '1',
})
let remembered: Look | null = null

/** Answers the look for the judge of this Region; null for an event that comes too late to be one. */
export async function handler(event: unknown): Promise<HandedLook | null> {
  const scheduled = readScheduled(event, clock.now())
  const at = new Date(scheduled.at).toISOString()
  if (scheduled.kind === 'untimely') {
    log.warn('look dropped', { at, lateMs: scheduled.lateMs })
    return null
  }
  const store = failoverStore({ replicas: [replica], clock, log })
  const round = {
    clock,
    nodes,
    settings,
    settingsHash: hash,
    vantage,
    at: scheduled.at,
    store,
    log,
    remembered,
  }
  const looked = await lookRound(round)
  remembered = looked.look
  const states = Map.groupBy(looked.look.nodes, ({ state }) => state)
  log.info('looked', {
    at,
    stored: looked.stored,
    endedAfterMs: looked.look.endedAt - scheduled.at,
    ...Object.fromEntries([...states].map(([state, all]) => [state, all.length])),
  })
  return handOver(looked)
}
