/** Look with: one real look over real HTTP at some URLs, as `watchfire look` makes it. */

import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { beaconHttp } from '../../lib/adapters/http/beacon-http.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import { readSettings } from '../../lib/domain/settings/read.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { type LookReport, lookReport } from '../../lib/local/look-report.ts'
import { lookAround } from '../../lib/work/look-around.ts'

/** Settings that watch these URLs from one vantage. */
export function settingsFor(urls: Readonly<Record<string, string>>, more = ''): Settings {
  const nodes = Object.entries(urls).map(([id, url]) => `  - { id: ${id}, url: "${url}" }`)
  const text = `network: devnet\nvantages: [local]\nnodes:\n${nodes.join('\n')}\n${more}`
  const read = readSettings({ file: 'test.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '))
  return read.settings
}

/** A look, and those after it, on connections that are kept. */
export async function looksAt(
  settings: Settings,
  rounds = 1,
  between: (round: number) => void = () => undefined,
): Promise<Look[]> {
  const nodes = beaconHttp({
    clock: systemClock,
    secrets: envSecrets({}),
    privateAddresses: false,
    loopback: true,
  })
  const looks: Look[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      between(round)
      const at = systemClock.now()
      const previous = looks.at(-1) ?? null
      looks.push(
        await lookAround({
          clock: systemClock,
          nodes,
          settings,
          settingsHash: 'test',
          vantage: 'local',
          at,
          previous,
        }),
      )
    }
    return looks
  } finally {
    await nodes.close()
  }
}

export function reportOf(look: Look, settings: Settings): LookReport {
  return lookReport(
    look,
    judge([look], settings, { now: look.at, freshMs: Number.POSITIVE_INFINITY }),
    settings,
  )
}
