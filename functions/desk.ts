/** Desk function: tells people how things stand, from the replica of its own Region; it changes nothing. */
import { failoverStore } from '../lib/adapters/failover-store.ts'
import { functionPlace } from '../lib/adapters/function-place.ts'
import { lineLog } from '../lib/adapters/line-log.ts'
import { regionStore } from '../lib/adapters/region-store.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { answerDesk, type DeskRequest, type DeskResponse, plain } from '../lib/desk/answer.ts'
import { regionFreshnessMs } from '../lib/domain/verdicts/voters.ts'
import { readStanding } from '../lib/work/read-standing.ts'

const { settings, hash, installation, vantage } = functionPlace(import.meta.url, process.env)
const log = lineLog(clock, (line) => process.stdout.write(line))
const replica = { name: vantage, store: regionStore(vantage, installation) }
const freshMs = regionFreshnessMs(settings.cadenceMs)

export async function handler(request: DeskRequest): Promise<DeskResponse> {
  const store = failoverStore({ replicas: [replica], clock, log })
  try {
    return await answerDesk(request, () =>
      readStanding({ clock, store, settings, settingsHash: hash, freshMs }),
    )
  } catch (error) {
    log.warn('desk cannot tell', { because: String(error) })
    return plain(503, `The table does not answer in ${vantage}: ask the desk of another Region\n`)
  }
}
