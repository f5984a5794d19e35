/** The prober on servers that mean well: connections, timings, secrets, deadlines and closing. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { beaconHttp } from '../../../../lib/adapters/http/beacon-http.ts'
import type { HttpExchangeOptions } from '../../../../lib/adapters/http/http-exchange.ts'
import type { Answer, BeaconNodes, Question } from '../../../../lib/ports.ts'
import { NEVER_LATE } from '../../../kit/never-late.ts'
import { eventually, PATIENCE_MS } from '../../../kit/patience.ts'
import { stepClock } from '../../../kit/step-clock.ts'
import {
  certificate,
  endpoint,
  httpServer,
  httpsServer,
  pem,
  tcpServer,
  WELL,
  wellBehaved,
} from './test-servers.ts'

const QUESTION: Question = { method: 'GET', path: '/eth/v1/node/identity' }
/** So long that only a question that hangs reaches it. */
const PLENTY_MS = PATIENCE_MS
const SHORT_MS = 400
const START = 1_800_000_000_000

/** Time stands still, unless a test moves it: no deadline is missed because the machine is slow. */
const soon = (ms = PLENTY_MS) => ({ deadlineAt: START + ms })

function nodesOf(t: TestContext, more: Partial<HttpExchangeOptions> = {}): BeaconNodes {
  const nodes = beaconHttp({
    clock: stepClock(START),
    lateness: NEVER_LATE,
    secrets: { get: async () => undefined },
    privateAddresses: false,
    loopback: true,
    ...more,
  })
  t.after(() => nodes.close())
  return nodes
}

function bodyOf(answer: Answer): string {
  return answer.kind === 'answer' ? answer.body : `${answer.fault.kind}: ${answer.fault.detail}`
}

function faultOf(answer: Answer): string {
  return answer.kind === 'fault' ? answer.fault.kind : `${answer.status} ${answer.body}`
}

async function bodyReceived(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += piece
  return text
}

test('questions one after another go over one connection', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const nodes = nodesOf(t)
  for (let round = 0; round < 20; round += 1)
    assert.equal(bodyOf(await nodes.ask(endpoint('a', server.url), QUESTION, soon())), WELL)
  assert.equal(server.connections(), 1)
})

test('what a connection may receive is counted for each question, not for its life', async (t) => {
  const body = 'x'.repeat(60_000)
  const server = await httpServer(t, (_request, response) => response.end(body))
  const nodes = nodesOf(t)
  for (let round = 0; round < 30; round += 1)
    assert.equal(bodyOf(await nodes.ask(endpoint('a', server.url), QUESTION, soon())), body)
  assert.equal(server.connections(), 1)
})

test('questions at the same time go over four connections at most, and all are answered', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const nodes = nodesOf(t)
  for (let round = 0; round < 3; round += 1) {
    const asked = Array.from({ length: 20 }, () => nodes.ask(endpoint('a', server.url), QUESTION, soon()))
    assert.deepEqual(new Set((await Promise.all(asked)).map(bodyOf)), new Set([WELL]))
  }
  assert.ok(server.connections() >= 2 && server.connections() <= 4, `${server.connections()} connections`)
})

test('an idle connection that the server closed between two questions is no fault', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const nodes = nodesOf(t)
  for (let round = 0; round < 3; round += 1) {
    assert.equal(bodyOf(await nodes.ask(endpoint('a', server.url), QUESTION, soon())), WELL)
    server.hangUp()
  }
  assert.equal(server.connections(), 3)
})

/** Answers the first question of each connection and resets it at the second, as if it had just timed out. */
function onceThenReset(answersOnce: boolean, heard: () => void) {
  return (socket: Socket) => {
    let questions = 0
    socket.on('data', () => {
      heard()
      questions += 1
      if (questions === 1 && answersOnce) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
      else socket.resetAndDestroy()
    })
  }
}

