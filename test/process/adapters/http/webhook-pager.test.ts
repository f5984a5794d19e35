/** Laws of the webhook pager: what is taken is told, all else is an error with its reason and without a secret. */
import assert from 'node:assert/strict'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { describe, it, type TestContext } from 'node:test'
import { webhookPager } from '../../../../lib/adapters/http/webhook-pager.ts'
import type { Message } from '../../../../lib/domain/notices/notice.ts'
import type { WebhookSettings } from '../../../../lib/domain/settings/sections/webhook-settings.ts'
import type { Clock, Secrets } from '../../../../lib/ports.ts'
import { messageOf, noticeOf } from '../../../kit/messages.ts'
import { stepClock } from '../../../kit/step-clock.ts'
import { certificate, httpServer, httpsServer, tcpServer } from './test-servers.ts'

const START = 1_800_000_000_000
const DEADLINE_MS = 500
const KEY = 'r0ut1ngk3yr0ut1ngk3yr0ut1ngk3y32'
const PATH = '/services/T0/B0/s3cr3tp4th'

interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
}

/** Answers every request as told, and remembers it. */
async function hook(t: TestContext, answer: (response: ServerResponse, count: number) => void) {
  const got: Got[] = []
  const server = await httpServer(t, async (request, response) => {
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece
    const { method = '', url = '', headers } = request
    got.push({ method, url, headers, body: JSON.parse(text) as Got['body'] })
    answer(response, got.length)
  })
  return { ...server, got }
}

function answering(status: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, headers).end('{}')
  }
}

interface Parts {
  readonly webhook: WebhookSettings
  readonly secrets?: Readonly<Record<string, string>>
  readonly privateAddresses?: boolean
  readonly loopback?: boolean
  readonly deadlineMs?: number
  readonly address?: string
  /** Stands still unless it is moved. */
  readonly clock?: Clock
}

function pagerFor({ webhook, secrets = {}, address, clock = stepClock(START), ...parts }: Parts) {
  const store: Secrets = {
    get: async (name) => secrets[name],
    placeOf: (name) => `parameter /watchfire/main/${name} in eu-central-1`,
  }
  return webhookPager({
    settings: {
      name: 'main',
      runbook: 'https://runbook.example.com',
      contacts: [{ id: 'ann', smsLink: true, webhook }],
      privateAddresses: parts.privateAddresses ?? false,
    },
    secrets: store,
    clock,
    loopback: parts.loopback ?? true,
    ...(parts.deadlineMs === undefined ? {} : { deadlineMs: parts.deadlineMs }),
    ...(address === undefined ? {} : { lookup: async () => [{ address, family: 4 }] }),
  })
}

async function refusal(parts: Parts, message: Message = messageOf()): Promise<string> {
  const { untaken = [] } = await pagerFor(parts).send(message)
  const reasons = new Set(untaken.map(({ because }) => because))
  assert.doesNotMatch(JSON.stringify([...reasons]), /r0ut1ng|s3cr3t|\/services/)
  assert.equal(reasons.size, 1)
  return [...reasons][0]!
}

