/** The nginx recipe of docs/expose-nodes.md, as it stands there, in front of real HTTP nodes; Watchfire looks through it. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { LookReport } from '../../lib/local/look-report.ts'
import { missing } from '../kit/missing.ts'
import { replay } from '../kit/replay-server.ts'
import { type BackNode, startBackNode } from './nginx/back-node.ts'
import { makeClientCertificate, makeServerCertificate } from './nginx/certificates.ts'
import { findProgram } from './nginx/proxy.ts'
import { blockOf, placeholdersExplained, placeholdersIn, withClientCertificates } from './nginx/recipe.ts'
import { BEARER, NEXT_TOKEN, openScene, type Scene, TOKEN } from './nginx/scene.ts'

const RECORDINGS = new URL('../fixtures/recordings/lodestar-split/', import.meta.url)
const SYNCING = '/eth/v1/node/syncing'
const LIVENESS = '/eth/v1/validator/liveness/7'

/** The numbers of the recipe that the tests count with. */
const BURST = numberIn(/burst=(\d+) /)
const RATE_PER_SECOND = numberIn(/rate=(\d+)r\/s/)
const VANTAGES = 5

const skip =
  ['nginx', 'openssl']
    .map((name) =>
      missing(findProgram(name), `${name} is not installed: apt-get install nginx-light openssl`),
    )
    .find((why) => why !== false) ?? false

