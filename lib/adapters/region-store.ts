/** Region store: the replica of the table in one Region of AWS, and the order in which a vantage asks them. */
import type { Settings } from '../domain/settings.ts'
import { tableName } from '../names/table.ts'
import type { Store } from '../ports.ts'
import type { Replica } from './failover-store.ts'
import { itemStore } from './item-store.ts'
import { dynamoClient } from './items/dynamo-client.ts'
import { dynamoItems } from './items/dynamo-items.ts'
import { systemClock } from './system-clock.ts'

export function regionStore(region: string, installation: string): Store {
  return itemStore(dynamoItems(dynamoClient({ region }), tableName(installation)), systemClock)
}

/** Every replica, this vantage's own first and then those that follow it in the settings. */
export function replicasFrom(
  { vantages }: Pick<Settings, 'vantages'>,
  { vantage, installation }: { readonly vantage: string; readonly installation: string },
): readonly Replica[] {
  const names = vantages.map(({ name }) => name)
  const place = names.indexOf(vantage)
  return [...names.slice(place), ...names.slice(0, place)].map((name) => ({
    name,
    store: regionStore(name, installation),
  }))
}