describe('a JSON webhook', () => {
  it('is posted the message, versioned and with instants that people can read', async (t) => {
    const server = await hook(t, answering(204))
    const webhook = { kind: 'json', url: `${server.url}/hooks/\${secret:path}` } as const
    const message = messageOf()
    const receipt = await pagerFor({ webhook, secrets: { path: 'p4th' } }).send(message)
    assert.deepEqual(receipt, { messageId: 'k7qx2-critical-1', channel: 'webhook json' })
    const [{ method, url, headers, body }] = server.got as [Got]
    assert.deepEqual([method, url, headers['content-type']], ['POST', '/hooks/p4th', 'application/json'])
    const at = '2026-11-22T12:00:00.000Z'
    assert.deepEqual(body, {
      version: 1,
      ...message,
      at,
      notices: [{ ...noticeOf(), at, sms: 'CRITICAL 2 chains' }],
    })
  })

  for (const reason of ['close', 'resolve'] as const)
    it(`hears ${reason}`, async (t) => {
      const server = await hook(t, answering(200))
      await pagerFor({ webhook: { kind: 'json', url: server.url } }).send(messageOf([noticeOf({ reason })]))
      assert.equal(server.got.length, 1)
    })

  it('has taken the message once its status says so, whatever becomes of the body', async (t) => {
    const endless = await httpServer(t, (_request, response) => {
      response.writeHead(200)
      const pour = (): void => {
        if (response.write('x'.repeat(65_536))) setImmediate(pour)
        else response.once('drain', pour)
      }
      pour()
    })
    const { promise: dribbles, resolve } = Promise.withResolvers<void>()
    const dribbling = await httpServer(t, (_request, response) => {
      response.writeHead(200)
      let drops = 0
      const timer = setInterval(() => {
        response.write('x')
        drops += 1
        if (drops === 10) resolve()
      }, 20)
      response.on('close', () => clearInterval(timer))
    })
    const brokenOff = await httpServer(t, (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x')
      setImmediate(() => response.destroy())
    })
    for (const { url } of [endless, dribbling, brokenOff]) {
      const clock = stepClock(START)
      const parts = { webhook: { kind: 'json', url } as const, deadlineMs: DEADLINE_MS, clock }
      const sent = pagerFor(parts).send(messageOf())
      if (url === dribbling.url) {
        await dribbles
        await clock.runTo(START + DEADLINE_MS)
      }
      assert.equal((await sent).channel, 'webhook json')
    }
  })
})

describe('a Slack webhook', () => {
  const webhook = { kind: 'slack', url: '${secret:slack}' } as const

  it('is posted text and blocks', async (t) => {
    const server = await hook(t, answering(200))
    const { channel } = await pagerFor({ webhook, secrets: { slack: server.url + PATH } }).send(messageOf())
    assert.equal(channel, 'webhook slack')
    assert.equal(server.got[0]!.url, PATH)
    assert.deepEqual(Object.keys(server.got[0]!.body), ['text', 'blocks'])
  })

  it('is not called for what it does not hear', async () => {
    const { channel } = await pagerFor({ webhook }).send(messageOf([noticeOf({ reason: 'resolve' })]))
    assert.equal(channel, 'webhook slack (nothing to say)')
  })
})

