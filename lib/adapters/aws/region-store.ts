/** Region store: the replica of the table in one Region of AWS, and the order in which a vantage asks them. */
import type { Settings } from '../../domain/settings/settings.ts'
import { tableName } from '../../names/table.ts'
import type { Store } from '../../ports.ts'
import { systemClock } from '../host/system-clock.ts'
import { type Credentials, dynamoClient } from '../store/dynamo-client.ts'
import { dynamoItems } from '../store/dynamo-items.ts'
import type { Replica } from '../store/failover-store.ts'
import { itemStore } from '../store/item-store.ts'

function regionStore(region: string, { vantage, installation, credentials }: ReplicaOrder): Store {
  const near = region === vantage ? 'the same Region' : 'another Region'
  const client = credentials
    ? dynamoClient({ region, from: "a person's machine", credentials })
    : dynamoClient({ region, from: near })
  return itemStore(dynamoItems(client, tableName(installation)), systemClock)
}

/** This vantage's own replica and no other: what a look cannot store there, its judge stores elsewhere. */
export function ownReplica(order: Omit<ReplicaOrder, 'credentials'>): Replica {
  return { name: order.vantage, store: regionStore(order.vantage, order) }
}

interface ReplicaOrder {
  readonly vantage: string
  readonly installation: string
  /** The machine's own where absent. */
  readonly credentials?: Credentials
}

/** Every replica, this vantage's own first and then those that follow it in the settings. */
export function replicasFrom(
  { vantages }: Pick<Settings, 'vantages'>,
  order: ReplicaOrder,
): readonly Replica[] {
  const names = vantages.map(({ name }) => name)
  const place = names.indexOf(order.vantage)
  return [...names.slice(place), ...names.slice(0, place)].map((name) => ({
    name,
    store: regionStore(name, order),
  }))
}

/** With a person waiting, more than this many Regions cannot be tried in the time that a run may take. */
const PERSON_REPLICAS_MAX = 3

/** The replicas that are tried while a person waits for the answer. */
export function replicasForPeople(
  settings: Pick<Settings, 'vantages'>,
  order: ReplicaOrder,
): readonly Replica[] {
  return replicasFrom(settings, order).slice(0, PERSON_REPLICAS_MAX)
}
