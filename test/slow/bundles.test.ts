/** The real bundles, out of cdk.out and run as Lambda runs them: every incident is told once, whoever is missing. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { itemStore } from '../../lib/adapters/item-store.ts'
import { dynamoClient } from '../../lib/adapters/items/dynamo-client.ts'
import { dynamoItems } from '../../lib/adapters/items/dynamo-items.ts'
import { createTable } from '../../lib/adapters/items/local-table.ts'
import { systemClock } from '../../lib/adapters/system-clock.ts'
import { DEMO_VANTAGES } from '../../lib/local/demo/demo-settings.ts'
import { findEngine, startEngine } from '../../lib/local/engine-process.ts'
import { ENVIRONMENT } from '../../lib/names/environment.ts'
import { tableName } from '../../lib/names/table.ts'
import { type BrokenFleet, breakFleet } from '../kit/broken-fleet.ts'
import { ACCOUNT, type Deployment, deskUrlIn, type Outcome, type Run, synthesize } from '../kit/deployment.ts'
import { regionOutage } from '../kit/region-outage.ts'
import { type SnsStub, snsStub } from '../kit/sns-stub.ts'
import { type SsmStub, ssmStub } from '../kit/ssm-stub.ts'

const REGIONS: readonly string[] = DEMO_VANTAGES
const TABLE = tableName('main')

/** A table and topics of its own, so that scenes can play at the same time while their judges wait for turns. */
interface Scene {
  readonly sns: SnsStub
  look(region: string, at?: string): Promise<Run>
  judge(region: string, ...events: readonly unknown[]): Promise<Run>
  desk(region: string, request: object): Promise<Run>
  /** `contact kind subject` of every notice, in order. */
  told(): readonly string[]
  /** The instants of a Region's stored looks, as the table has them. */
  looks(region: string): Promise<readonly string[]>
  /** The vantage and the desk of every stored place. */
  places(): Promise<readonly (readonly [vantage: string, deskUrl: string | undefined])[]>
}

const engineProgram = findEngine()
const skip = engineProgram === null && 'no embedded engine is installed for this machine'

