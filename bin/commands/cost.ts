/** `watchfire cost`: what a month of these settings costs on AWS, with the arithmetic shown. */

import type { Settings } from '../../lib/domain/settings/settings.ts'
import { measuresOfStore } from '../../lib/local/measured-costs.ts'
import { type CostMeasures, DEFAULT_MEASURES } from '../../lib/tools/cost/cost-measures.ts'
import { costWords } from '../../lib/tools/cost/cost-words.ts'
import { monthlyCost } from '../../lib/tools/cost/monthly-cost.ts'
import { COMMANDS } from './command-table.ts'
import { DATA_DIR } from './data-dir.ts'
import { type Io, usageError } from './io.ts'
import { localStore } from './local-store.ts'
import { readOptions } from './options.ts'
import { neededSettings } from './settings-from.ts'

/** Exit 0 with a total, 2 for bad settings or usage, such as no stored look to measure. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.cost)
  if (!options.ok) return usageError(io, `Cannot work out the cost: ${options.error}`)
  const { measured = false, data, json = false, ...values } = options.value.values
  if (data !== undefined && !measured)
    return usageError(
      io,
      'Cannot work out the cost: --data says where --measured reads, and is given without',
    )
  const settings = neededSettings(values.settings, io, (why) =>
    usageError(io, `Cannot work out the cost: ${why}`),
  )
  if (settings === 2) return 2
  const measures = measured ? await measuresIn(data, settings, io) : DEFAULT_MEASURES
  if (typeof measures === 'string') return usageError(io, `Cannot measure the cost: ${measures}`)
  const cost = monthlyCost(settings, measures, { withFreeTier: values['free-tier'] ?? false })
  io.stdout.write(json ? `${JSON.stringify(cost)}\n` : `${costWords(cost).join('\n')}\n`)
  return 0
}

/** The measures, or why there are none, as the end of a sentence. */
async function measuresIn(
  data: string | undefined,
  settings: Settings,
  io: Io,
): Promise<CostMeasures | string> {
  const store = await localStore(data, io)
  if (typeof store === 'string') return store
  try {
    const names = settings.vantages.map(({ name }) => name)
    const measures = await measuresOfStore(store, names)
    return (
      measures ??
      `no look of ${names.join(', ')} is stored in ${data ?? DATA_DIR}; run bin/watchfire watch with these settings first`
    )
  } finally {
    await store.close()
  }
}
