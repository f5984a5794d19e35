/** Endpoint items: the table on a DynamoDB-compatible engine that somebody runs beside a watch. */
import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from '../adapters/store/dynamo-client.ts'
import { dynamoItems } from '../adapters/store/dynamo-items.ts'
import type { Items } from '../adapters/store/items.ts'
import { createTable } from '../adapters/store/local-table.ts'

interface EndpointItems {
  readonly items: Items
  /** Changes nothing where it is there. */
  createTable(): Promise<void>
}

/** For reading beside a watch: nothing is made. */
export function endpointItems(endpoint: string, table: string): EndpointItems {
  const client = dynamoClient({ endpoint })
  return { items: dynamoItems(client, table), createTable: () => createTable(client, table) }
}

/** For the watch itself: a table that is deleted beneath it is made again, without what was in it. */
export function remade({ items, createTable: make }: EndpointItems): Items {
  async function orRemade<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if (!isTableGone(error)) throw error
      await make()
      return await ask()
    }
  }
  return {
    ...items,
    put: (item, condition) => orRemade(() => items.put(item, condition)),
    get: (pk, sk) => orRemade(() => items.get(pk, sk)),
    query: (pk, options) => orRemade(() => items.query(pk, options)),
  }
}

function isTableGone(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof ResourceNotFoundException
}
