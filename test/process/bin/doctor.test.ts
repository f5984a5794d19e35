/** `watchfire doctor` as its user runs it: against nodes and an account with planted defects it finds all, and invents none. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { CHECKS, type DoctorComplaint } from '../../../lib/tools/doctor/doctor-complaint.ts'
import { run } from '../../kit/command.ts'
import { type LambdaStub, lambdaStub } from '../../kit/lambda-stub.ts'
import { honest, type Liar, liar, nowSlot } from '../../kit/liar.ts'
import type { StubRegion } from '../../kit/sns-reads.ts'
import { type SnsStub, snsStub } from '../../kit/sns-stub.ts'
import { type SsmServer, ssmEnvironment, ssmServer } from '../../kit/ssm-server.ts'
import { header, type Lie, word } from '../../kit/well-node.ts'

const WELL: StubRegion = {
  topics: {
    'watchfire-night-alarms': [
      { protocol: 'email', endpoint: 'a@example.com', state: 'signed' },
      { protocol: 'email', endpoint: 'b@example.com', state: 'signed' },
    ],
    'watchfire-night-to-oncall-a': [
      { protocol: 'email', endpoint: 'a@example.com', state: 'signed' },
      { protocol: 'sms', endpoint: '+12025550111', state: 'signed' },
    ],
    'watchfire-night-to-oncall-b': [
      { protocol: 'email', endpoint: 'B@example.com', state: 'signed' },
      { protocol: 'sms', endpoint: '+441632960444', state: 'signed' },
    ],
    'watchfire-night-2-to-oncall-a': [
      { protocol: 'email', endpoint: 'other@example.com', state: 'PendingConfirmation' },
    ],
  },
  isInSandbox: true,
  verified: ['+12025550111', '+441632960444'],
  attributes: { MonthlySpendLimit: '50', DefaultSMSType: 'Transactional' },
  numbers: [{ country: 'US', status: 'ACTIVE' }],
  optedOut: [],
}

/** A vantage that only looks. */
const LOOKING: StubRegion = {
  ...WELL,
  topics: { 'watchfire-night-alarms': WELL.topics['watchfire-night-alarms']! },
}