test('a question that dies with a used connection is asked once more, on a new one', async (t) => {
  const server = await tcpServer(
    t,
    onceThenReset(true, () => undefined),
  )
  const nodes = nodesOf(t)
  for (let round = 0; round < 3; round += 1) {
    const answer = await nodes.ask(endpoint('a', server.url), QUESTION, soon())
    assert.equal(bodyOf(answer), '{}')
    assert.notEqual(answer.timingsMs.connect, null, 'the timings are those of the new connection')
  }
  assert.equal(server.connections(), 3)
})

test('a question that dies with a new connection is a fault and is not asked again', async (t) => {
  let heard = 0
  const server = await tcpServer(
    t,
    onceThenReset(false, () => {
      heard += 1
    }),
  )
  const answer = await nodesOf(t).ask(endpoint('a', server.url), QUESTION, soon())
  assert.deepEqual([faultOf(answer), heard, server.connections()], ['connection-reset', 1, 1])
})

test('a fresh question has a connection of its own, which takes the place of the others', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const nodes = nodesOf(t)
  const node = endpoint('a', server.url)
  await Promise.all([nodes.ask(node, QUESTION, soon()), nodes.ask(node, QUESTION, soon())])
  const before = server.connections()
  const fresh = await nodes.ask(node, QUESTION, { ...soon(), fresh: true })
  assert.notEqual(fresh.timingsMs.connect, null)
  assert.equal(server.connections(), before + 1)
  await nodes.ask(node, QUESTION, soon())
  assert.equal(server.connections(), before + 1, 'the next question uses the fresh connection')
  await eventually('the end of the others', () => server.open() === 1)
})

