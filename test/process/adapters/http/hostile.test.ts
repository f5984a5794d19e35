/** Hostile servers: each costs one bounded look and gives its named fault, while another node is unharmed. */
import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beaconHttp } from '../../../../lib/adapters/http/beacon-http.ts'
import type { FaultKind } from '../../../../lib/domain/look/fault.ts'
import type { Endpoint } from '../../../../lib/domain/settings/sections/endpoint-settings.ts'
import type { Answer, BeaconNodes } from '../../../../lib/ports.ts'
import { NEVER_LATE } from '../../../kit/never-late.ts'
import { PATIENCE_MS } from '../../../kit/patience.ts'
import { stepClock } from '../../../kit/step-clock.ts'
import {
  certificate,
  endpoint,
  httpServer,
  httpsServer,
  type Owner,
  pem,
  type TestServer,
  tcpServer,
  tlsServer,
  WELL,
  wellBehaved,
} from './test-servers.ts'

/** For those that never come to an end, in time that moves once they hang; for the others it stands still. */
const HANGS_MS = 1_200
const DEADLINE_MS = 10_000
const START = 1_800_000_000_000
const RSS_MAX_BYTES = 300 * 1_048_576
const SECRET = 's3cr3t-t0ken-of-the-node'
const QUESTION = { method: 'GET', path: '/eth/v1/node/identity' } as const

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_HEAD = `${OK}content-type: application/json\r\n`

/** Waits for the question and then does what it is told. */
const afterQuestion = (act: (socket: Socket) => void) => (socket: Socket) => {
  socket.once('data', () => act(socket))
}
const sends = (text: string | Buffer) => afterQuestion((socket) => void socket.write(text))
const sendsAndEnds = (text: string | Buffer) => afterQuestion((socket) => void socket.end(text))

/** Writes as fast as the other side reads, until it has gone. */
const floods = (head: string, piece: string) =>
  afterQuestion((socket) => {
    const pour = (): void => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', pour)
    socket.write(head)
    pour()
  })

/** In each turn of the event loop this process reads what has come, also as the other side of the connection. */
const afterTurns = (turns: number, act: () => void): void => {
  if (turns === 0) act()
  else setTimeout(() => setImmediate(() => afterTurns(turns - 1, act)), 5)
}

/** Enough for the head to have been read. */
const DROPS = 10

const drips = afterQuestion((socket) => {
  socket.write(`${JSON_HEAD}content-length: 100000\r\n\r\n`)
  let drops = 0
  const timer = setInterval(() => {
    socket.write('x')
    drops += 1
    if (drops === DROPS) hung()
  }, 20)
  socket.on('close', () => clearInterval(timer))
})

const encoded =
  (encoding: string, body: Buffer): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'content-type': 'application/json' })
    response.end(body)
  }

const ZEROS = Buffer.alloc(32 * 1_048_576)

interface Hostile {
  readonly kind: FaultKind
  readonly detail?: RegExp
  /** It gives nothing to judge by, and only the deadline ends it. */
  readonly hangs?: true
  readonly at: (owner: Owner) => Promise<Endpoint | string>
}

const overTcp = (onSocket: (socket: Socket) => void) => async (t: Owner) => (await tcpServer(t, onSocket)).url
const overHttp = (onRequest: RequestListener) => async (t: Owner) => (await httpServer(t, onRequest)).url
/** `localhost` with the test authority trusted, and a server that shows the certificate named. */
const overTls =
  (name: string, more: object = {}) =>
  async (t: Owner) => {
    const server = await httpsServer(t, { ...certificate(name), ...more }, wellBehaved)
    return endpoint('hostile', `https://localhost:${server.port}`, { tls: { ca: pem('ca.pem') } })
  }

