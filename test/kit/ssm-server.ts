/** SSM server: the part of Systems Manager's JSON 1.1 protocol that secrets need, for all Regions, on loopback. */
import { createServer } from 'node:http'
import { onLoopback } from './loopback.ts'
import { bodyOf, regionOf } from './sns-stub.ts'

interface Parameter {
  readonly value: string
  readonly type: string
}

/** How a Region fails: the type of its error, with a message made from what was sent; or it hangs up. */
type Refusal = 'hang-up' | ((sent: Readonly<Record<string, unknown>>) => { type: string; message: string })

export interface SsmServer {
  readonly url: string
  /** What each Region holds, by name of parameter. */
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, Parameter>>
  /** The requests in the order they came, as `REGION ACTION`. */
  readonly asked: readonly string[]
  /** From now on the Region refuses; undefined makes it answer again. */
  refuse(region: string, refusal: Refusal | undefined): void
  put(region: string, name: string, parameter: Parameter): void
  close(): Promise<void>
}

/** The variables that lead the SDK here, with credentials that are nobody's. */
export function ssmEnvironment({ url }: Pick<SsmServer, 'url'>): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

/** Two to a page, so that a list of three takes two pages. */
const PAGE_SIZE = 2

type Json = Readonly<Record<string, unknown>>

export async function ssmServer(): Promise<SsmServer> {
  const regions = new Map<string, Map<string, Parameter>>()
  const refusals = new Map<string, Refusal>()
  const asked: string[] = []
  const held = (region: string) => {
    const parameters = regions.get(region) ?? new Map<string, Parameter>()
    regions.set(region, parameters)
    return parameters
  }
  const server = createServer(async (request, response) => {
    const region = regionOf(request)
    const action = String(request.headers['x-amz-target']).replace('AmazonSSM.', '')
    const sent = JSON.parse(await bodyOf(request)) as Json
    asked.push(`${region} ${action}`)
    const refusal = refusals.get(region)
    if (refusal === 'hang-up') return request.socket.destroy()
    const { type, message } = refusal?.(sent) ?? {}
    const answer = type === undefined ? answerTo(action, sent, held(region)) : { __type: type, message }
    response.statusCode = '__type' in answer ? 400 : 200
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    return response.end(JSON.stringify(answer))
  })
  return {
    ...(await onLoopback(server)),
    regions,
    asked,
    refuse: (region, refusal) => void (refusal ? refusals.set(region, refusal) : refusals.delete(region)),
    put: (region, name, parameter) => void held(region).set(name, parameter),
  }
}

function answerTo(action: string, sent: Json, parameters: Map<string, Parameter>): Json {
  if (action === 'PutParameter') return putParameter(sent, parameters)
  if (action === 'GetParameter') return getParameter(sent, parameters)
  if (action === 'DescribeParameters') return describeParameters(sent, parameters)
  return { __type: 'UnknownOperationException', message: action }
}

function putParameter(sent: Json, parameters: Map<string, Parameter>): Json {
  const name = String(sent.Name)
  if (parameters.has(name) && sent.Overwrite !== true)
    return { __type: 'ParameterAlreadyExists', message: 'The parameter already exists.' }
  parameters.set(name, { value: String(sent.Value), type: String(sent.Type) })
  return { Tier: 'Standard', Version: 1 }
}

function getParameter(sent: Json, parameters: ReadonlyMap<string, Parameter>): Json {
  const found = parameters.get(String(sent.Name))
  if (found === undefined) return { __type: 'ParameterNotFound' }
  const Value = sent.WithDecryption === true ? found.value : 'encrypted'
  return { Parameter: { Name: sent.Name, Type: found.type, Value } }
}

function describeParameters(sent: Json, parameters: ReadonlyMap<string, Parameter>): Json {
  const [filter] = sent.ParameterFilters as { Key: string; Option: string; Values: string[] }[]
  if (filter?.Key !== 'Path' || !filter.Values[0]?.startsWith('/') || filter.Values[0].endsWith('/'))
    return { __type: 'InvalidFilterValue', message: 'expected one path without a slash behind it' }
  const below = [...parameters].filter(([name]) => name.startsWith(`${filter.Values[0]}/`))
  const from = Number(sent.NextToken ?? 0)
  const page = below.slice(from, from + PAGE_SIZE)
  const next = from + PAGE_SIZE
  return {
    Parameters: page.map(([Name, { type }]) => ({ Name, Type: type })),
    ...(next < below.length ? { NextToken: String(next) } : {}),
  }
}
