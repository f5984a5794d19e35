/** Local table: the table on a local engine, which in AWS is made by the deployment. */
import { CreateTableCommand, type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb'
import { TABLE_KEYS } from '../../names/table.ts'

/** Creates the table if it is not there; no code that runs in AWS does that. */
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
