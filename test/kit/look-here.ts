/** Look here: a process that looks some times at the endpoints of a settings file, and prints each look and how long it took. */
import { readFileSync } from 'node:fs'
import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { beaconHttp } from '../../lib/adapters/http/beacon-http.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import { lookAround } from '../../lib/work/look-around.ts'

/** One line of what it prints. */
export interface LookLine {
  readonly ms: number
  readonly look: Look
}

const USAGE = 'usage: node test/kit/look-here.ts SETTINGS LOOKS'

const [file, times] = process.argv.slice(2)
if (file === undefined || times === undefined) throw new Error(USAGE)
const read = readSettings({ file, text: readFileSync(file, 'utf8'), files: () => undefined })
if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
const { settings } = read.value
const clock = systemClock
const nodes = beaconHttp({ clock, secrets: envSecrets({}), privateAddresses: false, loopback: true })
let previous: Look | null = null
for (let count = 0; count < Number(times); count++) {
  const at = clock.now()
  previous = await lookAround({ clock, nodes, settings, settingsHash: 't', vantage: 'here', at, previous })
  process.stdout.write(`${JSON.stringify({ ms: clock.now() - at, look: previous } satisfies LookLine)}\n`)
}
await nodes.close()
