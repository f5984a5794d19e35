/** DynamoDB client: how the table is reached, with short deadlines, so that a dead replica costs seconds. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { callLimits } from '../aws/call-limits.ts'

/** From where a table is asked. */
type TableDistance = keyof typeof TABLE_CALLS

/**
 * A connection that was kept while a function was frozen may be dead, and only waiting on it shows that. So an attempt
 * ends early enough for another one, on a new connection, within what a failover store waits for one replica. From
 * another continent a new connection and its first answer take four round trips of 300 ms. A person has a connection
 * of this moment, and maybe a slow one.
 */
export const TABLE_CALLS = {
  'the same Region': { attemptsMax: 3, connectMs: 500, requestMs: 1_000 },
  'another Region': { attemptsMax: 3, connectMs: 700, requestMs: 1_400 },
  "a person's machine": { attemptsMax: 3, connectMs: 1_000, requestMs: 2_800 },
} as const

/** A Region of AWS, or a local engine at an endpoint, which takes any credentials and never sees real ones. */
type TableAt =
  | { readonly region: string; readonly from: TableDistance; readonly credentials?: Credentials }
  | { readonly endpoint: string }

/** What gives the credentials of somebody, as the SDK takes it. */
export type Credentials = NonNullable<DynamoDBClientConfig['credentials']>

export function dynamoClient(at: TableAt): DynamoDBClient {
  if ('endpoint' in at)
    return new DynamoDBClient({
      ...LOCAL,
      endpoint: at.endpoint,
      ...callLimits(TABLE_CALLS["a person's machine"]),
    })
  const { from, ...where } = at
  return new DynamoDBClient({ ...where, ...callLimits(TABLE_CALLS[from]) })
}

const LOCAL = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
