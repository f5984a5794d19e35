/** Call webhook: sends a made-up message to the webhook of one contact by itself, to see what arrives there. */
import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { readSettingsFile } from '../../lib/adapters/host/settings-file.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { webhookPager } from '../../lib/adapters/http/webhook-pager.ts'
import { sayProblem } from '../../lib/domain/settings/problem.ts'
import { messageOf, noticeOf } from './messages.ts'

const USAGE = `usage: node test/kit/call-webhook.ts SETTINGS CONTACT
  SETTINGS  the settings file; its secrets come from the environment, as those of a watch do
  CONTACT   the id of a contact that has a webhook`

const [file, contact] = process.argv.slice(2)
if (file === undefined || contact === undefined) fail(USAGE)
else await call(file, contact)

async function call(file: string, contact: string): Promise<void> {
  const read = readSettingsFile(file, file)
  if (!read.ok) return fail(read.error.map(sayProblem).join('\n'))
  const { settings } = read.value
  const pager = webhookPager({
    settings,
    secrets: envSecrets(process.env),
    clock: systemClock,
    loopback: true,
  })
  try {
    const { channel, untaken } = await pager.send(messageOf([noticeOf({ contact })]))
    if (untaken !== undefined) return fail(untaken[0]!.because)
    console.log(`${contact} was told by ${channel}`)
  } catch (error) {
    fail((error as Error).message)
  }
}

function fail(why: string): void {
  console.error(why)
  process.exitCode = 2
}
