/** Judge function: judges what all Regions saw, keeps this Region's views, and pages what is due in its turn. */

import { contactPager } from '../lib/adapters/aws/contact-pager.ts'
import { functionConfig } from '../lib/adapters/aws/function-config.ts'
import { accountOf, type LambdaContext } from '../lib/adapters/aws/lambda-context.ts'
import { readLookOutcome } from '../lib/adapters/aws/look-outcome.ts'
import { replicasFrom } from '../lib/adapters/aws/region-store.ts'
import { deskTold } from '../lib/adapters/aws/scheduled-event.ts'
import { snsClients, snsPager } from '../lib/adapters/aws/sns-pager.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { vantageHeartbeat } from '../lib/adapters/http/vantage-heartbeat.ts'
import { webhookPager } from '../lib/adapters/http/webhook-pager.ts'
import { runStores } from '../lib/adapters/store/run-store.ts'
import { regionTurns } from '../lib/domain/escalation/turns.ts'
import { secretsToPage } from '../lib/domain/settings/needed-secrets.ts'
import { regionFreshnessMs } from '../lib/domain/verdicts/voters.ts'
import { LINK_KEY } from '../lib/names/resources.ts'
import { judgeRuns } from '../lib/work/judge-runs.ts'
import { linkKeysAmong } from '../lib/work/read-links.ts'

const here = functionConfig(import.meta.url, process.env)
const { settings, vantage, installation, loopback } = here
const log = lineLog(clock, (line) => process.stdout.write(line))
const names = [...secretsToPage(settings), LINK_KEY]
const secrets = ssmSecrets({ clock, log, installation, region: vantage, names })
const webhooks = webhookPager({ clock, secrets, settings, loopback })
const clients = snsClients(settings, vantage)
const pagerOf = (account: string) =>
  contactPager({ settings, topics: snsPager({ installation, account, clients }), webhooks })
const judge = judgeRuns({
  ...here,
  clock,
  log,
  turns: regionTurns(settings.vantages.length),
  freshMs: regionFreshnessMs(settings.cadenceMs),
  openStore: runStores({ replicas: replicasFrom(settings, here), settings, clock, log }),
  linkKeys: linkKeysAmong(secrets, vantage),
  ping: vantageHeartbeat({ settings, clock, log, secrets, loopback }),
})

/** The event is the outcome of this Region's look, or one of judge's own schedule, which is the floor. */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  const handed = await readLookOutcome(event, log)
  await judge({ handed, desk: deskTold(event), pager: pagerOf(accountOf(context)) })
}
