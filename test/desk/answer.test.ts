/** Laws of the desk: it tells how things stand, shows what a link is about, and changes only what a button asks for. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { answerDesk, FORM_BYTES_MAX } from '../../lib/desk/answer.ts'
import type { LinkedIncident, LinkState } from '../../lib/domain/incidents/link-state.ts'
import type { Subject } from '../../lib/domain/kinds/subject.ts'
import { acknowledgements } from '../../lib/domain/people/acknowledged.ts'
import type { DeskRequest } from '../../lib/work/desk-exchange.ts'
import type { DeskStatus, DeskWork } from '../../lib/work/desk-work.ts'
import { aDeed, aPlace, aView } from '../contract/nouns.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'

const MINUTE = 60_000
const settings = fleetSettings()
const now = NOON + 10 * MINUTE
const dark = aView({
  vantage: 'eu',
  id: 'AAAAA',
  kind: 'data-center-dark',
  subject: 'data-center:fra1',
  severity: 'critical',
  since: NOON + MINUTE,
  asOf: now,
})
const down = aView({
  vantage: 'eu',
  id: 'BBBBB',
  subject: 'node:fra1-a',
  since: NOON + MINUTE,
  asOf: now,
  explainedBy: 'data-center-dark data-center:fra1',
})
const about = { kind: dark.kind, subject: dark.subject, incident: dark.id }
const status: DeskStatus = {
  deeds: [
    aDeed({ ...about, id: 'd-1', who: 'oncall-a', at: now - MINUTE, until: now + MINUTE }),
    aDeed({ ...about, id: 'd-2', who: 'long ago', at: NOON, until: now + MINUTE }),
    {
      id: 'm-1',
      what: 'mute',
      scope: 'node:fra1-b',
      who: 'ann',
      at: NOON,
      until: now + MINUTE,
      reason: 'new disk',
    },
  ],
  now,
  settings,
  settingsHash: 'ab12',
  places: [
    aPlace({ vantage: 'eu' }),
    aPlace({ vantage: 'us', settingsHash: 'cd34' }),
    aPlace({ vantage: 'long gone', settingsHash: 'cd34' }),
  ],
  freshMs: 210_000,
  looks: [
    lookOf(settings, { vantage: 'eu', at: now - 20_000 }),
    lookOf(settings, { vantage: 'us', at: NOON }),
  ],
  views: [
    dark,
    { ...dark, vantage: 'us', asOf: NOON },
    down,
    aView({ vantage: 'eu', subject: 'node:x', phase: 'closed' }),
  ],
}

const get = (over: DeskRequest = {}): DeskRequest => ({
  rawPath: '/',
  requestContext: { http: { method: 'GET' } },
  ...over,
})
/** Nothing may be asked of it but what the test says. */
const deskWith = (work: Partial<DeskWork>): DeskWork => ({
  clock: { now: () => now },
  settings,
  status: () => assert.fail('read'),
  see: () => assert.fail('seen'),
  acknowledge: () => assert.fail('acknowledged'),
  failed: () => assert.fail('failed'),
  ...work,
})
const read = deskWith({ status: async () => status })

describe('the desk', () => {
  it('tells people what is open, with what it explains, and who watches', async () => {
    const { statusCode, headers, body } = await answerDesk(get(), read)
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(
      body,
      `Watchfire at 2026-11-22 12:10:00Z

AAAAA critical data-center-dark data-center:fra1, open, for 9 min since 2026-11-22 12:01:00Z
  Data centre fra1: none of its 1 node can be reached.
  acknowledged by oncall-a until 2026-11-22 12:11:00Z
  explains BBBBB warning node-down node:fra1-a, open, for 9 min since 2026-11-22 12:01:00Z

muted: node:fra1-b until 2026-11-22 12:11:00Z by ann, new disk

eu looked 20 s ago
us is silent: it looked 10 min ago; it runs other settings
ap has not looked yet
`,
    )
  })

  it('says so when nothing is open', async () => {
    const { body } = await answerDesk(get(), deskWith({ status: async () => ({ ...status, views: [] }) }))
    assert.match(body, /^No incident is open\.$/m)
  })

  for (const [how, request] of Object.entries({
    'by Accept': get({ headers: { accept: 'application/json, */*' } }),
    'by ?format=json': get({ queryStringParameters: { format: 'json' } }),
  }))
    it(`tells machines the same in JSON, asked ${how}`, async () => {
      const { headers, body } = await answerDesk(request, read)
      assert.equal(headers['content-type'], 'application/json')
      const status = JSON.parse(body)
      assert.equal(status.at, '2026-11-22T12:10:00.000Z')
      assert.deepEqual(
        status.vantages.map((each: Record<string, string>) => `${each.name} ${each.state} ${each.settings}`),
        ['eu fresh same', 'us silent other', 'ap never-looked unknown'],
      )
      const [incident, ...others] = status.incidents
      assert.deepEqual(
        [incident.id, incident.heldBy, incident.explains[0].id, others],
        ['AAAAA', 1, 'BBBBB', []],
      )
    })

  it('shows text where the query says so, whatever a browser accepts', async () => {
    const request = get({
      headers: { accept: 'application/json' },
      queryStringParameters: { format: 'text' },
    })
    assert.equal((await answerDesk(request, read)).headers['content-type'], 'text/plain; charset=utf-8')
  })

  for (const [law, request, status] of [
    ['there is no other page', get({ rawPath: '/favicon.ico' }), 404],
    ['it takes nothing', get({ requestContext: { http: { method: 'POST' } } }), 405],
    ['a request without a path finds nothing', {}, 404],
  ] as const)
    it(`${law}, and the table is not read for it`, async () => {
      const answer = await answerDesk(request, deskWith({}))
      assert.equal(answer.statusCode, status)
      assert.equal(answer.headers.allow, status === 405 ? 'GET' : undefined)
    })

  it('says that another Region may know when the table does not answer', async () => {
    const failed: unknown[] = []
    const work = {
      status: () => Promise.reject(new Error('gone')),
      failed: (error: unknown) => failed.push(error),
    }
    const { statusCode, body } = await answerDesk(get(), deskWith(work))
    assert.deepEqual([statusCode, failed.length], [503, 1])
    assert.match(body, /ask the desk of another Region/)
  })
})

