/** Settings become what they mean: defaults where the file is silent, and a hash of the meaning only. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import { ALL_KINDS, KINDS, specOf } from '../../../lib/domain/kinds/kinds.ts'
import { readSettings, type SettingsRead, withCadence } from '../../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { settingsHash } from '../../../lib/domain/settings/settings-hash.ts'
import { settingsFixture } from './settings-fixture.ts'

const CA = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'

const MINIMAL = settingsFixture('minimal').text
const FULL = settingsFixture('full').text

test('the three required keys are enough, and everything else has its default', () => {
  const { settings } = good(MINIMAL)
  assert.deepEqual(settings, {
    name: 'main',
    network: { kind: 'preset', name: 'mainnet', chain: PRESETS.mainnet },
    cadenceMs: 60_000,
    vantages: [{ name: 'laptop' }],
    home: 'laptop',
    pagingRegions: ['laptop'],
    dataCenters: [],
    nodes: [{ id: 'a', url: 'https://a.example.com', headers: {}, tls: {}, serves: [] }],
    references: [],
    validators: [],
    contacts: [],
    rotations: [],
    escalation: {
      critical: { steps: [{ afterMs: 0, notify: [] }], repeatEveryMs: 900_000, ackExpiresMs: 1_800_000 },
      warning: { steps: [{ afterMs: 300_000, notify: [] }], ackExpiresMs: 1_800_000 },
    },
    thresholds: Object.fromEntries(
      ALL_KINDS.map((kind) => {
        const { afterMs, afterAmongThreeMs, clearsMs, severity, bounds } = specOf(kind)
        const among = afterAmongThreeMs === undefined ? {} : { afterAmongThreeMs }
        return [kind, { afterMs, ...among, clearsMs, severity, bounds }]
      }),
    ),
    privateAddresses: false,
    runbook: 'docs/runbook',
    communicate: {},
    maintenance: [],
  })
})

test('everything that is written arrives', () => {
  const { settings } = good(FULL)
  assert.deepEqual(settings.vantages, [
    { name: 'eu-central-1' },
    { name: 'us-west-2', vpcId: 'vpc-0a1b2c3d4e5f60718', subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6071'] },
    { name: 'ap-southeast-2' },
  ])
  assert.equal(settings.name, 'staging')
  assert.equal(settings.home, 'us-west-2')
  assert.deepEqual(settings.pagingRegions, ['eu-central-1', 'us-west-2'])
  assert.deepEqual(settings.dataCenters[0]?.contacts, [
    { name: 'Hetzner NOC', phone: '+49 9831 505-0', direct: true },
    {
      name: 'Tickets',
      email: 'support@example.com',
      url: 'https://robot.example.com/support',
      direct: false,
    },
  ])
  assert.deepEqual(settings.nodes[0], {
    id: 'fra1-lighthouse-1',
    url: 'https://bn1.fra1.example.com',
    dataCenter: 'fra1',
    client: 'lighthouse',
    execution: 'geth',
    serves: ['g1'],
    headers: { authorization: 'Bearer ${secret:bn1-token}', 'x-client': 'watchfire' },
    tls: { ca: CA, cert: '${secret:bn1-cert}', key: '${secret:bn1-key}' },
  })
  assert.equal(settings.nodes[1]?.url, 'https://rpc.ams1.example.com:5052/${secret:ams1-key}/beacon')
  assert.deepEqual(
    settings.references.map(({ id, kind }) => [id, kind]),
    [
      ['checkpoint-1', 'finality'],
      ['public-1', 'node'],
    ],
  )
  assert.deepEqual(settings.validators, [
    { group: 'g1', indices: [[1000, 1999]] },
    {
      group: 'g2',
      indices: [
        [1, 3],
        [7, 7],
        [9, 9],
        [2000, 2001],
      ],
    },
  ])
  assert.equal(settings.contacts[0]?.sms, '+491701234567')
  assert.deepEqual(settings.contacts.find(({ id }) => id === 'pagerduty')?.webhook, {
    kind: 'pagerduty',
    routingKey: '${secret:pd}',
  })
  assert.deepEqual(settings.rotations, [
    { id: 'primary', people: ['oncall-a', 'oncall-b'], handover: 'Mon 09:00', timeZone: 'Europe/Berlin' },
  ])
  assert.equal(settings.privateAddresses, true)
  assert.equal(settings.runbook, 'https://wiki.example.com/watchfire')
  assert.equal(settings.communicate.team, '#incidents')
})

test('what is planned is read as instants and weekly times', () => {
  const { settings } = good(FULL)
  const [sundays, disks, slow] = settings.maintenance
  assert.deepEqual(sundays, {
    id: 'sundays',
    scope: 'data-center:fra1',
    when: { every: 'week', start: 'Sun 02:00', lengthMs: 7_200_000, timeZone: 'Europe/Berlin' },
    reason: 'power tests',
  })
  // Amsterdam is an hour ahead of UTC in winter.
  const from = Date.parse('2026-12-01T01:00Z')
  assert.deepEqual(disks?.when, { every: 'never', from, until: from + 7_200_000 })
  assert.deepEqual(slow?.when, {
    every: 'never',
    from: Date.parse('2026-12-24T00:00Z'),
    until: Date.parse('2026-12-26T00:00Z'),
  })
  assert.deepEqual(settings.heartbeat, { url: 'https://ping.example.com/${secret:heartbeat}' })
  assert.deepEqual(settings.drill, {
    weekly: 'Wed 10:00',
    timeZone: 'UTC',
    contacts: ['primary', 'pagerduty'],
  })
  const bare = good(MINIMAL).settings
  assert.deepEqual([bare.maintenance, bare.heartbeat, bare.drill], [[], undefined, undefined])
})

test('a maintenance window without a name is given one by what it covers and when, wherever it stands', () => {
  const ids = (...windows: readonly string[]): readonly string[] =>
    good(`${MINIMAL}maintenance: [${windows.join(', ')}]\n`).settings.maintenance.map(({ id }) => id)
  const sunday = '{ scope: "node:a", weekly: "Sun 02:00", for: 2h }'
  const same = '{ for: 120m, weekly: "Sun 02:00", scope: "node:a", timeZone: UTC, reason: disks }'
  const others = [
    '{ scope: "kind:slow", weekly: "Sun 02:00", for: 2h }',
    '{ scope: "node:a", weekly: "Sun 02:00", for: 3h }',
    '{ scope: "node:a", weekly: "Sun 02:00", for: 2h, timeZone: Europe/Berlin }',
    '{ scope: "node:a", from: "2026-12-01 02:00", until: "2026-12-01 04:00" }',
  ]
  const [id] = ids(sunday)
  assert.match(id!, /^window-[0-9a-f]{6}$/)
  assert.deepEqual(ids(...others, same).at(-1), id)
  assert.equal(new Set(ids(sunday, ...others)).size, 5)
})

test('a text message holds its link unless the contact says otherwise', () => {
  const contacts = good(FULL).settings.contacts
  assert.deepEqual(
    contacts.map(({ id, smsLink }) => [id, smsLink]).filter(([, link]) => link === false),
    [['oncall-b', false]],
  )
  assert.equal(contacts.find(({ id }) => id === 'desk')?.https, 'https://desk.example.com/watchfire')
})

test('a policy that is given in part keeps the other defaults', () => {
  const { escalation } = good(FULL).settings
  assert.deepEqual(escalation, {
    critical: {
      steps: [
        { afterMs: 0, notify: ['primary', 'pagerduty'] },
        { afterMs: 300_000, notify: ['oncall-b', 'slack', 'tool', 'desk'] },
      ],
      repeatEveryMs: 600_000,
      ackExpiresMs: 3_600_000,
    },
    warning: { steps: [{ afterMs: 150_000, notify: ['primary'] }], ackExpiresMs: 1_800_000 },
  })
  const repeated = good(
    `${MINIMAL}contacts: [{ id: a, email: a@example.com }]\nescalation: { warning: { repeatEvery: 1h } }\n`,
  )
  assert.deepEqual(repeated.settings.escalation.warning, {
    steps: [{ afterMs: 300_000, notify: ['a'] }],
    repeatEveryMs: 3_600_000,
    ackExpiresMs: 1_800_000,
  })
})

test('a kind that is overridden in part keeps its other numbers', () => {
  const { thresholds } = good(FULL).settings
  assert.deepEqual(thresholds['head-stale'], {
    afterMs: 60_000,
    clearsMs: KINDS['head-stale'].clearsMs,
    severity: KINDS['head-stale'].severity,
    bounds: { ...KINDS['head-stale'].bounds, slots: 6 },
  })
  assert.equal(thresholds.slow.severity, 'info')
  assert.equal(thresholds.slow.clearsMs, 600_000)
  assert.equal(thresholds.slow.bounds.ms, 1_500)
})

test('any name that is no preset and no slip of one is a network to be learned', () => {
  for (const name of ['kurtosis', 'devnet-7', 'hoodi-shadow-2', 'holesky'])
    assert.deepEqual(good(MINIMAL.replace('mainnet', name)).settings.network, { kind: 'learned', name })
})

test('the cadence may be 12 s to 10 min, and be overridden beyond', () => {
  for (const [written, ms] of [
    ['12s', 12_000],
    ['0.5m', 30_000],
    ['10m', 600_000],
  ] as const)
    assert.equal(good(`${MINIMAL}cadence: ${written}\n`).settings.cadenceMs, ms)
  for (const written of ['11.999s', '10m1ms', '1d', '0s'])
    assert.equal(read(`${MINIMAL}cadence: ${written}\n`).ok, false, written)
  const { settings } = good(MINIMAL)
  assert.deepEqual(withCadence(settings, 2_000), { ...settings, cadenceMs: 2_000 })
})

test('the hash is the same for the same meaning', () => {
  const base = good(MINIMAL)
  assert.match(base.hash, /^[0-9a-f]{16}$/)
  const same = [
    `# a comment\n${MINIMAL}`,
    MINIMAL.replaceAll('\n', '\r\n'),
    MINIMAL.split('\n').slice(0, 2).reverse().concat(MINIMAL.split('\n').slice(2)).join('\n'),
    `${MINIMAL}cadence: 1m\n`,
    MINIMAL.replace(/ {2}- (id: a)\n {4}(url: .*)\n/, '  - $2\n    $1\n'),
    `${MINIMAL}pagingRegions: [laptop]\nthresholds: { head-stale: { slots: ${KINDS['head-stale'].bounds.slots} } }\n`,
  ]
  for (const text of same) assert.equal(good(text).hash, base.hash, text)
})

test('the order of headers is no part of the meaning', () => {
  const hashes = ['{ x-a: a, x-b: b }', '{ x-b: b, x-a: a }'].map(
    (headers) => good(`${MINIMAL}    headers: ${headers}\n`).hash,
  )
  assert.equal(hashes[0], hashes[1])
})

test('the hash is another for another meaning', () => {
  const texts = [
    MINIMAL,
    `${MINIMAL}cadence: 30s\n`,
    `${MINIMAL}thresholds: { head-stale: { slots: 9 } }\n`,
    `${MINIMAL}privateAddresses: true\n`,
    MINIMAL.replace('laptop', 'tower'),
    MINIMAL.replace('a.example', 'b.example'),
    `${MINIMAL}    tls: { ca: ca.pem }\n`,
  ]
  assert.equal(new Set(texts.map((text) => good(text).hash)).size, texts.length)
  const { settings } = good(MINIMAL)
  assert.notEqual(settingsHash(withCadence(settings, 2_000)), settingsHash(settings))
})

test('lines count the same with either line end', () => {
  const places = (text: string) => {
    const result = read(text)
    return result.ok ? [] : result.error.map(({ line, column }) => [line, column])
  }
  const text = `${MINIMAL}    datacentre: x\n`
  assert.deepEqual(places(text), [[6, 5]])
  assert.deepEqual(places(text.replaceAll('\n', '\r\n')), [[6, 5]])
})

test('anchors and aliases stand for their values, in more nodes than a fleet has', () => {
  const nodes = Array.from(
    { length: 400 },
    (_, i) => `  - { id: n${i}, url: "https://n${i}.example.com", headers: *auth }\n`,
  )
  const head = 'network: mainnet\nvantages: [laptop]\nnodes:\n  - id: a\n    url: https://a.example.com\n'
  const { settings } = good(
    `${head}    headers: &auth { authorization: "\${secret:all}" }\n${nodes.join('')}`,
  )
  assert.equal(settings.nodes.length, 401)
  assert.deepEqual(settings.nodes[400]?.headers, { authorization: '${secret:all}' })
})

test('a file that is built as a trap is a problem, not a crash', () => {
  const levels = 'bcdefghij'.split('')
  const laughs = levels.map((level, i) => `${level}: &${level} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`)
  const traps = [
    ['x: &a [1]', ...laughs].join('\n'),
    `nodes: ${'['.repeat(5_000)}`,
    'nodes: &n [*n]\nvantages: &v { a: *v }',
    'constructor: 1\ntoString: 2\n? __proto__\n: { nodes: [] }',
    '\u0000',
  ]
  for (const text of traps) assert.equal(read(text).ok, false)
})

test('H9: of very many problems the first hundred are told, and how many there are besides', () => {
  const text = `${MINIMAL}${Array.from({ length: 20_000 }, (_, index) => `odd${index}: 1\n`).join('')}`
  const result = read(text)
  assert.ok(!result.ok)
  assert.equal(result.error.length, 101)
  const lines = MINIMAL.split('\n').length
  assert.deepEqual(
    [result.error[0], result.error[100]].map((problem) => [problem!.line, problem!.message.split(',')[0]]),
    [
      [lines, 'odd0 is not a known key'],
      [lines + 100, 'and 19900 more'],
    ],
  )
})

test('H9: what is too long, also with its aliases written out, is refused where it becomes so', () => {
  const long = read('x'.repeat(3_000_000))
  assert.ok(!long.ok)
  assert.match(long.error[0]!.message, /longer than 2000000 characters/)
  const text = `a: &a ${'x'.repeat(1_000)}\nb: &b [${Array(999).fill('*a').join(', ')}]\nc: [*b, *b]\n`
  const multiplied = read(text)
  assert.ok(!multiplied.ok)
  assert.deepEqual(
    multiplied.error.map(({ line, column }) => [line, column]),
    [
      [3, 5],
      [3, 9],
    ].slice(multiplied.error.length === 1 ? 1 : 0),
  )
})

test('H9: an alias of what is around it, or of nothing, is named by line', () => {
  for (const text of ['nodes: &n [*n]', 'nodes: [*n]\nx: &n 1']) {
    const result = read(text)
    assert.ok(!result.ok)
    assert.match(result.error[0]!.message, /an alias \(\*\) names no anchor above it/)
  }
})

test('a file named for a certificate authority must not hold a private key', () => {
  const text = `${MINIMAL}    tls: { ca: ca.pem }\n`
  const result = readSettings({
    file: 'f.yaml',
    text,
    files: () => `-----BEGIN EC PRIVATE ${'KEY'}-----\nsesame\n${CA}`,
  })
  assert.deepEqual(result, {
    ok: false,
    error: [
      {
        file: 'f.yaml',
        line: 6,
        column: 16,
        message: 'nodes[0].tls.ca names "ca.pem", which holds a private key, expected certificates only',
      },
    ],
  })
})

function good(text: string): { readonly settings: Settings; readonly hash: string } {
  const result = read(text)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

function read(text: string): SettingsRead {
  return readSettings({ file: 'watchfire.yaml', text, files: () => CA })
}

test('H10: a key in clear in an address is doubted by its line, and its value stands in no message', () => {
  const key = 'Zk3vT9qLx0mPa7sWd2RfYb5N'
  const text = `${MINIMAL}references: [{ id: r, url: "https://rpc.example.com/${key}" }]\n`
  const read = readSettings({ file: 's.yaml', text, files: () => undefined })
  assert.ok(read.ok)
  const doubts = read.value.warnings.filter(({ message }) => message.includes('key in clear'))
  assert.deepEqual(
    doubts.map(({ message }) => message.startsWith('references[0].url')),
    [true],
  )
  assert.ok(!JSON.stringify(read.value.warnings).includes(key))
})