test('a step that did not happen has no time', async (t) => {
  const plain = await httpServer(t, wellBehaved)
  const secure = await httpsServer(t, certificate('server'), wellBehaved)
  const gone = await tcpServer(t, () => undefined)
  await gone.close()
  const nodes = nodesOf(t, { lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
  const byName = endpoint('b', `https://node.test:${secure.port}`, { tls: { ca: pem('ca.pem') } })
  const steps = async (to: Parameters<BeaconNodes['ask']>[0]) => {
    const { timingsMs } = await nodes.ask(to, QUESTION, soon())
    assert.ok(timingsMs.total > 0)
    for (const ms of Object.values(timingsMs)) assert.ok(ms === null || (ms >= 0 && ms <= timingsMs.total))
    return Object.entries(timingsMs).flatMap(([step, ms]) => (ms === null ? [] : [step]))
  }
  assert.deepEqual(await steps(endpoint('a', plain.url)), ['connect', 'firstByte', 'total'])
  assert.deepEqual(await steps(endpoint('a', plain.url)), ['firstByte', 'total'])
  assert.deepEqual(await steps(byName), ['dns', 'connect', 'tls', 'firstByte', 'total'])
  assert.deepEqual(await steps(byName), ['firstByte', 'total'])
  assert.deepEqual(await steps(endpoint('c', gone.url)), ['total'])
})

test('H4: no variable of the environment switches the check of certificates off', async (t) => {
  const secure = await httpsServer(t, certificate('server'), wellBehaved)
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  t.after(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
  })
  const nodes = nodesOf(t, { lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
  const answer = await nodes.ask(endpoint('b', `https://node.test:${secure.port}`), QUESTION, soon())
  assert.equal(faultOf(answer), 'tls-untrusted')
})

/** Answers with what it was asked. */
const echo: RequestListener = async (request, response) => {
  const { method, url, headers } = request
  response.end(JSON.stringify({ method, url, headers, body: await bodyReceived(request) }))
}

test('H2: an endpoint that repeats the secrets we sent it gets none of them into its answer', async (t) => {
  const server = await httpServer(t, echo)
  const nodes = nodesOf(t, { secrets: { get: async (name) => `${name}-5Fz9Qw81xLmN` } })
  const node = endpoint('a', `${server.url}/v3/\${secret:key}`, {
    headers: { authorization: 'Bearer ${secret:token}' },
  })
  const body = bodyOf(await nodes.ask(node, QUESTION, soon()))
  assert.doesNotMatch(body, /5Fz9/)
  assert.equal(JSON.parse(body).headers.authorization, 'Bearer (secret)')
})

test('the URL keeps its path and query, and secrets are put into URL and headers', async (t) => {
  let received = ''
  const server = await httpServer(t, async (request, response) => {
    const { method, url, headers } = request
    received = JSON.stringify({ method, url, headers, body: await bodyReceived(request) })
    response.end('{}')
  })
  const secrets = new Map([
    ['key', 'k-123456'],
    ['token', 't-7890123'],
  ])
  const nodes = nodesOf(t, { secrets: { get: async (name) => secrets.get(name) } })
  const node = endpoint('a', `${server.url}/v3/\${secret:key}/?plan=\${secret:key}`, {
    headers: { Authorization: 'Bearer ${secret:token}', 'User-Agent': 'mine' },
  })
  const question: Question = {
    method: 'POST',
    path: '/eth/v1/beacon/states/head/validators?a=b',
    body: '{"ids":["1"]}',
  }
  await nodes.ask(node, question, soon())
  const heard = JSON.parse(received)
  assert.equal(heard.method, 'POST')
  assert.equal(heard.url, '/v3/k-123456/eth/v1/beacon/states/head/validators?a=b&plan=k-123456')
  assert.equal(heard.body, '{"ids":["1"]}')
  assert.equal(heard.headers.authorization, 'Bearer t-7890123')
  assert.equal(heard.headers['content-type'], 'application/json')
  assert.equal(heard.headers['user-agent'], 'mine')

  await nodes.ask(endpoint('b', `${server.url}/`), QUESTION, soon())
  const plain = JSON.parse(received)
  assert.equal(plain.url, QUESTION.path)
  assert.deepEqual(
    [plain.headers['user-agent'], plain.headers['accept-encoding'], plain.headers.accept],
    ['watchfire', 'identity', 'application/json'],
  )
})

test('a secret that is missing, empty or unreadable is our fault, is named, and costs the node nothing', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const values: Record<string, string> = { empty: '' }
  const nodes = nodesOf(t, {
    secrets: {
      get: async (name) => {
        if (name === 'broken') throw new Error('the store says s3cr3t')
        return values[name]
      },
    },
  })
  const node = (name: string) => endpoint('a', server.url, { headers: { 'x-key': `\${secret:${name}}` } })
  for (const [name, why] of [
    ['absent', 'the secret absent is missing'],
    ['empty', 'the secret empty is missing'],
    ['broken', 'the secret broken could not be read'],
  ] as const) {
    const answer = await nodes.ask(node(name), QUESTION, soon())
    assert.equal(bodyOf(answer), `secret-missing: Cannot ask 127.0.0.1:${server.port}: ${why}`)
  }
  assert.equal(server.connections(), 0)
  values.absent = 'now-it-is-there'
  assert.equal(bodyOf(await nodes.ask(node('absent'), QUESTION, soon())), WELL)
})

test('a secret that is never read ends with the deadline, and holds no place for longer', async (t) => {
  const clock = stepClock(START)
  const nodes = nodesOf(t, {
    clock,
    limits: { connectionsEach: 1 },
    secrets: { get: () => new Promise<never>(() => undefined) },
  })
  const node = endpoint('a', 'http://127.0.0.1:9', { headers: { authorization: '${secret:x}' } })
  for (let round = 0; round < 2; round += 1) {
    const asked = nodes.ask(node, QUESTION, { deadlineAt: clock.now() + SHORT_MS })
    await clock.runTo(clock.now() + SHORT_MS)
    assert.equal(
      bodyOf(await asked),
      'secret-missing: Cannot ask 127.0.0.1:9 within 0.4 s: its secrets have not been read',
    )
  }
})

test('a secret is read once, and again after the node refused it', async (t) => {
  let token = 'old-token'
  let readings = 0
  const server = await httpServer(t, (request, response) => {
    response.statusCode = request.headers.authorization === 'new-token' ? 200 : 401
    response.end(WELL)
  })
  const nodes = nodesOf(t, {
    secrets: {
      get: async () => {
        readings += 1
        return token
      },
    },
  })
  const node = endpoint('a', server.url, { headers: { authorization: '${secret:token}' } })
  const status = async () => {
    const answer = await nodes.ask(node, QUESTION, soon())
    return answer.kind === 'answer' ? answer.status : answer.fault.kind
  }
  assert.equal(await status(), 401)
  token = 'new-token'
  assert.deepEqual([await status(), await status(), await status()], [200, 200, 200])
  assert.equal(readings, 2)
})

test('a secret that no header, URL or certificate can hold is our fault and is not repeated', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const nodes = nodesOf(t, { secrets: { get: async () => 's3cr3t\nvalue' } })
  const bad = [
    endpoint('a', server.url, { headers: { authorization: '${secret:x}' } }),
    endpoint('b', '${secret:x}'),
    endpoint('c', 'https://127.0.0.1:9', { tls: { cert: '${secret:x}', key: '${secret:x}' } }),
  ]
  for (const node of bad) {
    const answer = await nodes.ask(node, QUESTION, soon())
    assert.equal(faultOf(answer), 'secret-missing')
    assert.doesNotMatch(bodyOf(answer), /s3cr3t/)
  }
})

test('a node that asks for a client certificate is shown the one from the secrets', async (t) => {
  const tls = { ...certificate('server'), requestCert: true, rejectUnauthorized: true, ca: pem('ca.pem') }
  const server = await httpsServer(t, tls, wellBehaved)
  const pems: Record<string, string> = certificate('client')
  const nodes = nodesOf(t, { secrets: { get: async (name) => pems[name] } })
  const node = endpoint('a', server.url, {
    tls: { ca: pem('ca.pem'), cert: '${secret:cert}', key: '${secret:key}' },
  })
  assert.equal(bodyOf(await nodes.ask(node, QUESTION, soon())), WELL)
})

test('every status but a redirect is an answer with its body', async (t) => {
  const server = await httpServer(t, (request, response) => {
    response.statusCode = Number(request.url!.slice('/eth/'.length))
    response.end(`status ${response.statusCode}`)
  })
  const nodes = nodesOf(t)
  for (const status of [200, 202, 206, 400, 401, 403, 404, 429, 500, 503]) {
    const answer = await nodes.ask(
      endpoint('a', server.url),
      { method: 'GET', path: `/eth/${status}` },
      soon(),
    )
    assert.deepEqual(
      [answer.kind === 'answer' && answer.status, bodyOf(answer)],
      [status, `status ${status}`],
    )
  }
  for (const status of [300, 301, 304, 308]) {
    const answer = await nodes.ask(
      endpoint('a', server.url),
      { method: 'GET', path: `/eth/${status}` },
      soon(),
    )
    assert.equal(answer.kind === 'fault' && answer.fault.status, status)
    assert.equal(faultOf(answer), 'redirect')
  }
})

test('an error page in another encoding is an answer, because its status is what counts', async (t) => {
  const server = await httpServer(t, (_request, response) => {
    response.writeHead(502).end(Buffer.from([0x70, 0xe9, 0x74]))
  })
  const answer = await nodesOf(t).ask(endpoint('a', server.url), QUESTION, soon())
  assert.equal(answer.kind === 'answer' && answer.status, 502)
})

test('a body compressed against our wish is read all the same', async (t) => {
  const server = await httpServer(t, (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(WELL))
  })
  assert.equal(bodyOf(await nodesOf(t).ask(endpoint('a', server.url), QUESTION, soon())), WELL)
})