const HOSTILE: Readonly<Record<string, Hostile>> = {
  'refuses the connection': {
    kind: 'connection-refused',
    at: async (t) => {
      const server = await tcpServer(t, () => undefined)
      await server.close()
      return server.url
    },
  },
  'resets at once': { kind: 'connection-reset', at: overTcp((socket) => socket.resetAndDestroy()) },
  'resets in the middle of the body': {
    kind: 'connection-reset',
    detail: /Cannot read the answer of/,
    at: overTcp(
      afterQuestion((socket) => {
        socket.write(`${JSON_HEAD}content-length: 1000\r\n\r\n{"data":`)
        afterTurns(10, () => socket.resetAndDestroy())
      }),
    ),
  },
  'ends in the middle of a chunked body': {
    kind: 'connection-reset',
    at: overTcp(sendsAndEnds(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n8\r\n{"data":\r\n`)),
  },
  'accepts and never answers': {
    kind: 'timeout',
    hangs: true,
    detail: /within 1\.2 s: it took the question and sent nothing back/,
    at: overTcp(afterQuestion(() => hung())),
  },
  'drips a byte at a time': { kind: 'timeout', hangs: true, detail: /has not ended/, at: overTcp(drips) },
  'sends a body without end': {
    kind: 'too-large',
    detail: /more than 65536 bytes/,
    at: overTcp(floods(`${OK}\r\n`, 'x'.repeat(65_536))),
  },
  'sends a body in a million chunks of one byte': {
    kind: 'too-large',
    at: overTcp(floods(`${OK}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'.repeat(10_000))),
  },
  'sends a gzip bomb': {
    kind: 'too-large',
    detail: /when decompressed/,
    at: overHttp(encoded('gzip', gzipSync(ZEROS))),
  },
  'sends a brotli bomb': {
    kind: 'too-large',
    detail: /when decompressed/,
    at: overHttp(encoded('br', brotliCompressSync(ZEROS))),
  },
  'says gzip and sends something else': {
    kind: 'malformed',
    at: overHttp(encoded('gzip', Buffer.from('{}'))),
  },
  'compresses in a way nobody asked for': {
    kind: 'malformed',
    at: overHttp(encoded('compress', Buffer.from('{}'))),
  },
  'sends invalid UTF-8': {
    kind: 'not-json',
    detail: /UTF-8/,
    at: overTcp(
      sends(Buffer.concat([Buffer.from(`${OK}content-length: 4\r\n\r\n"`), Buffer.from([0xc3, 0x28, 0x22])])),
    ),
  },
  'sends a million headers': {
    kind: 'too-large',
    detail: /headers/,
    at: overTcp(floods(OK, 'a: b\r\n'.repeat(10_000))),
  },
  'sends one huge header': { kind: 'too-large', at: overTcp(floods(`${OK}a: `, 'b'.repeat(65_536))) },
  'sends a million trailers': {
    kind: 'too-large',
    at: overTcp(floods(`${OK}transfer-encoding: chunked\r\n\r\n0\r\n`, 'a: b\r\n'.repeat(10_000))),
  },
  'sends a status line without end': {
    kind: 'too-large',
    detail: /with its framing/,
    at: overTcp(floods('HTTP/1.1 200 ', 'x'.repeat(65_536))),
  },
  'sends a chunk extension without end': {
    kind: 'too-large',
    detail: /with its framing/,
    at: overTcp(floods(`${OK}transfer-encoding: chunked\r\n\r\n2;a=`, 'x'.repeat(65_536))),
  },
  'sends a status line without end over TLS': {
    kind: 'too-large',
    detail: /with its framing/,
    at: async (t) => {
      const onSecure = floods('HTTP/1.1 200 ', 'x'.repeat(65_536))
      const server = await tlsServer(t, certificate('server'), onSecure)
      return endpoint('hostile', server.url, { tls: { ca: pem('ca.pem') } })
    },
  },
  'redirects to a metadata address': {
    kind: 'redirect',
    detail: /status 302 redirects to 169\.254\.169\.254$/,
    at: overHttp((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/iam' }).end()
    }),
  },
  'redirects to a host that repeats our token': {
    kind: 'redirect',
    at: overHttp((request, response) => {
      const token = String(request.headers.authorization).replace('Bearer ', '')
      response.writeHead(307, { location: `https://${token}.example.com/` }).end()
    }),
  },
  'declares more content than it sends': {
    kind: 'connection-reset',
    at: overTcp(sendsAndEnds(`${JSON_HEAD}content-length: 500\r\n\r\n{}`)),
  },
  'shows an expired certificate': { kind: 'tls-expired', at: overTls('expired') },
  'shows a self-signed certificate': { kind: 'tls-untrusted', at: overTls('self-signed') },
  'shows a certificate of an unknown authority': {
    kind: 'tls-untrusted',
    at: async (t) => endpoint('hostile', ((await overTls('server')(t)) as Endpoint).url),
  },
  'shows a certificate for another name': {
    kind: 'tls-name',
    detail: /DNS:another\.test/,
    at: overTls('wrong-name'),
  },
  'never finishes the TLS handshake': {
    kind: 'timeout',
    hangs: true,
    detail: /TLS handshake/,
    at: async (t) => (await overTcp(afterQuestion(() => hung()))(t)).replace('http:', 'https:'),
  },
  'resets in the TLS handshake': {
    kind: 'connection-reset',
    at: async (t) =>
      (
        await tcpServer(
          t,
          afterQuestion((socket) => socket.resetAndDestroy()),
        )
      ).url.replace('http:', 'https:'),
  },
  'speaks plain HTTP where TLS is expected': {
    kind: 'tls-handshake',
    at: async (t) => (await httpServer(t, wellBehaved)).url.replace('http:', 'https:'),
  },
  'requires a client certificate': {
    kind: 'tls-handshake',
    detail: /client certificate/,
    at: overTls('server', { requestCert: true, rejectUnauthorized: true, ca: pem('ca.pem') }),
  },
  'has a name that resolves to a link-local address': {
    kind: 'address-refused',
    detail: /169\.254\.7\.7 is a link-local address/,
    at: async () => 'http://link-local.test:9',
  },
  'has a name that resolves to a metadata address': {
    kind: 'address-refused',
    detail: /a cloud metadata address/,
    at: async () => 'http://metadata.test:9',
  },
  'has a metadata address as its URL': {
    kind: 'address-refused',
    detail: /a cloud metadata address/,
    at: async () => 'http://169.254.169.254/latest/meta-data/',
  },
  'has a metadata address in other digits as its URL': {
    kind: 'address-refused',
    detail: /a cloud metadata address/,
    at: async () => 'http://0xa9fea9fe/latest/meta-data/',
  },
  'has a private address that is not allowed': {
    kind: 'address-refused',
    detail: /10\.1\.2\.3 is a private address/,
    at: async () => 'http://private.test:9',
  },
  'has a name that does not exist': {
    kind: 'dns',
    detail: /no address/,
    at: async () => 'http://nowhere.test:9',
  },
  'has a name whose servers do not answer': {
    kind: 'dns',
    detail: /within 1\.2 s/,
    hangs: true,
    at: async () => 'http://slow-name.test:9',
  },
  'sends garbage instead of HTTP': {
    kind: 'malformed',
    at: overTcp(sends('\x00\x01\x02SSH-2.0-hello\r\n\r\n')),
  },
  'greets before it is asked': {
    kind: 'malformed',
    at: overTcp((socket) => void socket.write('220 mail ready\r\n')),
  },
  'sends interim answers without end': {
    kind: 'malformed',
    detail: /interim/,
    at: overTcp(floods('', 'HTTP/1.1 103 Early Hints\r\n\r\n')),
  },
  'says 100 Continue to a GET': { kind: 'malformed', at: overTcp(sends('HTTP/1.1 100 Continue\r\n\r\n')) },
  'switches to another protocol': {
    kind: 'malformed',
    at: overTcp(
      sends('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
    ),
  },
  'declares two lengths': {
    kind: 'malformed',
    at: overTcp(sends(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`)),
  },
}

const ADDRESSES: Readonly<Record<string, string>> = {
  'link-local.test': '169.254.7.7',
  'metadata.test': '169.254.169.254',
  'private.test': '10.1.2.3',
  localhost: '127.0.0.1',
}

async function lookup(name: string) {
  if (name === 'slow-name.test') {
    hung()
    return new Promise<never>(() => undefined)
  }
  const address = ADDRESSES[name]
  if (address === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  return [{ address, family: 4 }]
}

/** Called by what never comes to an end, once it hangs. */
let hung = (): void => undefined

describe('a hostile endpoint', { timeout: PATIENCE_MS }, () => {
  const clock = stepClock(START)
  let nodes: BeaconNodes
  let healthy: TestServer
  let rssMax = 0
  let sampling: NodeJS.Timeout

  before(async () => {
    healthy = await httpServer({ after: () => undefined }, wellBehaved)
    sampling = setInterval(() => {
      rssMax = Math.max(rssMax, process.memoryUsage.rss())
    }, 10)
    nodes = beaconHttp({
      clock,
      lateness: NEVER_LATE,
      secrets: { get: async () => SECRET },
      privateAddresses: false,
      loopback: true,
      lookup,
    })
  })
  after(async () => {
    clearInterval(sampling)
    await nodes.close()
    await healthy.close()
  })

  const ask = (to: Endpoint, ms = DEADLINE_MS): Promise<Answer> =>
    nodes.ask(to, QUESTION, { deadlineAt: clock.now() + ms })

  for (const [name, { kind, detail, hangs, at }] of Object.entries(HOSTILE)) {
    test(`that ${name} is ${kind}`, async (t) => {
      const made = await at(t)
      const bare = typeof made === 'string' ? endpoint('hostile', made) : made
      const hostile = { ...bare, headers: { authorization: `Bearer \${secret:token}` } }
      const hanging = new Promise<void>((resolve) => {
        hung = resolve
      })
      const asked = ask(hostile, hangs ? HANGS_MS : DEADLINE_MS)
      const other = await ask(endpoint('healthy', healthy.url))
      if (hangs) {
        await hanging
        await clock.runTo(clock.now() + HANGS_MS)
      }
      const answer = await asked

      assert.equal(answer.kind === 'fault' ? answer.fault.kind : answer, kind)
      assert.ok(answer.kind === 'fault')
      assert.match(answer.fault.detail, detail ?? /^Cannot |repeats a secret/)
      assert.doesNotMatch(answer.fault.detail, new RegExp(`${SECRET}|/eth|meta-data|authorization`, 'i'))
      assert.deepEqual([other.kind, other.kind === 'answer' && other.body], ['answer', WELL])
    })
  }

  test('that sends more than the length it declares gives the declared part, and nothing of the rest', async (t) => {
    const extra = `${JSON_HEAD}content-length: 6\r\n\r\n"fake"`
    const server = await tcpServer(t, sends(`${JSON_HEAD}content-length: 2\r\n\r\n{}${extra}`))
    for (let round = 0; round < 3; round += 1) {
      const answer = await ask(endpoint('overlong', server.url))
      assert.deepEqual([answer.kind, answer.kind === 'answer' && answer.body], ['answer', '{}'])
    }
  })

  test('that speaks HTTP/1.0 is answered', async (t) => {
    const server = await tcpServer(t, sendsAndEnds(`HTTP/1.0 200 OK\r\n\r\n${WELL}`))
    for (let round = 0; round < 2; round += 1) {
      const answer = await ask(endpoint('old', server.url))
      assert.deepEqual([answer.kind, answer.kind === 'answer' && answer.body], ['answer', WELL])
    }
  })

  test('that sends a few early hints first is answered', async (t) => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(3)
    const server = await tcpServer(t, sends(`${hints}${OK}content-length: 2\r\n\r\n{}`))
    const answer = await ask(endpoint('hints', server.url))
    assert.deepEqual([answer.kind, answer.kind === 'answer' && answer.body], ['answer', '{}'])
  })

  for (const url of [
    'http://[::ffff:127.0.0.1]:9',
    'http://[::1]:9',
    'http://127.0.0.1:9',
    'http://localhost:9',
  ]) {
    test(`on this machine (${url}) is refused where loopback is not allowed`, async () => {
      const strict = beaconHttp({
        clock,
        lateness: NEVER_LATE,
        secrets: { get: async () => undefined },
        privateAddresses: true,
        loopback: false,
        lookup,
      })
      const answer = await strict.ask(endpoint('self', url), QUESTION, {
        deadlineAt: clock.now() + DEADLINE_MS,
      })
      await strict.close()
      assert.equal(answer.kind === 'fault' && answer.fault.kind, 'address-refused')
    })
  }

  test('never makes this process hold more than 300 MB', () => {
    assert.ok(rssMax > 0 && rssMax < RSS_MAX_BYTES, `${Math.round(rssMax / 1_048_576)} MB`)
  })
})
