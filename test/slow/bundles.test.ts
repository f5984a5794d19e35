/** The real bundles, out of cdk.out and run as Lambda runs them: every incident is told once, whoever is missing. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Message } from '../../lib/domain/notices/notice.ts'
import { signLink } from '../../lib/domain/people/links/link-token.ts'
import { toBase64url } from '../../lib/domain/text/base64url.ts'
import { DEMO_VANTAGES } from '../../lib/local/demo/demo-settings.ts'
import { ENVIRONMENT } from '../../lib/names/environment.ts'
import { type BrokenFleet, breakFleet } from '../kit/broken-fleet.ts'
import { ACCOUNT, type Deployment, deskUrlIn, synthesize } from '../kit/deployment.ts'
import { findEngine } from '../kit/dynamo-engine.ts'
import { longLink } from '../kit/long-link.ts'
import { missing } from '../kit/missing.ts'
import { handedBy, lookAndJudge, now, openScene, outcomeEvent, resultOf } from '../kit/scene.ts'
import { type SsmStub, ssmStub } from '../kit/ssm-stub.ts'

const REGIONS: readonly string[] = DEMO_VANTAGES
const LINK_KEY = { id: '1', bytes: new Uint8Array(32).fill(7) }

const engineProgram = findEngine()
const skip = missing(engineProgram, 'no DynamoDB-compatible engine is installed for this machine')

describe('the bundles', { skip, concurrency: true }, () => {
  let folder: string
  let fleet: BrokenFleet
  let ssm: SsmStub
  let deployment: Deployment
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    const secrets = [
      ['/watchfire/main/known', 'token-of-sgp1'],
      ['/watchfire/main/link-key', `1:${toBase64url(LINK_KEY.bytes)}`],
    ] as const
    ssm = await ssmStub(new Map(secrets))
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

  const open = (t: TestContext, outage: readonly string[] = []) =>
    openScene(t, { deployment, ssm, engineProgram: engineProgram!, folder, outage })

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
    const scene = await open(t)
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
      const scene = await open(t)
      await Promise.all(
        REGIONS.filter((one) => !missing.includes(one)).map((one) => lookAndJudge(scene, one)),
      )
      assert.deepEqual(scene.told(), fleet.toldOf)
    })

  it('tell each incident once while the table of one Region is gone, and the others have its look', async (t) => {
    const [gone] = REGIONS
    const scene = await open(t, [gone!])
    const looks = await Promise.all(REGIONS.map((region) => lookAndJudge(scene, region)))
    assert.deepEqual(scene.told(), fleet.toldOf)
    assert.deepEqual(await scene.looks(gone!), [handedBy(looks[0]!)?.at])
    await scene.judge(gone!, floor(gone!))
    assert.deepEqual(await scene.places(), [[gone, deskUrlIn(gone!)]])
    assert.deepEqual(scene.told(), fleet.toldOf)
  })

  it('tell each incident once without any table, and fail so that an alarm tells of that', async (t) => {
    const [region] = REGIONS
    const scene = await open(t, REGIONS)
    const event = outcomeEvent(await scene.look(region!))
    const { outcomes } = await scene.judge(region!, event, event, floor(region!))
    assert.deepEqual(await scene.places(), [])
    assert.deepEqual(scene.told(), fleet.toldOf)
    const error = `Error: Cannot reach the table in any Region: ${region} judged its own look alone`
    assert.deepEqual(outcomes, Array(3).fill({ kind: 'error', error }))
  })

  it('A3: fail on a look that comes too late, and the judge does not mind', async (t) => {
    const [region] = REGIONS
    const scene = await open(t)
    const late = await scene.look(region!, new Date(Date.now() - 150_000).toISOString())
    assert.equal(late.outcomes[0]!.kind, 'error')
    assert.match(late.log, /"what":"look dropped"/)
    const judged = await scene.judge(region!, outcomeEvent(late), floor(region!))
    assert.deepEqual(judged.outcomes, Array(2).fill({ kind: 'result', result: null }))
    assert.deepEqual(scene.told(), [])
  })

  it('tell people at the desk, each channel in its own words, and which secret is missing where', async (t) => {
    const [region] = REGIONS
    const scene = await open(t)
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

  it('acknowledge by the link in a message, also where the table is gone, and do nothing by a bad link', async (t) => {
    const [gone, region] = REGIONS
    const scene = await open(t, [gone!])
    await lookAndJudge(scene, region!)
    const { contact, notices } = JSON.parse(scene.sns.published[0]!.message.https!) as Message
    const { incident } = notices[0]!
    const signing = { key: LINK_KEY, installation: 'main', at: Date.now() }
    const signed = { ...signing, incident, contact }
    const [long, short] = [longLink(signed), signLink(signed)]
    const ask = async (at: string, method: string, token: string) => {
      const run = await scene.desk(at, { rawPath: `/a/${token}`, requestContext: { http: { method } } })
      const { statusCode, body } = resultOf(run.outcomes[0]) as { statusCode: number; body: string }
      return `${statusCode} ${/<p class="tag [a-z]+">([^<]*)</.exec(body)?.[1]}`
    }
    const forged = `${short.slice(0, -1)}x`
    assert.equal(await ask(gone!, 'POST', forged), '403 NOT ACKNOWLEDGED')
    assert.match(await ask(gone!, 'GET', long), /^200 (CRITICAL|WARNING) /)
    assert.equal(await ask(gone!, 'POST', short), '200 ACKNOWLEDGED')
    assert.equal(await ask(region!, 'POST', long), '200 ALREADY ACKNOWLEDGED')
    assert.deepEqual(await scene.deeds(), [contact])
  })
})

function pairsOf(all: readonly string[]): string[][] {
  return all.flatMap((a, place) => all.slice(place + 1).map((b) => [a, b]))
}