describe('the nginx recipe', { skip }, () => {
  let certificates: string
  before(() => {
    certificates = mkdtempSync(join(tmpdir(), 'watchfire-certificates-'))
    makeServerCertificate(certificates)
  })
  after(() => rmSync(certificates, { recursive: true, force: true }))

  const withNode = async (t: TestContext): Promise<{ node: BackNode; scene: Scene }> => {
    const node = await startBackNode()
    t.after(() => node.close())
    return { node, scene: await openScene(t, { certificates, addresses: [node.address] }) }
  }

  it('lets a whole look through: all well', async (t) => {
    const { node, scene } = await withNode(t)
    const { code, report, stderr } = await scene.look(TOKEN)
    assert.deepEqual([code, stderr, report.findings], [0, '', []])
    const [bn1] = report.nodes
    assert.ok(bn1?.reached)
    assert.deepEqual([bn1.version, bn1.peers, bn1.faults], ['Lighthouse/v8.0.0', 70, undefined])
    assert.ok(node.reached.length >= 9)
    assert.equal(scene.log().length, node.reached.length)
  })

  it('keeps the token to itself, and asks as localhost', async (t) => {
    const { node, scene } = await withNode(t)
    const { server } = await scene.asker.ask({ path: SYNCING, headers: BEARER })
    assert.equal(server, 'nginx')
    assert.deepEqual(
      node.reached.map(({ headers }) => [headers.authorization, headers.host]),
      [[undefined, 'localhost']],
    )
    assert.match(scene.log()[0]!, / november 200 [\d.]+ "GET \/eth\/v1\/node\/syncing HTTP\/1\.1"$/)
    assert.doesNotMatch(scene.log().join(), new RegExp(TOKEN.slice(0, 8)))
  })

  it('a wrong token: unknown, never down, and the node hears nothing', async (t) => {
    const { node, scene } = await withNode(t)
    for (const token of ['wrong', TOKEN.toUpperCase(), `${TOKEN}0`, TOKEN.slice(1)]) {
      const { report } = await scene.look(token)
      assert.deepEqual(unreached(report), [['bn1', 'unknown', 401]])
      assert.equal(downs(report), 0)
    }
    for (const headers of [{}, { authorization: TOKEN }, { authorization: `Basic ${TOKEN}` }])
      assert.equal((await scene.asker.ask({ path: SYNCING, headers })).status, 401)
    assert.deepEqual(node.reached, [])
  })

  it('a stopped node: down with a 502, the proxy answers', async (t) => {
    const { node, scene } = await withNode(t)
    await node.close()
    const { code, report } = await scene.look(TOKEN)
    assert.equal(code, 1)
    assert.deepEqual(unreached(report), [['bn1', 'failed', 502]])
    assert.deepEqual(
      report.findings.map(({ kind, says }) => [kind, says]),
      [['node-down', 'bn1 answered HTTP 502: the proxy answers, the node behind it does not.']],
    )
  })

  it('a node that hangs: down with a 504 before the look gives up, the proxy answers', async (t) => {
    const { node, scene } = await withNode(t)
    node.manner('hangs')
    const { report } = await scene.look(TOKEN)
    assert.deepEqual(unreached(report), [['bn1', 'failed', 504]])
    assert.match(report.findings[0]!.says, /the proxy answers, the node behind it does not/)
  })

  it('nothing else than what is printed passes, however it is written', async (t) => {
    const { node, scene } = await withNode(t)
    for (const [method, path] of REFUSED) {
      const { status } = await scene.asker.ask({ method, path, headers: BEARER })
      assert.equal(status, 403, `${method} ${path}`)
    }
    assert.deepEqual(node.reached, [])
  })

  it('the liveness question passes with 10,000 indices, and not with a body without end', async (t) => {
    const { node, scene } = await withNode(t)
    const indices = Array.from({ length: 10_000 }, (_, index) => `${1_099_511_617_775 + index}`)
    const post = (body: string) =>
      scene.asker.ask({
        method: 'POST',
        path: LIVENESS,
        headers: { ...BEARER, 'content-length': `${body.length}` },
        body,
      })
    const said = await post(JSON.stringify(indices))
    assert.deepEqual([said.status, said.body], [200, '{"data":[]}'])
    assert.deepEqual(
      node.reached.map(({ question, bodyBytes }) => [question, bodyBytes]),
      [[`POST ${LIVENESS}`, JSON.stringify(indices).length]],
    )
    assert.equal((await post('0'.repeat(300_000))).status, 413)
    assert.equal(node.reached.length, 1)
  })

  it('caches nothing, and keeps connections on both sides', async (t) => {
    const { node, scene } = await withNode(t)
    const first = await scene.asker.ask({ path: SYNCING, headers: BEARER })
    const second = await scene.asker.ask({ path: SYNCING, headers: BEARER })
    assert.deepEqual([first.reused, second.reused], [false, true])
    assert.equal(node.reached.length, 2)
    assert.equal(node.connections(), 1)
    // A schedule of one minute fires anywhere in it, so two looks are at most 119 s apart.
    assert.ok(numberIn(/keepalive_timeout (\d+)s/) >= 120)
  })

  it('a node that hangs up on a kept connection is asked again, not called down', async (t) => {
    const { node, scene } = await withNode(t)
    node.manner('drops')
    for (const method of ['GET', 'GET', 'POST', 'POST', 'GET']) {
      const path = method === 'GET' ? SYNCING : LIVENESS
      assert.equal((await scene.asker.ask({ method, path, headers: BEARER })).status, 200)
    }
  })

  it('finds a split behind it, from five vantages at once, without a 429', async (t) => {
    const nodes = await Promise.all(
      ['node-a', 'node-b'].map((name) => replay(new URL(`${name}.ndjson`, RECORDINGS))),
    )
    t.after(() => Promise.all(nodes.map((node) => node.close())))
    const addresses = nodes.map(({ url }) => new URL(url).host)
    const scene = await openScene(t, { certificates, addresses })
    const looks = await Promise.all(Array.from({ length: VANTAGES }, () => scene.look(TOKEN)))
    for (const { code, report } of looks) {
      assert.equal(code, 1)
      assert.deepEqual(
        report.splits.map(({ sides, ancestor, depth }) => [sides, ancestor?.slot, depth]),
        [[[0, 1], 19, 56]],
      )
    }
    assert.deepEqual(
      statuses(scene).filter((status) => status === '429' || status === '403'),
      [],
    )
    const most = Math.max(...nodes.map(({ asked }) => asked.length / VANTAGES))
    t.diagnostic(`one look asked a node ${most} questions; the recipe allows ${BURST / VANTAGES}`)
    assert.ok(most <= BURST / VANTAGES)
  })

  it('a flood gets 429 and does not reach the node; strangers use up nothing', async (t) => {
    const { node, scene } = await withNode(t)
    const startedAt = Date.now()
    const strangers = await Promise.all(
      Array.from({ length: 190 }, () =>
        scene.asker.ask({ path: SYNCING, headers: { authorization: 'Bearer no' } }),
      ),
    )
    assert.ok(strangers.every(({ status }) => status === 401))
    assert.equal((await scene.look(TOKEN)).code, 0)
    const flood = await Promise.all(
      Array.from({ length: 290 }, () => scene.asker.ask({ path: SYNCING, headers: BEARER })),
    )
    const elapsedS = (Date.now() - startedAt) / 1_000
    const counts = Object.groupBy(flood, ({ status }) => status)
    assert.deepEqual(Object.keys(counts), ['200', '429'])
    assert.ok(node.reached.length <= BURST + 1 + RATE_PER_SECOND * (elapsedS + 1))
  })

  it('a look that is limited: unknown, never down', async (t) => {
    const node = await startBackNode()
    t.after(() => node.close())
    const change = (recipe: string) =>
      recipe.replace(/rate=\S+;/, 'rate=1r/m;').replace(/burst=\d+/, 'burst=1')
    const scene = await openScene(t, { certificates, addresses: [node.address], change })
    for (const expected of [200, 200, 429])
      assert.equal((await scene.asker.ask({ path: SYNCING, headers: BEARER })).status, expected)
    const { report } = await scene.look(TOKEN)
    assert.deepEqual(unreached(report), [['bn1', 'unknown', 429]])
    assert.equal(downs(report), 0)
  })

  it('a token is changed without a blind minute: add, move, remove', async (t) => {
    const { scene } = await withNode(t)
    scene.setTokens({ november: TOKEN, december: NEXT_TOKEN })
    scene.proxy.reload()
    await untilAnswered(scene, NEXT_TOKEN, 200)
    assert.equal((await scene.look(TOKEN)).code, 0)
    assert.equal((await scene.look(NEXT_TOKEN)).code, 0)
    scene.setTokens({ december: NEXT_TOKEN })
    scene.proxy.reload()
    await untilAnswered(scene, TOKEN, 401)
    assert.deepEqual(unreached((await scene.look(TOKEN)).report), [['bn1', 'unknown', 401]])
    assert.equal((await scene.look(NEXT_TOKEN)).code, 0)
    const names = new Set(scene.log().map((line) => line.split(' ')[2]))
    assert.deepEqual([...names].sort(), ['-', 'december', 'november'])
  })

  it('with client certificates: well with ours, unknown without one or with another', async (t) => {
    const node = await startBackNode()
    t.after(() => node.close())
    const ours = makeClientCertificate(join(certificates, 'ours'))
    const foreign = makeClientCertificate(join(certificates, 'foreign'))
    const scene = await openScene(t, {
      certificates,
      addresses: [node.address],
      change: withClientCertificates,
      more: { CLIENT_CA_FILE: 'ours/watchfire-clients-ca.pem' },
    })
    const refused = [await scene.look(TOKEN), await scene.lookWithCertificate(foreign.cert, foreign.key)]
    for (const { report } of refused) assert.deepEqual(unreached(report), [['bn1', 'unknown', 401]])
    assert.deepEqual(node.reached, [])
    const { code, report } = await scene.lookWithCertificate(ours.cert, ours.key)
    assert.deepEqual([code, report.findings], [0, []])
    assert.ok(node.reached.length >= 9)
  })
})