describe('PagerDuty', () => {
  const webhookAt = (url: string) => ({ kind: 'pagerduty', routingKey: '${secret:pd}', url }) as const
  const secrets = { pd: KEY, other: 's3cr3t' }

  it('gets one event a notice, each with the routing key', async (t) => {
    const server = await hook(t, answering(202))
    const notices = Array.from({ length: 9 }, (_, place) => noticeOf({ subject: `node:${place}` }))
    const pager = pagerFor({ webhook: webhookAt(server.url), secrets })
    const receipt = await pager.send(messageOf(notices))
    assert.deepEqual(receipt, { messageId: 'k7qx2-critical-1+8', channel: 'webhook pagerduty' })
    assert.deepEqual([...new Set(server.got.map(({ url }) => url))], ['/v2/enqueue'])
    assert.ok(server.got.every(({ body }) => body.routing_key === KEY && body.event_action === 'trigger'))
    assert.equal(new Set(server.got.map(({ body }) => body.dedup_key)).size, 9)
  })

  it('keeps the path that the settings give', async (t) => {
    const server = await hook(t, answering(202))
    await pagerFor({ webhook: webhookAt(`${server.url}/x/y`), secrets }).send(messageOf())
    assert.equal(server.got[0]!.url, '/x/y')
  })

  it('is not called when only the end is to be told, not even for its key', async () => {
    const pager = pagerFor({ webhook: webhookAt('http://127.0.0.1:9') })
    const { channel } = await pager.send(messageOf([noticeOf({ reason: 'close' })]))
    assert.equal(channel, 'webhook pagerduty (nothing to say)')
  })

  const nine = () =>
    messageOf(Array.from({ length: 9 }, (_, place) => noticeOf({ subject: `node:${place}` })))

  it('S7: has not taken what it refuses, and is sent the others all the same', async (t) => {
    const server = await hook(t, (response, count) => answering(count === 6 ? 400 : 202)(response))
    const message = nine()
    const { untaken = [], ...receipt } = await pagerFor({ webhook: webhookAt(server.url), secrets }).send(
      message,
    )
    assert.deepEqual(
      untaken.map(({ because, outcome }) => [because, outcome]),
      [['it answered HTTP 400, expected 202', 'refused']],
    )
    assert.deepEqual(receipt, { messageId: 'k7qx2-critical-1+7', channel: 'webhook pagerduty' })
    assert.equal(server.got.length, 9)
  })

  it('S7: is left alone for as long as its Retry-After says, within bounds, and by the next message too', async (t) => {
    const server = await hook(t, answering(429, { 'retry-after': '86400' }))
    const clock = stepClock(START)
    const pager = pagerFor({ webhook: webhookAt(server.url), secrets, clock })
    const { untaken = [] } = await pager.send(nine())
    assert.deepEqual(
      [...new Set(untaken.map(({ because, outcome }) => `${outcome}: ${because}`))],
      ['put-off: it asked to be left alone until 08:02:00Z'],
    )
    await clock.runTo(START + 99_000)
    await pager.send(nine())
    assert.equal(server.got.length, 4)
    await clock.runTo(START + 120_000)
    await pager.send(nine())
    assert.equal(server.got.length, 8)
  })

  it('S7: is tried in the order that is asked for', async (t) => {
    const server = await hook(t, answering(202))
    const message = nine()
    await pagerFor({ webhook: webhookAt(server.url), secrets }).send(message, message.notices.toReversed())
    const first = server.got.slice(0, 4).map(({ body }) => (body.payload as { source: string }).source)
    assert.deepEqual(first.sort(), ['node:5', 'node:6', 'node:7', 'node:8'])
  })

  it('answers 202, and what answers 200 is something else', async (t) => {
    const server = await hook(t, answering(200))
    assert.equal(
      await refusal({ webhook: webhookAt(server.url), secrets }),
      'it answered HTTP 200, expected 202',
    )
  })

  it('is never sent a secret that a node asks for', async (t) => {
    const server = await hook(t, answering(202))
    const notice = noticeOf({ title: 'v1 ${secret:other} ${secret:pd}' })
    await pagerFor({ webhook: webhookAt(server.url), secrets }).send(messageOf([notice]))
    const { payload } = server.got[0]!.body as { payload: { summary: string } }
    assert.equal(payload.summary, notice.title)
  })
})

