/** Laws of the desk: it tells how things stand, to people in text and to machines in JSON, and changes nothing. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerDesk, type DeskRequest } from '../../lib/desk/answer.ts'
import type { Standing } from '../../lib/work/read-standing.ts'
import { aPlace, aView } from '../contract/nouns.ts'
import { fleetSettings, lookOf, NOON } from '../domain/fleet.ts'

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
const standing: Standing = {
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
    aView({ vantage: 'eu', subject: 'x', phase: 'closed' }),
  ],
}

const get = (over: DeskRequest = {}): DeskRequest => ({
  rawPath: '/',
  requestContext: { http: { method: 'GET' } },
  ...over,
})
const read = async () => standing

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
  It refuses connections.
  explains BBBBB warning node-down node:fra1-a, open, for 9 min since 2026-11-22 12:01:00Z

eu looked 20 s ago
us is silent: it looked 10 min ago; it runs other settings
ap has not looked yet
`,
    )
  })

  it('says so when nothing is open', async () => {
    const { body } = await answerDesk(get(), async () => ({ ...standing, views: [] }))
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
      const answer = await answerDesk(request, () => assert.fail('read'))
      assert.equal(answer.statusCode, status)
      assert.equal(answer.headers.allow, status === 405 ? 'GET' : undefined)
    })
})