test('a question whose time was up before it was asked is our fault and is not sent', async (t) => {
  const server = await httpServer(t, wellBehaved)
  const answer = await nodesOf(t).ask(endpoint('a', server.url), QUESTION, soon(-1))
  assert.deepEqual([faultOf(answer), server.connections()], ['no-route', 0])
})

test('endpoints that never answer keep nobody else from being asked, however many they are', async (t) => {
  const silent = await tcpServer(t, () => undefined)
  const server = await httpServer(t, wellBehaved)
  const clock = stepClock(START)
  const nodes = nodesOf(t, { clock, limits: { requestsAtOnce: 4 } })
  let hanging = 0
  const stuck = Array.from({ length: 12 }, async (_, index) => {
    hanging += 1
    const answer = await nodes.ask(endpoint(`stuck-${index % 3}`, silent.url), QUESTION, soon(SHORT_MS * 3))
    hanging -= 1
    return faultOf(answer)
  })
  const node = endpoint('well', server.url)
  assert.equal(bodyOf(await nodes.ask(node, QUESTION, soon())), WELL)
  assert.equal(hanging, 12)
  await clock.runTo(START + SHORT_MS * 3)
  // Those let in at the last moment were still connecting when their time was up.
  for (const kind of await Promise.all(stuck)) assert.match(kind, /^(connect-)?timeout$/)
})

