/** Endpoint items: the table on a DynamoDB-compatible engine that somebody runs beside a watch. */
import { dynamoClient } from '../adapters/store/dynamo-client.ts'
import { dynamoItems } from '../adapters/store/dynamo-items.ts'
import type { Items } from '../adapters/store/items.ts'
import { createTable } from '../adapters/store/local-table.ts'

interface EndpointItems {
  readonly items: Items
  /** Changes nothing where it is there. */
  createTable(): Promise<void>
}

export function endpointItems(endpoint: string, table: string): EndpointItems {
  const client = dynamoClient({ endpoint })
  return { items: dynamoItems(client, table), createTable: () => createTable(client, table) }
}
