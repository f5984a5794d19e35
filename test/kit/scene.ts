/** Scene: the functions of a deployment, with a table, topics and secrets of their own, run as Lambda runs them. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { dynamoClient } from '../../lib/adapters/store/dynamo-client.ts'
import { dynamoItems } from '../../lib/adapters/store/dynamo-items.ts'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { createTable } from '../../lib/adapters/store/local-table.ts'
import type { Notice } from '../../lib/domain/notices/notice.ts'
import { ENVIRONMENT } from '../../lib/names/environment.ts'
import { tableName } from '../../lib/names/table.ts'
import type { Deployment, Outcome, Run } from './deployment.ts'
import { startEngine } from './dynamo-engine.ts'
import { regionOutage } from './region-outage.ts'
import { type SnsStub, snsStub } from './sns-stub.ts'
import type { SsmStub } from './ssm-stub.ts'

const TABLE = tableName('main')

/** A table and topics of its own, so that scenes can play at the same time while their judges wait for turns. */
/** As machines get it. */
interface NoticeSent extends Omit<Notice, 'sms'> {
  readonly sms: string
}

export interface Scene {
  readonly sns: SnsStub
  look(region: string, at?: string): Promise<Run>
  judge(region: string, ...events: readonly unknown[]): Promise<Run>
  desk(region: string, request: object): Promise<Run>
  /** Every notice that SNS took, as its https subscribers get it. */
  notices(): readonly NoticeSent[]
  /** `contact kind subject` of every notice, in order. */
  told(): readonly string[]
  /** The instants of a Region's stored looks, as the table has them. */
  looks(region: string): Promise<readonly string[]>
  /** The vantage and the desk of every stored place. */
  places(): Promise<readonly (readonly [vantage: string, deskUrl: string | undefined])[]>
  /** Who has done something. */
  deeds(): Promise<readonly string[]>
}

interface SceneParts {
  readonly deployment: Deployment
  readonly ssm: Pick<SsmStub, 'url'>
  readonly engineProgram: string
  /** Where its database is. */
  readonly folder: string
  /** The table does not answer in these Regions. */
  readonly outage?: readonly string[]
}

let scenes = 0

export async function openScene(t: TestContext, parts: SceneParts): Promise<Scene> {
  const { deployment, ssm, engineProgram, folder, outage = [] } = parts
  scenes += 1
  const engine = await startEngine(engineProgram, join(folder, `${scenes}.db`))
  t.after(engine.stop)
  const proxy = await regionOutage(engine.endpoint, outage)
  t.after(proxy.close)
  const sns = await snsStub()
  t.after(sns.close)
  const client = dynamoClient(engine)
  await createTable(client, TABLE)
  const items = dynamoItems(client, TABLE)
  const store = itemStore(items, systemClock)
  t.after(store.close)
  const environment = environmentOf({ table: proxy.url, sns: sns.url, ssm: ssm.url })
  return {
    sns,
    look: (region, at) =>
      deployment.run({
        role: 'look',
        region,
        environment,
        events: () => [deployment.scheduled('look', region, at ?? now())],
      }),
    judge: (region, ...events) =>
      deployment.run({ role: 'judge', region, environment, events: () => events }),
    desk: (region, request) => deployment.run({ role: 'desk', region, environment, events: () => [request] }),
    notices: () => sns.published.flatMap(noticesOf),
    told: () => sns.published.flatMap(noticesOf).map(sayTold).sort(),
    looks: async (region) => (await items.query(`look#${region}`)).map(({ sk }) => sk),
    places: async () => (await store.places()).map(({ vantage, deskUrl }) => [vantage, deskUrl]),
    deeds: async () => (await items.query('deed')).map(({ body }) => JSON.parse(String(body)).who),
  }
}

/** What AWS gives a function, and where its services are here. */
function environmentOf(at: { table: string; sns: string; ssm: string }): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: at.table,
    AWS_ENDPOINT_URL_SNS: at.sns,
    AWS_ENDPOINT_URL_SSM: at.ssm,
    [ENVIRONMENT.allowLoopback]: '1',
  }
}

/** One round of a Region, as its schedule and the destination of its look make it; tells of the look. */
export async function lookAndJudge(scene: Scene, region: string): Promise<Run> {
  const look = await scene.look(region)
  await scene.judge(region, outcomeEvent(look))
  return look
}

/** Lambda hands on what a function was given and what came of it. */
export function outcomeEvent(look: Run): object {
  const [outcome] = look.outcomes
  if (outcome?.kind === 'error')
    return {
      version: '1.0',
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      responsePayload: { errorType: 'Error', errorMessage: outcome.error },
    }
  const responsePayload = handedBy(look)
  return {
    version: '1.0',
    requestContext: { condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: { at: responsePayload?.at },
    responsePayload,
  }
}

export function handedBy({ outcomes }: Run): { readonly at: string } | null {
  return resultOf(outcomes[0]) as { readonly at: string } | null
}

export function resultOf(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === 'result') return outcome.result
  throw new Error(`expected a result, found ${JSON.stringify(outcome)}`)
}

function noticesOf({ topic, message }: SnsStub['published'][number]): readonly NoticeSent[] {
  const { notices } = JSON.parse(message.https!) as { readonly notices: readonly NoticeSent[] }
  for (const { contact } of notices) assert.ok(topic.endsWith(`-to-${contact}`))
  return notices
}

function sayTold({ contact, kind, subject }: NoticeSent): string {
  return `${contact} ${kind} ${subject}`
}

/** The scheduler names whole seconds. */
export function now(): string {
  return new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString()
}
