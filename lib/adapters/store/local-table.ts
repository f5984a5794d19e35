/** Local table: what AWS does for the table by itself, done for a local engine: creation, and expiry. */
import {
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb'
import { TABLE_KEYS } from '../../names/table.ts'

/** Creates the table if it is not there. In AWS it is made by the deployment, never by code that runs. */
export async function createTable(client: DynamoDBClient, table: string): Promise<void> {
  const keys = [TABLE_KEYS.partition, TABLE_KEYS.sort]
  const creating = client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
        { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
      ],
    }),
  )
  await creating.catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error
  })
}

/** Deletes what has expired, which the embedded engine leaves to its callers; returns how many items went. */
export async function deleteExpired(client: DynamoDBClient, table: string, now: number): Promise<number> {
  const expired = {
    TableName: table,
    ExpressionAttributeNames: { '#ttl': TABLE_KEYS.expires },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1_000)) } },
  }
  const pages = paginateScan(
    { client },
    {
      ...expired,
      FilterExpression: '#ttl <= :now',
      ProjectionExpression: `${TABLE_KEYS.partition}, ${TABLE_KEYS.sort}`,
    },
  )
  let deleted = 0
  for await (const page of pages) {
    for (const Key of page.Items ?? []) {
      // The condition spares an item that was renewed since the scan read it.
      const deletion = new DeleteItemCommand({
        ...expired,
        Key,
        ConditionExpression: 'attribute_not_exists(#ttl) OR #ttl <= :now',
      })
      await client.send(deletion)
      deleted += 1
    }
  }
  return deleted
}