test('closing ends every connection and every question, and later questions are not asked', async (t) => {
  const hungUp: Promise<unknown>[] = []
  const server = await tcpServer(t, (socket) => {
    hungUp.push(once(socket, 'close'))
    socket.once('data', () => {
      if (hungUp.length === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    })
  })
  const nodes = nodesOf(t)
  const node = endpoint('a', server.url)
  assert.equal(bodyOf(await nodes.ask(node, QUESTION, soon())), '{}')
  const [kept, busy] = [nodes.ask(node, QUESTION, soon()), nodes.ask(node, QUESTION, soon())]
  await eventually('a second connection', () => server.connections() === 2)
  await nodes.close()
  assert.deepEqual([faultOf(await kept), faultOf(await busy)], ['no-route', 'no-route'])
  await Promise.all(hungUp)
  assert.equal(faultOf(await nodes.ask(node, QUESTION, soon())), 'no-route')
  assert.equal(server.connections(), 2)
})

test('of several addresses the allowed ones are tried until one answers, and the name is resolved once', async (t) => {
  const server = await httpServer(t, wellBehaved)
  let lookups = 0
  const addresses = ['169.254.169.254', '127.0.0.2', '127.0.0.1']
  const nodes = nodesOf(t, {
    lookup: async () => {
      lookups += 1
      // A second look-up would be answered with a forbidden address only, as in an attack by rebinding.
      const told = lookups === 1 ? addresses : addresses.slice(0, 1)
      return told.map((address) => ({ address, family: 4 }))
    },
  })
  const node = endpoint('a', `http://several.test:${server.port}`)
  assert.equal(bodyOf(await nodes.ask(node, QUESTION, soon())), WELL)
  assert.equal(lookups, 1)
})

test('a host that takes no connection is a connect timeout', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const port = await fullHouse(t)
  const clock = stepClock(START)
  const nodes = nodesOf(t, { clock, limits: { connectMs: SHORT_MS } })
  const node = endpoint('a', `http://127.0.0.1:${port}`)
  const asked = Promise.all([
    nodes.ask(node, QUESTION, soon()),
    nodes.ask(node, QUESTION, soon(SHORT_MS / 2)),
  ])
  await clock.runTo(START + SHORT_MS)
  const [bounded, overdue] = await asked
  assert.equal(
    bodyOf(bounded),
    `connect-timeout: Cannot connect to 127.0.0.1:${port} within 0.4 s: nothing comes back`,
  )
  assert.equal(faultOf(overdue), 'connect-timeout')
})

/** A stopped process whose queue of connections is full: the system drops whatever else knocks. */
async function fullHouse(t: TestContext): Promise<number> {
  const script = `const s = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    console.log(s.address().port); process.kill(process.pid, 'SIGSTOP') })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const port = Number(String(line).trim())
  let seated = 0
  for (let knocks = 0; knocks < 4; knocks += 1) {
    const filler = connect(port, '127.0.0.1', () => {
      seated += 1
    }).on('error', () => filler.destroy())
    t.after(() => filler.destroy())
  }
  // One more than the queue is long.
  await eventually('a full queue', () => seated === 2)
  return port
}
