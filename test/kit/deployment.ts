/** Deployment: what `cdk synth` wrote for some settings, and its functions run as Lambda runs them. */
import { execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { limiter } from '../../lib/adapters/http/limiter.ts'
import { type FunctionRole, functionName } from '../../lib/names/resources.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RUNTIME = fileURLToPath(new URL('lambda-process.ts', import.meta.url))

/** More of them would compete for this machine's processors, and see slow nodes where there are none. */
const LOOKS_AT_ONCE = 2

export const ACCOUNT = '111122223333'

export type Outcome =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: string }

export interface Run {
  /** One an event. */
  readonly outcomes: readonly Outcome[]
  /** What the function printed, which in Lambda is its log. */
  readonly log: string
}

interface Call {
  readonly role: FunctionRole
  readonly region: string
  /** What AWS and the test add to the variables of the template. */
  readonly environment: Readonly<Record<string, string>>
  /** One after the other, in one fresh process; made when its turn has come. */
  readonly events: () => readonly unknown[]
}

/** Where AWS has the desk of a Region answer. */
export function deskUrlIn(region: string): string {
  return `https://desk${region.replaceAll('-', '')}.lambda-url.${region}.on.aws/`
}

export interface Deployment {
  /** The variables that the template gives a function. */
  variables(role: FunctionRole, region: string): Readonly<Record<string, string>>
  /** The event that the template has the schedule of a function send, for an instant. */
  scheduled(role: FunctionRole, region: string, at: string): unknown
  run(call: Call): Promise<Run>
}

/** Synthesizes with the very command that users run, into an empty folder. */
export async function synthesize(folder: string, settings: string): Promise<Deployment> {
  const file = join(folder, 'watchfire.yaml')
  writeFileSync(file, settings)
  const out = join(folder, 'cdk.out')
  const cdk = join(ROOT, 'node_modules/.bin/cdk')
  // The app must run on the Node of this test, wherever that is.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
  await promisify(execFile)(cdk, ['synth', '-q', '--output', out, '-c', `settings=${file}`], {
    cwd: ROOT,
    env,
  })
  return deploymentIn(out)
}

interface ScheduleOf {
  readonly name: string
  readonly region: string
  readonly input: unknown
}

interface LambdaFunction {
  readonly name: string
  readonly region: string
  readonly folder: string
  readonly variables: Readonly<Record<string, string>>
}

function deploymentIn(out: string): Deployment {
  const templates = readdirSync(out).filter((name) => name.endsWith('.template.json'))
  const functions = templates.flatMap((name) => functionsIn(out, name))
  const schedules = templates.flatMap((name) => schedulesIn(out, name))

  function find<One extends ScheduleOf | LambdaFunction>(
    all: readonly One[],
    role: FunctionRole,
    region: string,
  ): One {
    const name = functionName('main', role)
    const found = all.find((one) => one.name === name && one.region === region)
    if (found) return found
    throw new Error(`Cannot run ${name} of ${region}: no template has it`)
  }

  const gate = limiter({ total: LOOKS_AT_ONCE, each: LOOKS_AT_ONCE })
  const never = new AbortController().signal
  return {
    variables: (role, region) => find(functions, role, region).variables,
    scheduled(role, region, at) {
      const text = resolved(find(schedules, role, region).input, region)
      return JSON.parse(text.replace('<aws.scheduler.scheduled-time>', at))
    },
    async run(call) {
      const leave = call.role === 'look' ? await gate.acquire(call.role, never) : null
      return runFunction(find(functions, call.role, call.region), call).finally(() => leave?.())
    },
  }
}

interface Resource<Properties> {
  readonly Type: string
  readonly Properties: Properties
}

interface FunctionProperties {
  readonly FunctionName: string
  readonly Code: { readonly S3Key: string }
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> }
}

interface ScheduleProperties {
  readonly Name: string
  readonly Target: { readonly Input: unknown }
}

function functionsIn(out: string, template: string): LambdaFunction[] {
  return ofType<FunctionProperties>(join(out, template), 'AWS::Lambda::Function').map(
    ({ FunctionName, Code, Environment }) => {
      const variables = Environment.Variables
      const texts = Object.entries(variables).filter(([, value]) => typeof value === 'string')
      return {
        name: FunctionName,
        region: String(variables.WATCHFIRE_VANTAGE),
        folder: join(out, `asset.${Code.S3Key.replace('.zip', '')}`),
        variables: Object.fromEntries(texts) as Record<string, string>,
      }
    },
  )
}

function schedulesIn(out: string, template: string): ScheduleOf[] {
  const region = functionsIn(out, template)[0]?.region ?? ''
  return ofType<ScheduleProperties>(join(out, template), 'AWS::Scheduler::Schedule').map(
    ({ Name, Target }) => ({ name: Name, region, input: Target.Input }),
  )
}

function ofType<Properties>(template: string, type: string): readonly Properties[] {
  const { Resources } = JSON.parse(readFileSync(template, 'utf8')) as {
    Resources: Record<string, Resource<Properties>>
  }
  return Object.values(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties)
}

/** As CloudFormation resolves it: a text, or texts joined, of which one may be the address of a desk. */
function resolved(value: unknown, region: string): string {
  if (typeof value === 'string') return value
  const { 'Fn::Join': joined, 'Fn::GetAtt': attribute } = value as {
    readonly 'Fn::Join'?: readonly [string, readonly unknown[]]
    readonly 'Fn::GetAtt'?: readonly [string, string]
  }
  if (joined !== undefined) return joined[1].map((part) => resolved(part, region)).join(joined[0])
  if (attribute?.[1] === 'FunctionUrl') return deskUrlIn(region)
  throw new Error(`Cannot resolve ${JSON.stringify(value)}`)
}

async function runFunction({ name, region, folder, variables }: LambdaFunction, call: Call): Promise<Run> {
  const events = call.events()
  const child = spawn(process.execPath, [RUNTIME, join(folder, 'index.mjs')], {
    cwd: folder,
    env: {
      ...variables,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...call.environment,
    },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const arn = `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`
  const context = { functionName: name, invokedFunctionArn: arn, awsRequestId: 'test' }
  child.stdin.end(events.map((event) => `${JSON.stringify({ event, context })}\n`).join(''))
  const [log, errors, results] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    linesOf(child.stdio[3] as Readable),
  ])
  const code = await ended
  if (results.length !== events.length || code !== 0)
    throw new Error(`Cannot run ${name} of ${region}: it ended with ${code}: ${errors}${log}`)
  return { outcomes: results.map((line) => JSON.parse(line) as Outcome), log: log + errors }
}

async function textOf(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) text += chunk
  return text
}

async function linesOf(stream: Readable): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: stream })) lines.push(line)
  return lines
}