describe('the bundles', { skip, concurrency: true }, () => {
  let folder: string
  let fleet: BrokenFleet
  let ssm: SsmStub
  let deployment: Deployment
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    ssm = await ssmStub(new Map([['/watchfire/main/known', 'token-of-sgp1']]))
    fleet = await breakFleet()
    deployment = await synthesize(folder, fleet.settings)
  })
  after(async () => {
    await fleet?.close()
    await ssm?.close()
    rmSync(folder, { recursive: true })
  })

  /** The event of judge's own schedule. */
  const floor = (region: string, at = now()) => deployment.scheduled('judge', region, at)

  let scenes = 0
  /** The table does not answer in the Regions of the outage. */
  async function openScene(t: TestContext, outage: readonly string[] = []): Promise<Scene> {
    scenes += 1
    const engine = await startEngine(engineProgram!, join(folder, `${scenes}.db`))
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
      desk: (region, request) =>
        deployment.run({ role: 'desk', region, environment, events: () => [request] }),
      told: () => sns.published.map(toldOf).sort(),
      looks: async (region) => (await items.query(`look#${region}`)).map(({ sk }) => sk),
      places: async () => (await store.places()).map(({ vantage, deskUrl }) => [vantage, deskUrl]),
    }
  }

  it('have variables that name no endpoint, and let no node of this machine be asked', () => {
    for (const region of REGIONS)
      for (const role of ['look', 'judge', 'desk'] as const) {
        const variables = deployment.variables(role, region)
        assert.equal(variables[ENVIRONMENT.vantage], region)
        assert.ok(!Object.hasOwn(variables, ENVIRONMENT.allowLoopback))
        assert.ok(!Object.keys(variables).some((name) => name.startsWith('AWS_')))
      }
  })

  it('tell each incident once, whether their events come once, overlap or come again', async (t) => {
    const scene = await openScene(t)
    const at = now()
    const looks = await Promise.all(
      REGIONS.flatMap((region) => [region, region]).map(async (region) => ({
        region,
        run: await scene.look(region, at),
      })),
    )
    const judgeAll = async () => {
      const after = looks.map(({ region, run }) => scene.judge(region, outcomeEvent(run)))
      await Promise.all([...after, ...REGIONS.map((region) => scene.judge(region, floor(region, at)))])
    }
    await judgeAll()
    assert.deepEqual(scene.told(), fleet.toldOf)
    await Promise.all(REGIONS.map((region) => scene.look(region, at)))
    await judgeAll()
    assert.deepEqual(scene.told(), fleet.toldOf)
    for (const region of REGIONS) assert.deepEqual(await scene.looks(region), [at])
    const places = REGIONS.map((region) => [region, deskUrlIn(region)])
    assert.deepEqual(new Set(await scene.places()), new Set(places))
  })

  for (const missing of [...REGIONS.map((one) => [one]), ...pairsOf(REGIONS)])
    it(`tell each incident once without ${missing.join(' and ')}`, async (t) => {
      const scene = await openScene(t)
      await Promise.all(
        REGIONS.filter((one) => !missing.includes(one)).map((one) => lookAndJudge(scene, one)),
      )
      assert.deepEqual(scene.told(), fleet.toldOf)
    })

  it('tell each incident once while the table of one Region is gone, and the others have its look', async (t) => {
    const [gone] = REGIONS
    const scene = await openScene(t, [gone!])
    const looks = await Promise.all(REGIONS.map((region) => lookAndJudge(scene, region)))
    assert.deepEqual(scene.told(), fleet.toldOf)
    assert.deepEqual(await scene.looks(gone!), [handedBy(looks[0]!)?.at])
    await scene.judge(gone!, floor(gone!))
    assert.deepEqual(await scene.places(), [[gone, deskUrlIn(gone!)]])
    assert.deepEqual(scene.told(), fleet.toldOf)
  })

  it('tell each incident once without any table, and fail so that an alarm tells of that', async (t) => {
    const [region] = REGIONS
    const scene = await openScene(t, REGIONS)
    const event = outcomeEvent(await scene.look(region!))
    const { outcomes } = await scene.judge(region!, event, event, floor(region!))
    assert.deepEqual(await scene.places(), [])
    assert.deepEqual(scene.told(), fleet.toldOf)
    const error = `Error: Cannot reach the table in any Region: ${region} judged its own look alone`
    assert.deepEqual(outcomes, Array(3).fill({ kind: 'error', error }))
  })

  it('drop a look that comes too late, and the judge does not mind', async (t) => {
    const [region] = REGIONS
    const scene = await openScene(t)
    const late = await scene.look(region!, new Date(Date.now() - 61_000).toISOString())
    assert.equal(handedBy(late), null)
    assert.match(late.log, /"what":"look dropped"/)
    const judged = await scene.judge(region!, outcomeEvent(late), floor(region!))
    assert.deepEqual(judged.outcomes, Array(2).fill({ kind: 'result', result: null }))
    assert.deepEqual(scene.told(), [])
  })

  it('tell people at the desk, each channel in its own words, and which secret is missing where', async (t) => {
    const [region] = REGIONS
    const scene = await openScene(t)
    const look = await lookAndJudge(scene, region!)
    assert.match(look.log, new RegExp(`"parameter":"/watchfire/main/unknown","region":"${region}"`))
    assert.doesNotMatch(look.log, /token-of-sgp1/)
    const names = ['/watchfire/main/known', '/watchfire/main/unknown']
    assert.deepEqual(ssm.asked.find((asked) => asked.region === region)?.names, names)
    const split = scene.sns.published.find(({ attributes }) => attributes.kind === 'chain-split')!
    assert.equal(split.topic.replace(/[^-]+$/, ''), `arn:aws:sns:${region}:${ACCOUNT}:watchfire-main-to-`)
    assert.match(split.message.email!, /sgp1/)
    assert.ok(split.message.sms!.length < split.message.email!.length)
    const request = { rawPath: '/', requestContext: { http: { method: 'GET' } } }
    const [answer] = (await scene.desk(region!, request)).outcomes
    const { statusCode, body } = resultOf(answer) as { statusCode: number; body: string }
    assert.equal(statusCode, 200)
    assert.match(body, /critical chain-split fleet, open/)
    assert.match(body, new RegExp(`^${region} looked `, 'm'))
    assert.doesNotMatch(body, /other settings/)
  })
})

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
async function lookAndJudge(scene: Scene, region: string): Promise<Run> {
  const look = await scene.look(region)
  await scene.judge(region, outcomeEvent(look))
  return look
}

/** Lambda hands on what a function was given and what came of it. */
function outcomeEvent(look: Run): object {
  const responsePayload = handedBy(look)
  return {
    version: '1.0',
    requestContext: { condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: { at: responsePayload?.at },
    responsePayload,
  }
}

function handedBy({ outcomes }: Run): { readonly at: string } | null {
  return resultOf(outcomes[0]) as { readonly at: string } | null
}

function resultOf(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === 'result') return outcome.result
  throw new Error(`expected a result, found ${JSON.stringify(outcome)}`)
}

function toldOf({ topic, message }: SnsStub['published'][number]): string {
  const { kind, subject, contact } = JSON.parse(message.https!) as Record<string, string>
  assert.ok(topic.endsWith(`-to-${contact}`))
  return `${contact} ${kind} ${subject}`
}

/** The scheduler names whole seconds. */
function now(): string {
  return new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString()
}

function pairsOf(all: readonly string[]): string[][] {
  return all.flatMap((a, place) => all.slice(place + 1).map((b) => [a, b]))
}