describe('doctor', () => {
  let folder: string
  let ssm: SsmServer
  let sns: SnsStub
  let lambda: LambdaStub
  const held = new Map<string, StubRegion>()
  const liars: Liar[] = []
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  })
  beforeEach(async () => {
    held.clear()
    ssm = await ssmServer()
    sns = await snsStub(() => 'well', held)
    lambda = await lambdaStub()
  })
  afterEach(async () => {
    assert.deepEqual(sns.published, [], 'it reads only')
    assert.ok(
      ssm.asked.every((asked) => asked.endsWith(' DescribeParameters')),
      'no parameter is written or decrypted',
    )
    await Promise.all([
      ssm.close(),
      sns.close(),
      lambda.close(),
      ...liars.splice(0).map((one) => one.close()),
    ])
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const node = async (lie?: Lie) => {
    const one = await liar(lie)
    liars.push(one)
    return new URL(one.url).port
  }
  const doctor = async (settings: string, ...more: string[]) => {
    writeFileSync(join(folder, 'f.yaml'), settings)
    return await run(['doctor', '--settings', 'f.yaml', ...more], {
      cwd: folder,
      env: {
        ...ssmEnvironment(ssm),
        AWS_ENDPOINT_URL_SNS: sns.url,
        AWS_ENDPOINT_URL_LAMBDA: lambda.url,
        WATCHFIRE_SECRET_BN_TOKEN: 'token-0',
      },
    })
  }
  const secretsIn = (region: string, ...names: string[]) => {
    for (const name of names)
      ssm.put(region, `/watchfire/night/${name}`, { value: 'token-0', type: 'SecureString' })
  }

  it('S11: on healthy settings and a healthy account it finds nothing, says what a watch here does not send, and exits 0', async () => {
    for (const region of ['eu-central-1', 'us-west-2', 'ap-southeast-2'])
      secretsIn(region, 'bn-token', 'pager', 'beat', 'link-key')
    held.set('eu-central-1', WELL)
    held.set('us-west-2', WELL)
    held.set('ap-southeast-2', LOOKING)
    const done = await doctor(healthy(await node(), await node(), await node()), '--aws', '--json')
    const because = 'e-mail and text message go out from AWS alone'
    const unset = 'environment variable WATCHFIRE_SECRET_PAGER is not set'
    const unsentFromHere = [
      { contact: 'oncall-a', gets: 'nothing', because },
      { contact: 'oncall-b', gets: 'nothing', because },
      { contact: 'machine', gets: 'nothing', because: unset },
    ]
    assert.deepEqual(JSON.parse(done.stdout), { complaints: [], notMade: [], unsentFromHere })
    assert.deepEqual([done.code, done.stderr], [0, ''])
    const words = await doctor(healthy(await node(), await node(), await node()), '--aws')
    assert.equal(
      words.stdout,
      `Examined night: 2 nodes, 3 vantages.\nNothing was found.\n\nA watch on this machine:\n  Nothing is sent from here to oncall-a, oncall-b (${because}); machine (${unset}).\n`,
    )
  })

  it('of a broken set of settings and a broken account it finds every defect, and invents none', async () => {
    ssm.refuse('eu-west-1', () => ({ type: 'AccessDeniedException', message: 'not authorized' }))
    ssm.put('eu-central-1', '/watchfire/night/slack', { value: 'x', type: 'String' })
    secretsIn('eu-north-1', 'bn-token', 'locked', 'slack', 'link-key')
    for (const name of ['locked', 'link-key']) secretsIn('eu-central-1', name)
    held.set('eu-central-1', BROKEN)
    lambda.limits.set('eu-central-1', 10).set('eu-west-1', 'denied')
    held.set('eu-west-1', { ...LOOKING, denied: ['ListTopics'] })
    held.set('eu-north-1', { ...LOOKING, topics: {} })
    const ports = {
      well: await node(),
      other: await node(),
      foreign: await node(foreign),
      deaf: await node((path) => (path.includes('checkpoints') ? { status: 403, body: '{}' } : undefined)),
      stale: await node((path) =>
        path.endsWith('headers/head') ? { body: header(nowSlot() - 100) } : undefined,
      ),
      late: await lateServer(),
    }
    liars.push(ports.late)
    const done = await doctor(broken({ ...ports, late: new URL(ports.late.url).port }), '--aws', '--json')
    const { complaints } = JSON.parse(done.stdout) as { complaints: DoctorComplaint[] }
    assert.deepEqual(
      complaints.map(({ state, check, subject }) => `${state} ${check} ${subject}`).sort(),
      [...PLANTED].sort(),
    )
    assert.deepEqual([done.code, done.stderr], [1, ''])
    for (const { says, mend } of complaints) assert.match(`${says}|${mend}`, /^[A-Za-z].*\.\|[A-Z].*\.$/)
    assert.ok(!done.stdout.includes('token-0'), 'no secret is printed')
  })

  it('without --aws no Region is asked, and it says which checks were not made', async () => {
    const done = await doctor(healthy(await node(), await node(), await node()))
    assert.equal(done.code, 0)
    assert.match(done.stdout, /^Nothing was found\.$/m)
    assert.match(done.stdout, /^Not checked, because it takes --aws and credentials of the account:$/m)
    for (const [check, { needs }] of Object.entries(CHECKS))
      assert.equal(done.stdout.includes(`  ${check}: `), needs === 'aws', check)
    assert.deepEqual([ssm.asked.length, sns.requests('eu-central-1')], [0, 0])
  })

  it('without credentials everything of the account could not be looked at, and no defect is invented', async () => {
    writeFileSync(join(folder, 'f.yaml'), healthy(await node(), await node(), await node()))
    const { code, stdout } = await run(['doctor', '--settings', 'f.yaml', '--aws', '--json'], {
      cwd: folder,
      env: {
        ...ssmEnvironment(ssm),
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        WATCHFIRE_SECRET_BN_TOKEN: 'token-0',
      },
    })
    const { complaints } = JSON.parse(stdout) as { complaints: DoctorComplaint[] }
    assert.equal(code, 1)
    assert.ok(complaints.length >= 3)
    assert.ok(complaints.every(({ state, mend }) => state === 'could-not-look' && /credentials/.test(mend)))
  })

  it('the docs list every check', () => {
    const docs = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8')
    const listed = [...docs.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| (.+) \|$/gm)].map(([, check, says]) => [
      check,
      says,
    ])
    assert.deepEqual(
      listed,
      Object.entries(CHECKS).map(([check, { says }]) => [check, says]),
    )
  })

  it('bad settings, or none, exit 2', async () => {
    const bad = await doctor('network: mainnet\n')
    assert.deepEqual([bad.code, bad.stdout], [2, ''])
    assert.match(bad.stderr, /^f\.yaml:1:1: /)
    const none = await run(['doctor'], { cwd: folder })
    assert.equal(none.code, 2)
    assert.match(none.stderr, /Cannot examine: no settings/)
    assert.equal((await doctor('', '--awss')).code, 2)
  })
})

