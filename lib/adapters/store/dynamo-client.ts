/** DynamoDB client: how the table is reached, with short deadlines, so that a dead replica costs seconds. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

/** Each try, in milliseconds: a page of 1 MB from another continent comes well within them. */
const CONNECTION_TIMEOUT_MS = 1_000
const REQUEST_TIMEOUT_MS = 3_000
const ATTEMPTS_MAX = 3

/** A Region of AWS, or a local engine at an endpoint, which takes any credentials and never sees real ones. */
type TableAt = { readonly region: string; readonly credentials?: Credentials } | { readonly endpoint: string }

/** What gives the credentials of somebody, as the SDK takes it. */
export type Credentials = NonNullable<DynamoDBClientConfig['credentials']>

export function dynamoClient(at: TableAt): DynamoDBClient {
  return new DynamoDBClient({
    ...('endpoint' in at ? { ...LOCAL, endpoint: at.endpoint } : at),
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
}

const LOCAL = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
