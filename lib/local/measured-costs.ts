/** Measured costs: the sizes and durations of what a watch on this machine has stored. */
import { itemBytes } from '../adapters/store/item-bytes.ts'
import { lookItem, viewItem } from '../adapters/store/stored-nouns.ts'
import { type Look, reachedNodes } from '../domain/look/look.ts'
import type { Store } from '../ports.ts'
import { type CostMeasures, DEFAULT_MEASURES } from '../tools/cost/cost-measures.ts'

/** From the latest look of each vantage and all views; null when none of these vantages has looked. */
export async function measuresOfStore(
  store: Pick<Store, 'latestLook' | 'views'>,
  vantages: readonly string[],
): Promise<CostMeasures | null> {
  const found = await Promise.all(vantages.map((vantage) => store.latestLook(vantage)))
  const looks = found.filter((look) => look !== null)
  if (looks.length === 0) return null
  const views = await store.views()
  const viewItems = await Promise.all(views.map(viewItem))
  const viewBytes = viewItems.map(itemBytes)
  return {
    ...DEFAULT_MEASURES,
    ...(await measuresOfLooks(looks)),
    ...(viewBytes.length === 0 ? {} : { viewBytes: Math.ceil(mean(viewBytes)) }),
  }
}

/** Per node, so that it can be scaled to another fleet; a look of more nodes takes fewer bytes for each. */
async function measuresOfLooks(
  looks: readonly Look[],
): Promise<Pick<CostMeasures, 'says' | 'lookBytes' | 'lookMs' | 'reconnectingShare'>> {
  const items = await Promise.all(looks.map(lookItem))
  const nodes = looks.reduce((sum, look) => sum + look.nodes.length, 0)
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0)
  const lookMs = Math.ceil(mean(looks.map(({ at, endedAt }) => endedAt - at)))
  const reached = looks.flatMap(reachedNodes)
  const reopened = reached.filter(({ timingsMs }) => timingsMs.connect !== null).length
  const reconnectingShare = reached.length === 0 ? 1 : Math.round((reopened / reached.length) * 100) / 100
  const lookers = looks.map(({ vantage }) => vantage).join(', ')
  return {
    says: [
      `Measured in the latest look of ${lookers}: ${bytes} bytes for ${nodes} nodes, ${lookMs} ms on average, ${reopened} of ${reached.length} connections opened anew.`,
      'These are looks from one machine: Regions farther away look longer. After a start, every connection is new; let it watch for some rounds.',
      'How long a judge runs, and what goes into the logs, is not stored and is estimated.',
    ],
    lookBytes: { base: 0, eachNode: Math.ceil(bytes / nodes) },
    lookMs,
    reconnectingShare,
  }
}

function mean(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length
}