const incident: LinkedIncident = {
  id: 'AAAAA',
  kind: 'data-center-dark',
  subject: 'data-center:fra1',
  since: NOON + MINUTE,
  view: dark,
}
const OPEN: LinkState = { kind: 'open', incident, who: 'oncall-a', ackMs: 30 * MINUTE, standing: [] }
const DONE: LinkState = {
  kind: 'acknowledged',
  incident,
  who: 'oncall-a',
  until: now + 30 * MINUTE,
  when: 'now',
}
const link = (method: string, over: DeskRequest = {}): DeskRequest => ({
  rawPath: '/a/TOKEN',
  requestContext: { http: { method } },
  ...over,
})
const seeing = (state: LinkState) => deskWith({ see: async () => state })
const pageOf = async (state: LinkState) => (await answerDesk(link('GET'), seeing(state))).body
/** The words between the tags. */
const wordsOf = (body: string): string =>
  body
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe('the page of a link', () => {
  it('shows what, how bad, since when and how long, and one button', async () => {
    const words = wordsOf(await pageOf(OPEN))
    assert.match(
      words,
      /^CRITICAL data-center-dark Data cent(er|re) fra1 \(Hetzner\) is dark: all \d nodes? down /,
    )
    assert.match(words, / For 9 min, since 2026-11-22 12:01:00Z Acknowledge /)
    assert.match(
      words,
      /As oncall-a, until 12:40:00Z \(30 min\)\. If it is still open then, people are told again\./,
    )
    assert.match(
      words,
      /What is seen Data centre fra1: none of its 1 node can be reached\. Incident AAAAA data-center-dark data-center:fra1/,
    )
    assert.equal((await pageOf(OPEN)).match(/<button/g)?.length, 1)
  })

  it('says who else has it', async () => {
    const standing = acknowledgements(
      ['oncall-b', 'oncall-c'].map((who) => aDeed({ who, until: now + MINUTE })),
    )
    assert.match(wordsOf(await pageOf({ ...OPEN, standing })), /Acknowledged by oncall-b until 12:11:00Z/)
  })

  for (const [what, state, words, buttons] of [
    ['that it was done', DONE, /^ACKNOWLEDGED oncall-a has it until 12:40:00Z /, 0],
    [
      'that it was done before',
      { ...DONE, when: 'before' },
      /^ALREADY ACKNOWLEDGED oncall-a has it until 12:40/,
      0,
    ],
    [
      'that it is over',
      { kind: 'over', incident, endedAt: NOON },
      /^OVER It is over, since 2026-11-22 12:00:00Z /,
      0,
    ],
    ['that the link does not work', { kind: 'refused' }, /^NOT ACKNOWLEDGED This link does not work /, 0],
    [
      'a drill',
      { ...OPEN, incident: { ...incident, kind: 'drill', subject: 'contact:oncall-a', view: null } },
      /^DRILL This is a drill: nothing is wrong .* Acknowledge /,
      1,
    ],
    [
      'what only a record tells of',
      { ...OPEN, incident: { ...incident, view: null } },
      /^data-center-dark /,
      1,
    ],
  ] as const)
    it(`says ${what}`, async () => {
      const body = await pageOf(state)
      assert.match(wordsOf(body), words)
      assert.equal(body.match(/<button/g)?.length ?? 0, buttons)
    })

  it('shows what nodes and settings say as text, whatever it is', async () => {
    const hostile = `"><script>alert(1)</script>&amp;'\u202e`
    const subject: Subject = `node:${hostile}`
    const view = { ...dark, subject }
    const standing = acknowledgements([aDeed({ who: hostile, until: now + MINUTE })])
    const body = await pageOf({
      ...OPEN,
      who: hostile,
      standing,
      incident: { ...incident, view, subject },
    })
    assert.doesNotMatch(body, /<script|alert\(1\)<\/script/)
    assert.match(body, /&#60;script&#62;/)
  })

  it('needs no script and nothing from elsewhere, is kept nowhere, found by nobody, and told to nobody', async () => {
    const { headers, body } = await answerDesk(link('GET'), seeing(OPEN))
    const style = /<style>([\s\S]*?)<\/style>/.exec(body)![1]!
    const hash = createHash('sha256').update(style).digest('base64')
    assert.deepEqual(headers, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
    })
    assert.doesNotMatch(body, /<script|<link|<img|@import|url\(|\son\w+=|\sstyle=/i)
    assert.match(body, /<form method="post"><button>/)
  })
})

describe('a link', () => {
  it('is only shown by GET and HEAD, and acted upon by POST', async () => {
    const asked: string[] = []
    const desk = deskWith({
      see: async (token) => {
        asked.push(`see ${token}`)
        return OPEN
      },
      acknowledge: async (token) => {
        asked.push(`acknowledge ${token}`)
        return DONE
      },
    })
    for (const method of ['GET', 'HEAD', 'POST'])
      assert.equal((await answerDesk(link(method), desk)).statusCode, 200)
    assert.deepEqual(asked, ['see TOKEN', 'see TOKEN', 'acknowledge TOKEN'])
    assert.equal((await answerDesk(link('HEAD'), desk)).body, '')
  })

  for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'post', ''])
    it(`by ${method || 'no method'} does and reads nothing`, async () => {
      const { statusCode, headers } = await answerDesk(link(method), deskWith({}))
      assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD, POST'])
    })

  it('that is bad gets the same answer to the last byte, shown or pressed', async () => {
    const refused = deskWith({
      see: async () => ({ kind: 'refused' }),
      acknowledge: async () => ({ kind: 'refused' }),
    })
    const answers = await Promise.all(
      ['GET', 'POST'].flatMap((method) =>
        ['', 'x', '../..', 'a/b', '%00'].map((token) =>
          answerDesk(link(method, { rawPath: `/a/${token}` }), refused),
        ),
      ),
    )
    assert.equal(answers[0]!.statusCode, 403)
    for (const answer of answers) assert.deepEqual(answer, answers[0])
  })

  const BODIES: readonly (readonly [what: string, over: DeskRequest, ackMs: number | undefined])[] = [
    ['no body', {}, undefined],
    ['an empty form', { body: '' }, undefined],
    ['a duration', { body: 'for=45m' }, 45 * MINUTE],
    ['a duration in base64', { body: btoa('for=45m'), isBase64Encoded: true }, 45 * MINUTE],
    ['no duration', { body: 'for=ever' }, undefined],
    ['a duration of nothing', { body: 'for=0s' }, undefined],
    ['other fields', { body: 'who=root&until=9e99' }, undefined],
    ['no form', { body: '{"for":"45m"}\0' }, undefined],
    ['a form as long as may be', { body: `for=45m&x=${'y'.repeat(FORM_BYTES_MAX - 10)}` }, 45 * MINUTE],
  ]
  for (const [what, over, expected] of BODIES)
    it(`takes of its form a duration and nothing else: ${what}`, async () => {
      const desk = deskWith({
        acknowledge: async (token, ackMs) => {
          assert.deepEqual([token, ackMs], ['TOKEN', expected])
          return DONE
        },
      })
      assert.equal((await answerDesk(link('POST', over), desk)).statusCode, 200)
    })

  for (const isBase64Encoded of [false, true])
    it(`with a megabyte of form is refused unread${isBase64Encoded ? ', in base64 too' : ''}`, async () => {
      const over = { body: 'x'.repeat(1_000_000), isBase64Encoded }
      assert.equal((await answerDesk(link('POST', over), deskWith({}))).statusCode, 413)
    })

  for (const method of ['GET', 'POST'])
    it(`tells by ${method} what else to do when no replica answers`, async () => {
      const failed: unknown[] = []
      const gone = () => Promise.reject(new Error('gone'))
      const desk = deskWith({ see: gone, acknowledge: gone, failed: (error) => failed.push(error) })
      const { statusCode, body } = await answerDesk(link(method), desk)
      assert.deepEqual([statusCode, failed.length], [503, 1])
      assert.match(wordsOf(body), /^NOT KNOWN TO BE ACKNOWLEDGED .* Use the other link in the message,/)
    })
})
