/** Laws of the desk's server: for this machine alone, with a limit on everything that is sent to it. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type DeskServer, openDeskServer } from '../../../../lib/adapters/http/desk-server.ts'
import type { DeskRequest } from '../../../../lib/work/desk-exchange.ts'
import { PATIENCE_MS } from '../../../kit/patience.ts'

const BODY_BYTES_MAX = 1_000
const silent = { info: () => undefined, warn: () => undefined }

describe('the desk server', { timeout: PATIENCE_MS }, () => {
  let asked: DeskRequest[]
  let server: DeskServer
  const serving = {
    port: 0,
    bodyBytesMax: BODY_BYTES_MAX,
    tooLong: () => ({ statusCode: 413, headers: {}, body: 'too long' }),
    log: silent,
    answer: async (request: DeskRequest) => {
      asked.push(request)
      if (request.rawPath === '/breaks') throw new Error('broken')
      return { statusCode: 200, headers: { 'x-own': 'yes' }, body: 'well' }
    },
  }
  beforeEach(async () => {
    asked = []
    const opened = await openDeskServer(serving)
    assert.ok(opened.ok)
    server = opened.value
  })
  afterEach(() => server.close())

  it('listens on 127.0.0.1 and nowhere else', async () => {
    const { hostname, port } = new URL(server.url)
    assert.equal(hostname, '127.0.0.1')
    for (const host of ['127.0.0.2', '::1']) await assert.rejects(socketTo(host, Number(port)), host)
  })

  it('hands on method, path, query and body, and gives back status, headers and text', async () => {
    const response = await fetch(`${server.url}/a/T?format=json`, { method: 'POST', body: 'for=1h' })
    assert.deepEqual(
      [response.status, response.headers.get('x-own'), await response.text()],
      [200, 'yes', 'well'],
    )
    const [request] = asked
    assert.deepEqual(
      [request!.requestContext, request!.rawPath, request!.queryStringParameters, request!.body],
      [{ http: { method: 'POST' } }, '/a/T', { format: 'json' }, 'for=1h'],
    )
  })

  it('refuses a megabyte of form by its length, before any of it is sent', async () => {
    const { port } = new URL(server.url)
    const socket = await socketTo('127.0.0.1', Number(port))
    socket.write(`POST /a/T HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-length: 1000000\r\n\r\n`)
    assert.match(await textOf(socket), /^HTTP\/1\.1 413 /)
    assert.deepEqual(asked, [])
  })

  it('refuses a form without a length as soon as too much of it came', async () => {
    const { port } = new URL(server.url)
    const socket = await socketTo('127.0.0.1', Number(port))
    socket.write(`POST /a/T HTTP/1.1\r\nhost: localhost:${port}\r\ntransfer-encoding: chunked\r\n\r\n`)
    socket.write(`${(BODY_BYTES_MAX + 1).toString(16)}\r\n${'x'.repeat(BODY_BYTES_MAX + 1)}\r\n`)
    assert.match(await textOf(socket), /^HTTP\/1\.1 413 [\s\S]*connection: close/i)
    assert.deepEqual(asked, [])
  })

  /** What comes back for a request of these lines, from its status on. */
  async function answerTo(first: string, ...headers: readonly string[]): Promise<string> {
    const socket = await socketTo('127.0.0.1', Number(new URL(server.url).port))
    socket.write(`${[first, ...headers, 'connection: close'].join('\r\n')}\r\n\r\n`)
    return (await textOf(socket)).replace(/^HTTP\/1\.1 /, '')
  }
  const portHere = () => Number(new URL(server.url).port)
  const hasNoBody = (answer: string) => answer.endsWith('\r\n\r\n')

  it('answers to the names of this machine with its own port', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]'])
      assert.match(await answerTo('GET / HTTP/1.1', `host: ${host}:${portHere()}`), /^200 /, host)
  })

  it('gives nothing to any other name, as a page from elsewhere would use', async () => {
    const port = portHere()
    const hosts = [
      ...['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, `localhost.:${port}`],
      ...['', '127.0.0.1', 'localhost', `127.0.0.1:${port + 1}`, `127.0.0.2:${port}`, `0.0.0.0:${port}`],
      ...[`localhost:${port}@evil.example`, `[::ffff:127.0.0.1]:${port}`, `127.0.0.1:0${port}`],
    ]
    for (const host of hosts) {
      const answer = await answerTo('GET / HTTP/1.1', `host: ${host}`)
      assert.match(answer, /^421 /, host)
      assert.ok(hasNoBody(answer), host)
    }
    assert.match(await answerTo('GET / HTTP/1.0'), /^421 /)
    assert.match(await answerTo('GET / HTTP/1.1', `host: 127.0.0.1:${port}`, 'host: evil.example'), /^4\d\d /)
    assert.match(await answerTo('GET http://evil.example/ HTTP/1.1', `host: 127.0.0.1:${port}`), /^421 /)
    assert.deepEqual(asked, [])
  })

  it('gives nothing to a page of any other origin', async () => {
    const host = `localhost:${portHere()}`
    const origins = [
      ...[
        'http://evil.example',
        'null',
        `https://${host}`,
        `http://localhost:${portHere() + 1}`,
        'http://localhost',
      ],
      ...[
        `http://127.0.0.1:${portHere()}`,
        `http://${host}.evil.example`,
        `http://${host}, http://evil.example`,
      ],
    ]
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS'])
      for (const origin of origins) {
        const answer = await answerTo(`${method} / HTTP/1.1`, `host: ${host}`, `origin: ${origin}`)
        assert.match(answer, /^403 /, origin)
        assert.ok(hasNoBody(answer) && !/access-control/i.test(answer), origin)
      }
    assert.deepEqual(asked, [])
    assert.match(await answerTo('POST / HTTP/1.1', `host: ${host}`, `origin: http://${host}`), /^200 /)
  })

  it('does for another site what a visit needs: a page is shown, and nothing is done', async () => {
    const request = (method: string, site: string, mode: string, dest = 'document') =>
      answerTo(
        `${method} / HTTP/1.1`,
        `host: localhost:${portHere()}`,
        ...[`sec-fetch-site: ${site}`, `sec-fetch-mode: ${mode}`, `sec-fetch-dest: ${dest}`],
      )
    for (const site of ['cross-site', 'same-site', 'of a kind to come']) {
      assert.match(await request('POST', site, 'navigate'), /^403 /, site)
      assert.match(await request('GET', site, 'no-cors', 'image'), /^403 /, site)
      assert.match(await request('GET', site, 'navigate', 'iframe'), /^403 /, site)
    }
    assert.deepEqual(asked, [])
    assert.match(await request('GET', 'cross-site', 'navigate'), /^200 /)
    for (const site of ['same-origin', 'none'])
      assert.match(await request('POST', site, 'navigate'), /^200 /, site)
  })

  it('refuses headers without end', async () => {
    const { port } = new URL(server.url)
    const socket = await socketTo('127.0.0.1', Number(port))
    socket.write(`GET / HTTP/1.1\r\nhost: localhost:${port}\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)
    assert.match(await textOf(socket), /^HTTP\/1\.1 431 /)
  })

  it('hangs up on an answer that breaks, and answers the next', async () => {
    await assert.rejects(fetch(`${server.url}/breaks`))
    assert.equal((await fetch(server.url)).status, 200)
  })

  it('says that a port is taken', async () => {
    const port = Number(new URL(server.url).port)
    const second = await openDeskServer({ ...serving, port })
    assert.ok(!second.ok)
    assert.equal(second.error.isTaken, true)
    assert.match(
      second.error.problem,
      new RegExp(`^port ${port} of 127\\.0\\.0\\.1 cannot be used: .*EADDRINUSE`),
    )
  })

  it('ends at once, whoever holds a connection open', async () => {
    const { port } = new URL(server.url)
    const socket = await socketTo('127.0.0.1', Number(port))
    const ended = textOf(socket)
    await server.close()
    assert.equal(await ended, '')
  })
})

function socketTo(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** All that comes until the other end hangs up, in whatever way. */
function textOf(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  return new Promise((resolve) => socket.on('close', () => resolve(text)))
}
