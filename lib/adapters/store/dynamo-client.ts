/** DynamoDB client: how the table is reached, with short deadlines, so that a dead replica costs seconds. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { callLimits } from '../aws/call-limits.ts'

/** A page of 1 MB from another continent comes well within them. */
const TABLE_CALLS = { attemptsMax: 3, connectMs: 1_000, requestMs: 3_000 }

/** A Region of AWS, or a local engine at an endpoint, which takes any credentials and never sees real ones. */
type TableAt = { readonly region: string; readonly credentials?: Credentials } | { readonly endpoint: string }

/** What gives the credentials of somebody, as the SDK takes it. */
export type Credentials = NonNullable<DynamoDBClientConfig['credentials']>

export function dynamoClient(at: TableAt): DynamoDBClient {
  return new DynamoDBClient({
    ...('endpoint' in at ? { ...LOCAL, endpoint: at.endpoint } : at),
    ...callLimits(TABLE_CALLS),
  })
}

const LOCAL = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