describe('a webhook that does not take it', () => {
  const webhook = { kind: 'slack', url: '${secret:slack}' } as const
  const to = (url: string) => ({ webhook, secrets: { slack: url + PATH }, deadlineMs: DEADLINE_MS })

  const STATUSES = [
    [500, / \(it failed inside\)/],
    [503, / \(it failed inside\)/],
    [404, /^it answered HTTP 404, expected 200 to 299$/],
    [410, /410/],
  ] as const
  for (const [status, words] of STATUSES)
    it(`answers ${status}`, async (t) => {
      const server = await hook(t, answering(status))
      assert.match(await refusal(to(server.url)), words)
      assert.equal(server.got.length, 1)
    })

  for (const status of [301, 302, 307, 308])
    it(`redirects with ${status}, and nobody goes there`, async (t) => {
      const elsewhere = await hook(t, answering(200))
      const server = await hook(t, answering(status, { location: `${elsewhere.url}/${PATH}` }))
      assert.match(
        await refusal(to(server.url)),
        new RegExp(`^it answered HTTP ${status} \\(a redirect, which is not followed\\)`),
      )
      assert.equal(elsewhere.connections(), 0)
    })

  /** Time moves to the deadline once it hangs. */
  const refusalOnce = async (hanging: Promise<unknown>, url: string) => {
    const clock = stepClock(START)
    const refused = refusal({ ...to(url), clock })
    await hanging
    await clock.runTo(START + DEADLINE_MS)
    return await refused
  }

  it('hangs', async (t) => {
    const { promise: heard, resolve } = Promise.withResolvers<void>()
    const server = await hook(t, () => resolve())
    assert.equal(
      await refusalOnce(heard, server.url),
      'Cannot get an answer from (hidden) within 0.5 s: it took the question and sent nothing back',
    )
  })

  it('takes the connection and never says a word of HTTP', async (t) => {
    const { promise: heard, resolve } = Promise.withResolvers<void>()
    const server = await tcpServer(t, (socket) => void socket.once('data', () => resolve()))
    assert.match(await refusalOnce(heard, server.url), /within 0\.5 s/)
  })

  it('hangs up', async (t) => {
    const server = await tcpServer(t, (socket) => socket.destroy())
    assert.match(
      await refusal(to(server.url)),
      /^Cannot get an answer from \(hidden\): it closed the connection without an answer/,
    )
  })

  it('sends interim answers without end', async (t) => {
    const server = await tcpServer(t, (socket) => {
      const again = (): void => {
        if (!socket.destroyed) socket.write('HTTP/1.1 103 Early Hints\r\n\r\n', () => setTimeout(again, 5))
      }
      socket.once('data', again)
    })
    assert.equal(
      await refusal(to(server.url)),
      'Cannot read the answer of (hidden): it sends interim answers without end',
    )
  })

  it('sends a status line without end', async (t) => {
    const server = await tcpServer(t, (socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      }
      socket.on('drain', pour)
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 ')
        pour()
      })
    })
    assert.match(await refusal({ ...to(server.url), deadlineMs: 10_000 }), /bytes with its framing$/)
  })

  it('has a certificate that nobody trusts', async (t) => {
    const server = await httpsServer(t, certificate('server'), (_request, response) => response.end())
    assert.match(await refusal(to(server.url)), /^Cannot start TLS with \(hidden\): its certificate is /)
  })

  it('is not there', async (t) => {
    const server = await hook(t, answering(200))
    await server.close()
    assert.match(await refusal(to(server.url)), /^Cannot connect to \(hidden\): it refused the connection$/)
  })
})

describe('a secret of a webhook', () => {
  const slack = { kind: 'slack', url: '${secret:slack}' } as const

  it('that is missing is said with the place where it belongs', async () => {
    const expected = 'is missing, expected it in parameter /watchfire/main'
    assert.equal(await refusal({ webhook: slack }), `the secret slack ${expected}/slack in eu-central-1`)
    const webhook = { kind: 'pagerduty', routingKey: '${secret:pd}' } as const
    assert.equal(await refusal({ webhook }), `the secret pd ${expected}/pd in eu-central-1`)
  })

  it('that makes no URL is not shown', async () => {
    for (const slackUrl of ['s3cr3t', 'ftp://s3cr3t.example.com', 'http://[s3cr3t'])
      assert.equal(
        await refusal({ webhook: slack, secrets: { slack: slackUrl } }),
        'its URL, with its secrets, is no http(s) URL',
      )
  })
})

describe('an address', () => {
  const webhook = { kind: 'json', url: 'http://hook.example.com/x' } as const
  const REFUSED = [
    ['10.0.0.1', 'a private address, which the settings do not allow'],
    ['127.0.0.1', "this machine's own address"],
    ['169.254.169.254', 'a cloud metadata address'],
  ] as const
  for (const [address, says] of REFUSED)
    it(`${address} is not called`, async () => {
      assert.equal(
        await refusal({ webhook, address, loopback: false }),
        `Cannot connect to hook.example.com: ${address} is ${says}`,
      )
    })

  it('of the cloud’s own metadata is not called even if the settings allow private ones', async () => {
    const parts = { webhook, address: '169.254.169.254', loopback: false, privateAddresses: true }
    assert.match(await refusal(parts), /is a cloud metadata address$/)
  })
})

it('a contact without a webhook is told of nothing by one', async () => {
  const pager = pagerFor({ webhook: { kind: 'json', url: 'http://127.0.0.1:9' } })
  await assert.rejects(
    pager.send(messageOf([noticeOf({ contact: 'bob' })])),
    /^Error: Cannot tell bob by its webhook: the settings give this contact none$/,
  )
})