describe('the guide', () => {
  it('explains every placeholder of the recipe, and no other', () => {
    assert.deepEqual(placeholdersExplained(), placeholdersIn(blockOf('watchfire.conf')))
  })
  it('counts 40 questions at once for each vantage, and 60 a minute', () => {
    assert.equal(BURST, 40 * VANTAGES)
    assert.equal(RATE_PER_SECOND, VANTAGES)
  })
})

/** With a valid token. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['GET', '/'],
  ['GET', '/eth/v1/node/peers'],
  ['GET', '/eth/v1/node/health'],
  ['GET', '/eth/v1/beacon/headers'],
  ['GET', '/eth/v1/beacon/headers?slot=1'],
  ['GET', '/eth/v1/beacon/headers/finalized'],
  ['GET', '/eth/v1/beacon/headers/0xabc'],
  ['GET', '/eth/v1/beacon/headers/head/'],
  ['GET', '/eth/v1/beacon/states/finalized/finality_checkpoints'],
  ['GET', '/eth/v1/beacon/states/head/validators'],
  ['GET', '/eth/v2/debug/beacon/states/head'],
  ['GET', '/eth/v2/debug/beacon/heads'],
  ['GET', '/eth/v1/events?topics=head'],
  ['GET', LIVENESS],
  ['GET', `${SYNCING}?`],
  ['GET', `${SYNCING}?x=1`],
  ['GET', `${SYNCING}/`],
  ['GET', `/eth/v1/debug/..${SYNCING.slice('/eth/v1'.length)}`],
  ['GET', `${SYNCING}/../../debug/fork_choice`],
  ['GET', '/eth/v1/node/%73yncing'],
  ['GET', '//eth/v1/node/syncing'],
  ['GET', '/ETH/v1/node/syncing'],
  ['HEAD', SYNCING],
  ['OPTIONS', SYNCING],
  ['POST', SYNCING],
  ['PUT', LIVENESS],
  ['DELETE', LIVENESS],
  ['POST', '/eth/v2/beacon/blocks'],
  ['POST', '/eth/v1/beacon/states/head/validators'],
  ['POST', '/eth/v1/validator/prepare_beacon_proposer'],
  ['POST', `${LIVENESS}/`],
  ['POST', '/eth/v1/validator/liveness/head'],
]

function unreached({ nodes }: LookReport): readonly (readonly unknown[])[] {
  return nodes.map((node) => (node.reached ? [node.id, 'reached'] : [node.id, node.state, node.fault.status]))
}

function downs({ findings }: LookReport): number {
  return findings.filter(({ kind }) => kind === 'node-down').length
}

function statuses(scene: Scene): readonly string[] {
  return scene.log().map((line) => line.split(' ')[3]!)
}

/** A reload ends when the last old worker has let go; asked on until then, on kept and new connections alike. */
async function untilAnswered({ asker }: Scene, token: string, status: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, connection: 'close' }
  for (let polls = 0; polls < 200; polls++) {
    const said = await asker.ask({ path: '/', headers })
    if (said.status === (status === 200 ? 403 : status)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`the proxy never answered ${status}`)
}

function numberIn(pattern: RegExp): number {
  const found = pattern.exec(blockOf('watchfire.conf'))?.[1]
  assert.ok(found, `the recipe has no ${pattern}`)
  return Number(found)
}
