/** SSM parameters: writes one secret to one Region, tells which secrets are there, and reads one that must be kept. */
import {
  DescribeParametersCommand,
  type DescribeParametersCommandOutput,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { HIDDEN } from '../../domain/text/secret-text.ts'
import { parameterName } from '../../names/resources.ts'
import { COMMAND_CALLS, callLimits } from './call-limits.ts'

/** A page has 50 at most; an installation with more secrets than these pages hold does not exist. */
const PAGE_SIZE = 50
const PAGES_MAX = 40

/** What a standard parameter may hold. */
export const SECRET_BYTES_MAX = 4_096

/** A parameter as it is found; all but a SecureString lies there in clear. */
interface FoundParameter {
  readonly secret: string
  readonly encrypted: boolean
}

export interface ParametersOf {
  /** Writes the secret, over what was there; throws an error that does not hold the value. */
  put(secret: string, value: string): Promise<void>
  /** Undefined when it is not there. */
  get(secret: string): Promise<string | undefined>
  /** The secrets of this installation that are there. */
  list(): Promise<readonly FoundParameter[]>
  close(): void
}

/** The parameters of one installation in one Region, with the credentials of whoever runs this. */
export function ssmParameters(at: { readonly region: string; readonly installation: string }): ParametersOf {
  const client = new SSMClient({ region: at.region, ...callLimits(COMMAND_CALLS) })
  const nameOf = (secret: string) => parameterName(at.installation, secret)
  return {
    put: (secret, value) => put(client, nameOf(secret), value),
    get: (secret) => saying(() => found(client, nameOf(secret))),
    list: () => saying(() => listed(client, at.installation)),
    close: () => client.destroy(),
  }
}

async function put(client: SSMClient, Name: string, Value: string): Promise<void> {
  const form = { Type: 'SecureString', Tier: 'Standard', Overwrite: true } as const
  try {
    await client.send(new PutParameterCommand({ Name, Value, ...form }))
  } catch (error) {
    throw new Error(reasonWithout(Value, error))
  }
}

async function found(client: SSMClient, Name: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined
    throw error
  }
}

/** Errors of the SDK say only half of what they are in their message. */
async function saying<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new Error(sayError(error), { cause: error })
  }
}

async function listed(client: SSMClient, installation: string): Promise<readonly FoundParameter[]> {
  const folder = parameterName(installation, '')
  const found: FoundParameter[] = []
  let NextToken: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: DescribeParametersCommandOutput = await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Path', Option: 'OneLevel', Values: [folder.replace(/\/$/, '')] }],
        MaxResults: PAGE_SIZE,
        NextToken,
      }),
    )
    for (const { Name = '', Type } of answer.Parameters ?? [])
      found.push({ secret: Name.slice(folder.length), encrypted: Type === 'SecureString' })
    NextToken = answer.NextToken
    if (NextToken === undefined) return found
  }
  throw new Error(`more than ${PAGES_MAX * PAGE_SIZE} parameters below ${folder}`)
}

/** A service that refuses a value may repeat it, whole or cut: then only the kind of refusal is told. */
function reasonWithout(value: string, error: unknown): string {
  const name = error instanceof Error ? error.name : 'unknown'
  if (/^(Validation|InvalidParameter|ParameterPattern)/.test(name))
    return `${name}: ${HIDDEN}, for it may repeat the value`
  return sayError(error).replaceAll(value, HIDDEN)
}

function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message && error.message !== error.name ? `${error.name}: ${error.message}` : error.name
}