/** Two nodes at hosts of their own; the token of one is in the environment. */
function healthy(first: string, second: string, reference: string): string {
  return `name: night
network: devnet
vantages: [eu-central-1, us-west-2, ap-southeast-2]
pagingRegions: [eu-central-1, us-west-2]
dataCenters: [{ id: fra1, contacts: [{ name: NOC, phone: "+49 1", direct: true }] }]
nodes:
  - { id: one, url: "http://127.0.0.1:${first}", dataCenter: fra1, serves: [g], headers: { authorization: "Bearer \${secret:bn-token}" } }
  - { id: two, url: "http://localhost:${second}", dataCenter: fra1, serves: [g] }
references: [{ id: check, url: "http://127.0.0.1:${reference}", kind: finality }]
validators: [{ group: g, indices: 1-9 }]
contacts:
  - { id: oncall-a, email: a@example.com, sms: "+1 202 555 0111" }
  - { id: oncall-b, email: b@example.com, sms: "+44 1632 960444" }
  - { id: machine, webhook: { kind: pagerduty, routingKey: "\${secret:pager}" } }
rotations: [{ id: primary, people: [oncall-a, oncall-b] }]
escalation:
  critical: { steps: [{ after: 0s, notify: [primary, machine] }] }
  warning: { steps: [{ after: 5m, notify: [primary] }] }
heartbeat: { url: "https://beat.example.com/\${secret:beat}" }
`
}

interface Ports {
  readonly well: string
  readonly other: string
  readonly foreign: string
  readonly deaf: string
  readonly stale: string
  readonly late: string
}

function broken({ well, other, foreign: abroad, deaf, stale, late }: Ports): string {
  return `name: night
network: devnet
vantages: [eu-central-1, eu-west-1, eu-north-1]
pagingRegions: [eu-central-1]
dataCenters: [{ id: fra1, contacts: [{ name: NOC, phone: "+49 1" }] }]
nodes:
  - { id: one, url: "http://localhost:${well}", serves: [g], headers: { authorization: "Bearer \${secret:bn-token}" } }
  - { id: two, url: "http://localhost:${other}", dataCenter: fra1, serves: [g] }
  - { id: foreign, url: "http://127.0.0.1:${abroad}" }
  - { id: deaf, url: "http://127.0.0.1:${deaf}" }
  - { id: stale, url: "http://127.0.0.1:${stale}" }
  - { id: late, url: "http://127.0.0.1:${late}" }
  - { id: dead, url: "http://127.0.0.1:9" }
  - { id: private, url: "http://10.0.0.1:5052" }
  - { id: locked, url: "http://127.0.0.1:9/\${secret:locked}" }
references: [{ id: check, url: "http://127.0.0.1:9", kind: finality }]
validators: [{ group: g, indices: 1-9 }]
contacts:
  - { id: boss, sms: "+1 202 555 0199" }
  - { id: pending, email: pending@example.com }
  - { id: gone, email: gone@example.com }
  - { id: loose, email: loose@example.com }
  - { id: new, email: new@example.com }
  - { id: half, email: half@example.com, sms: "+44 1632 960444" }
  - { id: forgotten, webhook: { kind: slack, url: "\${secret:slack}" } }
rotations: [{ id: nobodys, people: [loose] }]
escalation:
  critical: { steps: [{ after: 0s, notify: [boss] }] }
  warning: { steps: [{ after: 0s, notify: [pending, gone, loose, new] }, { after: 5m, notify: [half] }] }
`
}

