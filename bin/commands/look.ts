/** `watchfire look`: one round from here, as words or as one JSON document. */

import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { localNodes } from '../../lib/local/local-nodes.ts'
import { isWell, type LookReport, lookReport } from '../../lib/local/look-report.ts'
import { lookWords } from '../../lib/local/terminal/look-words.ts'
import { lookAround } from '../../lib/work/look-around.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError, wantsColor } from './io.ts'
import { readOptions } from './options.ts'
import { NO_SETTINGS, settingsOr } from './settings-from.ts'

/** The only vantage there is. */
const VANTAGE = 'local'

/** Exit 0 when all is well, 1 when something is a warning or worse, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.look)
  if (!options.ok) return usageError(io, `Cannot look: ${options.error}`)
  const { values } = options.value
  const read = settingsOr(values.settings, io)
  if (read === 'none') return usageError(io, `Cannot look: ${NO_SETTINGS}`)
  if (read === 'bad') return 2
  const report = await lookOnce({ ...read.settings, vantages: [{ name: VANTAGE }] }, read.hash, io)
  if (values.json) io.stdout.write(`${JSON.stringify(report)}\n`)
  else
    io.stdout.write(
      `${lookWords(report, { columns: io.stdout.columns ?? 100, color: wantsColor(io) }).join('\n')}\n`,
    )
  return isWell(report) ? 0 : 1
}

async function lookOnce(settings: Settings, settingsHash: string, io: Io): Promise<LookReport> {
  const nodes = localNodes(settings, io.env)
  const at = systemClock.now()
  const look = await lookAround({
    clock: systemClock,
    nodes,
    settings,
    settingsHash,
    vantage: VANTAGE,
    at,
    previous: null,
  })
  await nodes.close()
  const verdicts = judge([look], settings, { now: at, freshMs: Number.POSITIVE_INFINITY })
  return lookReport(look, verdicts, settings)
}
