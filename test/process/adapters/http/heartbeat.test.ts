/** Laws of the heartbeat: it pings, it never throws, and it does not wear out the service that listens. */
import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { it, type TestContext } from 'node:test'
import { lineLog } from '../../../../lib/adapters/host/line-log.ts'
import { heartbeat } from '../../../../lib/adapters/http/heartbeat.ts'
import { START } from '../../../contract/nouns.ts'
import { eventually } from '../../../kit/patience.ts'
import { stepClock } from '../../../kit/step-clock.ts'
import { httpServer } from './test-servers.ts'

const DEADLINE_MS = 500

/** A switch that answers as told, and the heart that pings it. */
async function heartOf(t: TestContext, answer: (response: ServerResponse, count: number) => void) {
  const pings: string[] = []
  const lines: string[] = []
  const asked: string[] = []
  const server = await httpServer(t, ({ method, url }, response) => {
    pings.push(`${method} ${url}`)
    answer(response, pings.length)
  })
  const clock = stepClock(START)
  const advance = (ms: number) => clock.runTo(clock.now() + ms)
  const values = new Map([['beat', 's3cr3t']])
  const secrets = {
    get: async (name: string) => {
      asked.push(name)
      return values.get(name)
    },
    placeOf: (name: string) => `parameter ${name}`,
  }
  const ping = heartbeat({
    url: `${server.url}/ping/\${secret:beat}`,
    secrets,
    clock,
    log: lineLog(clock, (line) => lines.push(line)),
    vantages: 3,
    privateAddresses: false,
    loopback: true,
    deadlineMs: DEADLINE_MS,
  })
  return { ping, pings, lines, asked, advance, values }
}

it('pings with its secret in the path, as often as it may and no more often', async (t) => {
  const { ping, pings, lines, advance } = await heartOf(t, (response) => response.end('OK'))
  await ping()
  await advance(44_000)
  await ping()
  assert.deepEqual(pings, ['GET /ping/s3cr3t'])
  await advance(1_000)
  await ping()
  assert.equal(pings.length, 2)
  assert.deepEqual(lines, [])
})

it('reads its secret once while it is taken, and anew when it was not', async (t) => {
  const { ping, pings, asked, advance, values } = await heartOf(t, (response) => {
    response.writeHead(pings.at(-1) === 'GET /ping/s3cr3t' && pings.length > 2 ? 404 : 200).end()
  })
  for (let turn = 0; turn < 3; turn++) {
    await ping()
    await advance(45_000)
  }
  assert.deepEqual(asked, ['beat'])
  values.set('beat', 'rotated')
  await ping()
  assert.equal(pings.at(-1), 'GET /ping/rotated')
})

const FAILURES: readonly (readonly [
  name: string,
  answer: (response: ServerResponse) => void,
  says: RegExp,
])[] = [
  ['answers 500', (response) => response.writeHead(500).end(), /it answered HTTP 500, expected 200 to 299/],
  ['redirects', (response) => response.writeHead(302, { location: '/' }).end(), /it answered HTTP 302/],
  ['hangs', () => undefined, /within 0\.5 s/],
  ['hangs up', (response) => response.destroy(), /connection/],
]
for (const [name, answer, says] of FAILURES)
  it(`a switch that ${name} is logged without its path, and is tried again at once`, async (t) => {
    const { ping, pings, lines, advance } = await heartOf(t, answer)
    for (const count of [1, 2]) {
      const done = ping()
      await eventually('a ping', () => pings.length === count)
      if (name === 'hangs') await advance(DEADLINE_MS)
      await done
    }
    assert.deepEqual(pings, ['GET /ping/s3cr3t', 'GET /ping/s3cr3t'])
    assert.equal(lines.length, 2)
    assert.match(lines[0]!, /"what":"heartbeat not taken"/)
    assert.match(lines[0]!, says)
    assert.doesNotMatch(lines.join(), /s3cr3t|\/ping/)
  })

it('a missing secret is logged with the place where it belongs', async (t) => {
  const { ping, lines, pings, values } = await heartOf(t, (response) => response.end())
  values.clear()
  await ping()
  assert.match(lines.join(), /the secret beat is missing, expected it in parameter beat/)
  assert.deepEqual(pings, [])
})
