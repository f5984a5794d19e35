/** Caller credentials: who runs this is asked for them once, for all Regions, before any deadline begins. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Credentials } from '../store/dynamo-client.ts'

/** Where the SDK finds them: the environment, a profile, a process that asks for a second factor. Throws without any. */
export async function callerCredentials(region: string): Promise<Credentials> {
  const { credentials } = new DynamoDBClient({ region }).config
  await credentials()
  return credentials
}
