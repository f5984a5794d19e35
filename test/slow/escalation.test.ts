/** The real bundles escalate from step to step, and stop where somebody acknowledged by the link in the message. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { parse, stringify } from 'yaml'
import { toBase64url } from '../../lib/domain/text/base64url.ts'
import { DEMO_VANTAGES } from '../../lib/local/demo/demo-settings.ts'
import { breakFleet } from '../kit/broken-fleet.ts'
import { synthesize } from '../kit/deployment.ts'
import { findEngine } from '../kit/dynamo-engine.ts'
import { missing } from '../kit/missing.ts'
import { lookAndJudge, now, openScene, resultOf, type Scene } from '../kit/scene.ts'
import { ssmStub } from '../kit/ssm-stub.ts'

const REGIONS: readonly string[] = DEMO_VANTAGES
const engineProgram = findEngine()
const skip = missing(engineProgram, 'no DynamoDB-compatible engine is installed for this machine')
const SPLIT = 'chain-split fleet'
const DARK = 'data-center-dark data-center:fra1'

/** Judges wait up to half a minute for their turn, so the steps lie further apart than that. */
const STEPS = [
  { after: '0s', notify: ['oncall'] },
  { after: '40s', notify: ['boss'] },
  { after: '100s', notify: ['chief'] },
]

it('the second step follows when nobody answers, and the third only for what nobody acknowledged', {
  skip,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const secrets = [
    ['/watchfire/main/known', 'token-of-sgp1'],
    ['/watchfire/main/link-key', `1:${toBase64url(new Uint8Array(32).fill(7))}`],
  ] as const
  const ssm = await ssmStub(new Map(secrets))
  t.after(ssm.close)
  const fleet = await breakFleet()
  t.after(fleet.close)
  const deployment = await synthesize(folder, inThreeSteps(fleet.settings))
  const scene = await openScene(t, { deployment, ssm, engineProgram: engineProgram!, folder })
  const startedAt = Date.now()
  // The desks are known from the first run of each judge's own schedule.
  await Promise.all(
    REGIONS.map((region) => scene.judge(region, deployment.scheduled('judge', region, now()))),
  )

  const rounds = async () => await Promise.all(REGIONS.map((region) => lookAndJudge(scene, region)))
  const untilTold = async (contact: string, times: number) => {
    while (stepsTo(scene, contact).length < times) await rounds()
  }
  await untilTold('oncall', 2)
  assert.deepEqual(stepsTo(scene, 'oncall'), [`critical-1 opening ${SPLIT}`, `critical-1 opening ${DARK}`])
  await untilTold('boss', 2)
  assert.deepEqual(stepsTo(scene, 'boss'), [`critical-2 escalated ${SPLIT}`, `critical-2 escalated ${DARK}`])

  const link = linkAbout(scene, SPLIT)
  const posted = await scene.desk(link.region, {
    rawPath: link.path,
    requestContext: { http: { method: 'POST' } },
  })
  const { statusCode, body } = resultOf(posted.outcomes[0]) as { statusCode: number; body: string }
  assert.equal(statusCode, 200)
  assert.match(body, /boss has it until/)

  await untilTold('chief', 1)
  assert.ok(Date.now() - startedAt > 100_000)
  await rounds()
  assert.deepEqual(stepsTo(scene, 'chief'), [`critical-3 escalated ${DARK}`])
  for (const contact of ['oncall', 'boss']) assert.equal(stepsTo(scene, contact).length, 2)
})

function inThreeSteps(settings: string): string {
  const contacts = ['oncall', 'boss', 'chief'].map((id) => ({
    id,
    email: `${id}@example.com`,
    sms: '+44 1632 960444',
  }))
  return stringify({
    ...parse(settings),
    contacts,
    escalation: { critical: { steps: STEPS, repeatEvery: '1h' } },
  })
}

/** What a contact was told of the two incidents, worst and oldest first. */
function stepsTo(scene: Scene, contact: string): readonly string[] {
  return scene
    .notices()
    .filter((notice) => notice.contact === contact)
    .map(({ step, reason, kind, subject }) => `${step} ${reason} ${kind} ${subject}`)
    .filter((said) => said.endsWith(SPLIT) || said.endsWith(DARK))
    .toSorted((a, b) => Number(a.endsWith(DARK)) - Number(b.endsWith(DARK)))
}

/** The link in the newest message's own words, and the Region whose desk it leads to. */
function linkAbout(scene: Scene, about: string): { readonly region: string; readonly path: string } {
  const notice = scene.notices().findLast(({ kind, subject }) => `${kind} ${subject}` === about)!
  const [, region, path] = /https:\/\/desk[a-z0-9]+\.lambda-url\.([a-z0-9-]+)\.on\.aws(\/a\/\S+)/.exec(
    notice.text,
  )!
  assert.match(
    notice.sms,
    /https:\/\/desk[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws\/a\/[A-Za-z0-9_-]{1,32}(\s|$)/,
  )
  return { region: region!, path: path! }
}
