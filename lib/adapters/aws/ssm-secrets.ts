/** SSM secrets: `${secret:bn1-token}` is read from a SecureString parameter of the function's own Region. */
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import { MINUTE_MS, SECOND_MS } from '../../domain/text/time.ts'
import { parameterName } from '../../names/resources.ts'
import type { Clock, Log, Secrets } from '../../ports.ts'
import { withoutLastLineBreak } from '../host/env-secrets.ts'
import { callLimits, FUNCTION_CALLS } from './call-limits.ts'

interface SsmSecretsOptions {
  /** The Region's own, unless given. */
  readonly client?: SSMClient
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly installation: string
  readonly region: string
  /** The names of all secrets that may be asked for. */
  readonly names: readonly string[]
}

/** What one request may ask for. */
const NAMES_EACH = 10

/**
 * How long an answer stands, with what it says is missing. Whoever uses a secret remembers it, and asks again
 * only when it was missing or a node refused it: then it may have been set or rotated since.
 */
const STANDS_MS = MINUTE_MS
/** A request that failed is made again by the next look, and not for every node of this one. */
const FAILURE_STANDS_MS = 20 * SECOND_MS

export function ssmClient(region: string): SSMClient {
  return new SSMClient({ region, ...callLimits(FUNCTION_CALLS) })
}

type Values = ReadonlyMap<string, string>

interface Batch {
  readonly names: readonly string[]
  standsUntil: number
  values: Promise<Values>
}

/** Secrets are read ten at a time, the first time that one of the ten is asked for. */
export function ssmSecrets(options: SsmSecretsOptions): Secrets {
  const { clock, installation, region } = options
  const source = { ...options, client: options.client ?? ssmClient(region) }
  const unread: Promise<Values> = Promise.resolve(new Map())
  const batches = inBatches(options.names).map(
    (names): Batch => ({ names, standsUntil: Number.NEGATIVE_INFINITY, values: unread }),
  )
  const placeOf = (name: string) => `parameter ${parameterName(installation, name)} in ${region}`

  function refresh(batch: Batch): void {
    batch.standsUntil = clock.now() + STANDS_MS
    batch.values = read(source, batch.names)
    batch.values.catch((error: unknown) => {
      batch.standsUntil = clock.now() + FAILURE_STANDS_MS
      options.log.warn('secrets cannot be read', { from: batch.names.map(placeOf), because: nameOf(error) })
    })
  }

  return {
    placeOf,
    async get(name) {
      const batch = batches.find(({ names }) => names.includes(name))
      if (!batch) throw new Error(`Cannot read the secret ${name}: the settings do not name it`)
      if (clock.now() >= batch.standsUntil) refresh(batch)
      return (await batch.values).get(name)
    },
  }
}

function inBatches(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / NAMES_EACH)
  return Array.from({ length: count }, (_, batch) =>
    names.slice(batch * NAMES_EACH, (batch + 1) * NAMES_EACH),
  )
}

interface Source extends SsmSecretsOptions {
  readonly client: SSMClient
}

async function read(
  { client, log, installation, region }: Source,
  names: readonly string[],
): Promise<Values> {
  const byParameter = new Map(names.map((name) => [parameterName(installation, name), name]))
  const command = new GetParametersCommand({ Names: [...byParameter.keys()], WithDecryption: true })
  const { Parameters = [], InvalidParameters = [] } = await client.send(command)
  for (const parameter of InvalidParameters) log.warn('secret is missing', { parameter, region })
  return new Map(
    Parameters.flatMap(({ Name = '', Value }): [string, string][] => {
      const name = byParameter.get(Name)
      const value = withoutLastLineBreak(Value)
      return name === undefined || value === undefined ? [] : [[name, value]]
    }),
  )
}

/** What a store of secrets says of a failure may itself be secret; the kind of failure is not. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