const BROKEN: StubRegion = {
  topics: {
    'watchfire-night-alarms': [
      { protocol: 'email', endpoint: 'pending@example.com', state: 'PendingConfirmation' },
      { protocol: 'email', endpoint: 'gone@example.com', state: 'signed' },
      { protocol: 'email', endpoint: 'loose@example.com', state: 'signed' },
      { protocol: 'email', endpoint: 'new@example.com', state: 'signed' },
      { protocol: 'email', endpoint: 'half@example.com', state: 'signed' },
    ],
    'watchfire-night-to-boss': [{ protocol: 'sms', endpoint: '+12025550199', state: 'signed' }],
    'watchfire-night-to-pending': [
      { protocol: 'email', endpoint: 'pending@example.com', state: 'PendingConfirmation' },
    ],
    'watchfire-night-to-gone': [{ protocol: 'email', endpoint: 'gone@example.com', state: 'Deleted' }],
    'watchfire-night-to-loose': [{ protocol: 'email', endpoint: 'loose@example.com', state: 'by-link' }],
    'watchfire-night-to-half': [{ protocol: 'email', endpoint: 'half@example.com', state: 'signed' }],
  },
  isInSandbox: true,
  verified: ['+441632960444'],
  pending: ['+12025550199'],
  attributes: {},
  numbers: [{ country: 'US', status: 'PENDING' }],
  optedOut: ['+12025550199'],
}

const PLANTED = [
  // A4: a new account, and one that may not be asked.
  'defect concurrency region:eu-central-1',
  'could-not-look concurrency region:eu-west-1',
  'defect step-reaches-nobody escalation.critical.steps[0]',
  // A phone alone, a contact and a rotation in no step, a data centre that nobody answers for at night.
  'defect settings f.yaml:19:5',
  'defect settings f.yaml:25:5',
  'defect settings f.yaml:26:13',
  'defect heartbeat settings',
  'defect one-vantage settings',
  'defect one-paging-region settings',
  'defect settings f.yaml:5:15',
  'defect one-host group:g',
  'defect references reference:check',
  'could-not-look secret-here secret:locked',
  'defect node-reach node:dead',
  'could-not-look node-reach node:private',
  'defect node-questions node:deaf',
  'defect node-network node:foreign',
  'defect node-head node:stale',
  'defect clock node:late',
  'could-not-look secret region:eu-west-1',
  'defect secret secret:bn-token',
  'defect secret secret:slack',
  'defect topic contact:new in eu-central-1',
  'defect subscription contact:pending in eu-central-1',
  'defect subscription contact:gone in eu-central-1',
  'defect subscription contact:half in eu-central-1',
  'defect unsubscribe contact:loose in eu-central-1',
  'defect sms-sandbox phone:+12025550199 in eu-central-1',
  'defect sms-spend sms in eu-central-1',
  'defect sms-type sms in eu-central-1',
  'defect sms-origination sms in eu-central-1',
  'defect sms-opt-out phone:+12025550199 in eu-central-1',
  'defect alarm alarms in eu-central-1',
  'could-not-look alarm region:eu-west-1',
  'defect alarm alarms in eu-north-1',
]

function foreign(path: string): { body: string } | undefined {
  if (path !== '/eth/v1/beacon/genesis') return undefined
  const data = {
    genesis_time: '1600000000',
    genesis_validators_root: word(8),
    genesis_fork_version: '0x00000001',
  }
  return { body: JSON.stringify({ data }) }
}

/** A well node whose machine's clock is ten minutes behind. */
async function lateServer(): Promise<Liar> {
  const server = createServer((request, response) => {
    const body = honest(request.url!)
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString())
    response.statusCode = body === null ? 404 : 200
    response.end(body ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
