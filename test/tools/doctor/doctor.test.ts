/** Laws of the doctor: each planted defect is found as itself and as nothing else, and what is well is left alone. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { NodeLook } from '../../../lib/domain/look/look.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { complaintsOf } from '../../../lib/tools/doctor/doctor.ts'
import { type AwsAnswer, CHECKS, type DoctorComplaint } from '../../../lib/tools/doctor/doctor-complaint.ts'
import type {
  DoctorFacts,
  HereFacts,
  RegionFacts,
  TextingFacts,
} from '../../../lib/tools/doctor/doctor-facts.ts'
import { type LookParts, lookOf, REFUSED, stale } from '../../domain/made-up-fleet.ts'

const REGIONS = ['eu-central-1', 'us-west-2', 'ap-southeast-2']
const [PAGING, OTHER_PAGING, LOOKING] = REGIONS as [string, string, string]
const PHONE = '+12025550111'

const SETTINGS = settingsOf('heartbeat: { url: "https://beat.example.com/x" }')

function settingsOf(more = ''): Settings {
  const text = `${more}
name: night
network: mainnet
vantages: [${REGIONS.join(', ')}]
pagingRegions: [${PAGING}, ${OTHER_PAGING}]
nodes:
  - { id: a, url: "https://a.example.com", serves: [g], headers: { authorization: "Bearer \${secret:token}" } }
  - { id: b, url: "https://b.example.com:5052", serves: [g] }
  - { id: c, url: "https://c.example.com" }
references: [{ id: check, url: "https://check.example.org", kind: finality }]
validators: [{ group: g, indices: 1-9 }]
contacts:
  - { id: oncall-a, email: a@example.com, sms: "${PHONE}" }
  - { id: oncall-b, email: b@example.com, sms: "+441632960444" }
  - { id: machine, webhook: { kind: pagerduty, routingKey: "\${secret:pager}" } }
rotations: [{ id: primary, people: [oncall-a, oncall-b] }]
escalation:
  critical: { steps: [{ after: 0s, notify: [primary] }, { after: 5m, notify: [primary, machine] }] }
  warning: { steps: [{ after: 5m, notify: [primary] }] }
`
  const read = readSettings({ file: 'f.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
  assert.deepEqual(read.value.warnings, [])
  return read.value.settings
}

const DENIED: Extract<AwsAnswer<never>, { known: false }> = {
  known: false,
  because: 'AccessDeniedException: not authorized',
}

function known<T>(value: T): AwsAnswer<T> {
  return { known: true, value }
}

function confirmed(protocol: string, address: string) {
  const endedBy = protocol === 'email' ? known('the account' as const) : ('not-asked' as const)
  return { protocol, address, state: 'confirmed' as const, endedBy }
}

const TEXTING: TextingFacts = {
  inSandbox: known(false),
  verified: known([]),
  sending: known({ limitDollars: 50, type: 'Transactional' }),
  sendsFrom: known(['US']),
  optedOut: [{ phone: PHONE, isOut: known(false) }],
}

type Topic = Extract<RegionFacts['topics'], { known: true }>['value'][number]

const TO_A: Topic = {
  of: 'contact:oncall-a',
  subscriptions: known([confirmed('email', 'A@Example.com'), confirmed('sms', PHONE)]),
}
const TO_B: Topic = {
  of: 'contact:oncall-b',
  subscriptions: known([confirmed('email', 'b@example.com'), confirmed('sms', '+441632960444')]),
}
const ALARMS: Topic = {
  of: 'alarms',
  subscriptions: known([confirmed('email', 'a@example.com'), confirmed('email', 'b@example.com')]),
}

function regionOf(region: string): RegionFacts {
  const pages = region !== LOOKING
  return {
    region,
    secrets: known(['token', 'pager', 'link-key'].map((secret) => ({ secret, encrypted: true }))),
    topics: known(pages ? [ALARMS, TO_A, TO_B] : [ALARMS]),
    texting: pages ? TEXTING : 'not-needed',
    concurrency: known(1_000),
    clock: { of: { role: 'region', name: region }, aheadMs: 300 },
  }
}

const REFERENCE: NodeLook = { ...lookOf(SETTINGS).nodes[0]!, id: 'check', role: 'reference' }

function here(parts: LookParts = {}, about: Partial<HereFacts> = {}): HereFacts {
  return {
    look: lookOf(SETTINGS, { extra: [REFERENCE], ...parts }),
    secretsMissing: [],
    isTlsCheckOff: false,
    placeOfSecret: (name) => `environment variable OF_${name}`,
    clocks: ['a', 'b', 'c'].map((id) => ({ of: { role: 'node' as const, name: id }, aheadMs: -400 })),
    ...about,
  }
}

const WELL: DoctorFacts = {
  settings: SETTINGS,
  warnings: [],
  here: here(),
  account: REGIONS.map(regionOf),
  secretsNeeded: ['token', 'pager', 'link-key'],
}

/** Facts with other settings; what was looked at stays. */
function settings(change: Partial<Settings>): DoctorFacts {
  return { ...WELL, settings: { ...SETTINGS, ...change } }
}

function policy(critical: readonly (readonly string[])[]): Settings['escalation'] {
  const steps = critical.map((notify, index) => ({ afterMs: index * 60_000, notify }))
  return { ...SETTINGS.escalation, critical: { ...SETTINGS.escalation.critical, steps } }
}

/** The first paging Region is told otherwise. */
function region(change: Partial<RegionFacts>, name = PAGING): DoctorFacts {
  return {
    ...WELL,
    account: REGIONS.map((one) => (one === name ? { ...regionOf(one), ...change } : regionOf(one))),
  }
}

function texting(change: Partial<TextingFacts>): DoctorFacts {
  return region({ texting: { ...TEXTING, ...change } })
}

/** The topic of oncall-a in the first paging Region. */
function topicOfA(subscriptions: Topic['subscriptions']): DoctorFacts {
  return region({ topics: known([ALARMS, { ...TO_A, subscriptions }, TO_B]) })
}

const EMAIL_OF_A = confirmed('email', 'a@example.com')
const SMS_OF_A = confirmed('sms', PHONE)

/** In both paging Regions nothing of these contacts works. */
function deaf(...ids: readonly string[]): DoctorFacts {
  const topics = known([ALARMS, TO_A, TO_B].filter(({ of }) => !ids.some((id) => of === `contact:${id}`)))
  return {
    ...WELL,
    account: REGIONS.map((one) => (one === LOOKING ? regionOf(one) : { ...regionOf(one), topics })),
  }
}

const clocks = (...aheadMs: readonly number[]) => ({
  ...WELL,
  account: 'not-asked' as const,
  here: here(
    {},
    {
      clocks: aheadMs.map((ahead, index) => ({
        of: { role: 'node' as const, name: `n${index}` },
        aheadMs: ahead,
      })),
    },
  ),
})

const nodes = (parts: LookParts['nodes']): DoctorFacts => ({ ...WELL, here: here({ nodes: parts ?? {} }) })

type Case = readonly [planted: string, facts: DoctorFacts, found: readonly string[]]

const DEFECTS: readonly Case[] = [
  [
    'A4: a Region in which as few functions may run at once as in a new account',
    region({ concurrency: known(99) }),
    ['concurrency region:eu-central-1'],
  ],
  [
    'H4: an environment that switches the check of certificates off',
    { ...WELL, here: here({}, { isTlsCheckOff: true }) },
    ['certificates-here NODE_TLS_REJECT_UNAUTHORIZED'],
  ],
  [
    'settings that allow what will be missed',
    {
      ...WELL,
      warnings: [{ file: 'f.yaml', line: 3, column: 5, message: 'dataCenters[0] has no direct contact' }],
    },
    ['settings f.yaml:3:5'],
  ],
  [
    'no contacts',
    { ...settings({ contacts: [], rotations: [], escalation: policy([[]]) }), account: 'not-asked' },
    ['contacts settings'],
  ],
  ['no heartbeat', { ...WELL, settings: settingsOf() }, ['heartbeat settings']],
  [
    'one vantage',
    { ...settings({ vantages: [{ name: PAGING }], pagingRegions: [PAGING] }), account: [regionOf(PAGING)] },
    ['one-vantage settings'],
  ],
  [
    'vantages on one continent',
    {
      ...settings({
        vantages: [{ name: PAGING }, { name: 'eu-west-1' }],
        pagingRegions: [PAGING, 'eu-west-1'],
      }),
      account: 'not-asked',
    },
    ['one-vantage settings'],
  ],
  [
    'vantages on one coast',
    {
      ...settings({
        vantages: [{ name: 'us-east-1' }, { name: 'ca-central-1' }],
        pagingRegions: ['us-east-1', 'ca-central-1'],
      }),
      account: 'not-asked',
    },
    ['one-vantage settings'],
  ],
  ['one paging Region', settings({ pagingRegions: [PAGING] }), ['one-paging-region settings']],
  [
    'paging Regions on one continent',
    {
      ...settings({
        vantages: [{ name: PAGING }, { name: 'eu-west-1' }, { name: LOOKING }],
        pagingRegions: [PAGING, 'eu-west-1'],
      }),
      account: 'not-asked',
    },
    ['one-paging-region settings'],
  ],
  [
    'all nodes behind one host',
    settings({
      nodes: SETTINGS.nodes.map((node, index) => ({
        ...node,
        url: `https://one.example.com:${9_000 + index}/x`,
      })),
    }),
    ['one-host fleet'],
  ],
  [
    'a group behind one host',
    settings({
      nodes: SETTINGS.nodes.map((node) =>
        node.id === 'c' ? node : { ...node, url: 'https://one.example.com' },
      ),
    }),
    ['one-host group:g'],
  ],
  ['no references', { ...settings({ references: [] }), here: here({ extra: [] }) }, ['references settings']],
  [
    'a reference that does not answer',
    {
      ...WELL,
      here: here({
        extra: [
          { ...REFERENCE, state: 'failed', fault: { kind: 'dns', detail: 'Cannot find it' } } as NodeLook,
        ],
      }),
    },
    ['references reference:check'],
  ],
  ['a node that is down', nodes({ a: 'connection-refused' }), ['node-reach node:a']],
  [
    'a question that a proxy refuses',
    nodes({ a: { syncing: 'unknown', faults: { syncing: REFUSED } } }),
    ['node-questions node:a'],
  ],
  [
    'a node of another network',
    nodes({
      a: { about: { askedAt: 1, genesis: { timeMs: 1, validatorsRoot: '0x00' } } },
    }),
    ['node-network node:a'],
  ],
  ['a node that stands still', nodes({ a: stale(SETTINGS, 10) }), ['node-head node:a']],
  ['a node from the future', nodes({ a: stale(SETTINGS, -1) }), ['node-head node:a']],
  [
    'our clock ahead, which makes every head look old',
    {
      ...clocks(60_000, 61_000, 300),
      here: {
        ...clocks(60_000, 61_000, 300).here,
        look: lookOf(SETTINGS, {
          extra: [REFERENCE],
          nodes: { a: stale(SETTINGS, 5), b: stale(SETTINGS, 5), c: stale(SETTINGS, 5) },
        }),
      },
    },
    ['clock this machine'],
  ],
  ['our clock behind', clocks(-60_000, -61_000), ['clock this machine']],
  ["one node's clock", clocks(-60_000, 100, 200), ['clock node:n0']],
  [
    'a secret that is missing',
    region({
      secrets: known([
        { secret: 'token', encrypted: true },
        { secret: 'link-key', encrypted: true },
      ]),
    }),
    ['secret secret:pager'],
  ],
  [
    'the key of links in clear',
    region(
      {
        secrets: known(
          ['token', 'pager', 'link-key'].map((secret) => ({ secret, encrypted: secret !== 'link-key' })),
        ),
      },
      LOOKING,
    ),
    ['secret secret:link-key'],
  ],
  [
    'a topic that is missing',
    region({ topics: known([ALARMS, TO_B]) }),
    ['topic contact:oncall-a in eu-central-1'],
  ],
  [
    'an e-mail that is missing',
    topicOfA(known([SMS_OF_A])),
    ['subscription contact:oncall-a in eu-central-1'],
  ],
  [
    'an e-mail that is not confirmed',
    topicOfA(known([SMS_OF_A, { ...EMAIL_OF_A, state: 'pending', endedBy: 'not-asked' }])),
    ['subscription contact:oncall-a in eu-central-1'],
  ],
  [
    'an e-mail that was deleted',
    topicOfA(known([SMS_OF_A, { ...EMAIL_OF_A, state: 'deleted', endedBy: 'not-asked' }])),
    ['subscription contact:oncall-a in eu-central-1'],
  ],
  [
    'another phone is subscribed',
    topicOfA(known([EMAIL_OF_A, confirmed('sms', '+12025550112')])),
    ['subscription contact:oncall-a in eu-central-1'],
  ],
  [
    'an e-mail that anybody can end',
    topicOfA(known([SMS_OF_A, { ...EMAIL_OF_A, endedBy: known('anybody' as const) }])),
    ['unsubscribe contact:oncall-a in eu-central-1'],
  ],
  [
    'a phone that the sandbox does not know',
    texting({ inSandbox: known(true), verified: known([PHONE]) }),
    ['sms-sandbox phone:+441632960444 in eu-central-1'],
  ],
  [
    'the limit of a new account',
    texting({ sending: known({ limitDollars: 1, type: 'Transactional' }) }),
    ['sms-spend sms in eu-central-1'],
  ],
  [
    'texts that are promotional',
    texting({ sending: known({ limitDollars: 50, type: 'Promotional' }) }),
    ['sms-type sms in eu-central-1'],
  ],
  ['no number to send from', texting({ sendsFrom: known(['DE']) }), ['sms-origination sms in eu-central-1']],
  [
    'a phone that opted out',
    texting({ optedOut: [{ phone: PHONE, isOut: known(true) }] }),
    [`sms-opt-out phone:${PHONE} in eu-central-1`],
  ],
  [
    'alarms that wait for a confirmation',
    region(
      {
        topics: known([
          {
            ...ALARMS,
            subscriptions: known([
              confirmed('email', 'a@example.com'),
              { ...confirmed('email', 'b@example.com'), state: 'pending' as const },
            ]),
          },
        ]),
      },
      LOOKING,
    ),
    ['alarm alarms in ap-southeast-2'],
  ],
  ['alarms without a topic', region({ topics: known([]) }, LOOKING), ['alarm alarms in ap-southeast-2']],
]

const REACHES_NOBODY: readonly Case[] = [
  [
    'a rotation, when the turn is the one whom nothing reaches',
    deaf('oncall-b'),
    [
      'topic contact:oncall-b in eu-central-1',
      'topic contact:oncall-b in us-west-2',
      'step-reaches-nobody escalation.critical.steps[0]',
      'step-reaches-nobody escalation.warning.steps[0]',
    ],
  ],
  [
    'not a step with a webhook beside',
    {
      ...deaf('oncall-a', 'oncall-b'),
      settings: {
        ...SETTINGS,
        escalation: {
          critical: policy([['primary', 'machine']]).critical,
          warning: policy([['machine', 'primary']]).critical,
        },
      },
    },
    [
      'topic contact:oncall-a in eu-central-1',
      'topic contact:oncall-b in eu-central-1',
      'topic contact:oncall-a in us-west-2',
      'topic contact:oncall-b in us-west-2',
    ],
  ],
]

const A_PHONE = { id: 'phone', smsLink: true, sms: '+49170' }
const SAME_PHONE = { ...A_PHONE, id: 'again' }
const A_MAIL = { id: 'mail', smsLink: true, email: 'm@example.com' }
const rotation = (...people: string[]) => ({ id: 'turns', people, handover: 'Mon 09:00', timeZone: 'UTC' })

type ChannelCase = readonly [
  law: string,
  contacts: Settings['contacts'],
  notify: readonly (readonly string[])[],
  isOne: boolean,
]

const CHANNELS: readonly ChannelCase[] = [
  ['one phone in two contacts', [A_PHONE, SAME_PHONE], [['phone'], ['again']], true],
  ['a rotation, and the phone of one of its people', [A_PHONE, A_MAIL], [['turns'], ['phone']], true],
  ['a rotation with a mailbox, when it has the turn', [A_MAIL, A_PHONE], [['turns']], true],
  ['one mailbox', [A_MAIL], [['mail']], true],
  ['two steps of one mailbox', [A_MAIL], [['mail'], ['mail']], true],
  ['not one phone under one name, which reading the settings tells', [A_PHONE], [['phone']], false],
  ['not two people', [A_PHONE, A_MAIL], [['phone'], ['mail']], false],
  ['not one person with two channels', [{ ...A_PHONE, email: 'p@example.com' }], [['phone']], false],
  [
    'not a rotation beside a third',
    [A_PHONE, A_MAIL, { ...A_MAIL, id: 'boss', email: 'b@example.com' }],
    [['turns'], ['boss']],
    false,
  ],
]

const UNSEEN: readonly Case[] = [
  ['A4: limits that nobody may read', region({ concurrency: DENIED }), ['concurrency region:eu-central-1']],
  ['a refused token', nodes({ a: REFUSED }), ['node-reach node:a']],
  ['a network that is not told', nodes({ a: { about: { askedAt: 1 } } }), ['node-network node:a']],
  [
    'a secret that is not here, of a deployment',
    { ...WELL, here: here({}, { secretsMissing: ['token'] }) },
    ['secret-here secret:token'],
  ],
  ['secrets of a Region', region({ secrets: DENIED }), ['secret region:eu-central-1']],
  ['SNS of a paging Region', region({ topics: DENIED }), ['topic region:eu-central-1']],
  ['SNS of another vantage', region({ topics: DENIED }, LOOKING), ['alarm region:ap-southeast-2']],
  ["a topic's subscriptions", topicOfA(DENIED), ['subscription contact:oncall-a in eu-central-1']],
  [
    'how a subscription can end',
    topicOfA(known([SMS_OF_A, { ...EMAIL_OF_A, endedBy: DENIED }])),
    ['unsubscribe contact:oncall-a in eu-central-1'],
  ],
  ['the sandbox', texting({ inSandbox: DENIED }), ['sms-sandbox sms in eu-central-1']],
  [
    'the phones of the sandbox',
    texting({ inSandbox: known(true), verified: DENIED }),
    ['sms-sandbox sms in eu-central-1'],
  ],
  ['limit and type', texting({ sending: DENIED }), ['sms-spend sms in eu-central-1']],
  ['the numbers to send from', texting({ sendsFrom: DENIED }), ['sms-origination sms in eu-central-1']],
  [
    'an opt-out',
    texting({ optedOut: [{ phone: PHONE, isOut: DENIED }] }),
    ['sms-opt-out sms in eu-central-1'],
  ],
]

const WELL_TOO: readonly (readonly [law: string, facts: DoctorFacts])[] = [
  ['healthy settings, nodes and account', WELL],
  ['the same without a look at the account', { ...WELL, account: 'not-asked' }],
  [
    'a sandbox that knows every phone',
    texting({ inSandbox: known(true), verified: known([PHONE, '+441632960444']) }),
  ],
  ['outside the sandbox it does not matter what it knows', texting({ verified: DENIED })],
  [
    'no number to send from, where nobody has a phone in North America',
    {
      ...texting({ sendsFrom: known([]) }),
      settings: {
        ...SETTINGS,
        contacts: SETTINGS.contacts.map((one) =>
          one.id === 'oncall-a' ? { ...one, sms: '+441632960555' } : one,
        ),
      },
      account: 'not-asked',
    },
  ],
  [
    'a subscription made twice, once confirmed',
    topicOfA(known([SMS_OF_A, EMAIL_OF_A, { ...EMAIL_OF_A, state: 'pending', endedBy: 'not-asked' }])),
  ],
  [
    'somebody else in the topic',
    topicOfA(
      known([SMS_OF_A, EMAIL_OF_A, { ...confirmed('email', 'boss@example.com'), state: 'pending' as const }]),
    ),
  ],
  [
    'one node alone, behind the one host it has',
    { ...settings({ nodes: [SETTINGS.nodes[0]!], validators: [] }) },
  ],
  [
    'vantages that are no Regions',
    {
      ...settings({ vantages: [{ name: 'home' }, { name: 'office' }], pagingRegions: ['home', 'office'] }),
      account: 'not-asked',
    },
  ],
  ['clocks that nobody told', clocks()],
  ['half of two clocks agrees with ours', clocks(300)],
]

describe('the doctor', () => {
  for (const [law, facts] of WELL_TOO)
    it(`finds nothing in: ${law}`, () => assert.deepEqual(complaintsOf(facts), []))

  for (const [planted, facts, found] of [...DEFECTS, ...REACHES_NOBODY])
    it(`finds, and nothing else: ${planted}`, () => {
      assert.deepEqual(said(facts, 'defect'), found.toSorted())
      assert.deepEqual(said(facts, 'could-not-look'), [])
    })

  for (const [what, facts, found] of UNSEEN)
    it(`says that it could not look, and invents no defect: ${what}`, () => {
      assert.deepEqual(said(facts, 'could-not-look'), found)
      assert.deepEqual(said(facts, 'defect'), [])
    })

  for (const [law, contacts, notify, isOne] of CHANNELS)
    it(`one channel only: ${law}`, () => {
      const rotations = [rotation('phone', 'mail')].filter(() => notify.flat().includes('turns'))
      const facts = {
        ...settings({ contacts, rotations, escalation: policy(notify) }),
        account: 'not-asked' as const,
      }
      assert.equal(said(facts, 'defect').includes('one-channel escalation.critical'), isOne)
    })

  it('a secret missing here is a defect of a watch here, and the node that needs it is not named twice', () => {
    const fault = { kind: 'secret-missing' as const, detail: 'the secret token is missing' }
    const parts = { nodes: { a: fault } }
    const facts: DoctorFacts = {
      ...WELL,
      account: 'not-asked',
      here: here(parts, { secretsMissing: ['token'] }),
    }
    assert.deepEqual(said(facts, 'defect'), ['secret-here secret:token'])
    assert.deepEqual(said(facts, 'could-not-look'), [])
  })

  it('one Region that does not answer hides nothing of the others', () => {
    const facts: DoctorFacts = {
      ...WELL,
      account: REGIONS.map((name) =>
        name === PAGING
          ? { ...regionOf(name), secrets: DENIED, topics: DENIED }
          : { ...regionOf(name), secrets: known([]) },
      ),
    }
    assert.equal(said(facts, 'could-not-look').length, 2)
    assert.deepEqual(
      said(facts, 'defect'),
      ['link-key', 'pager', 'token'].map((name) => `secret secret:${name}`),
    )
  })

  it('no contact with an e-mail: the alarms reach nobody, said once for all Regions', () => {
    const contacts = SETTINGS.contacts.filter(({ id }) => id === 'machine')
    const facts = settings({
      contacts,
      rotations: [],
      escalation: { critical: policy([['machine']]).critical, warning: policy([['machine']]).critical },
    })
    assert.deepEqual(said(facts, 'defect'), ['alarm settings', 'one-channel escalation.critical'])
  })

  it('A4: a hundred functions at once are enough', () => {
    assert.deepEqual(complaintsOf(region({ concurrency: known(100) })), [])
  })

  it('has a case for every check that it lists', () => {
    const tried = new Set(
      [...DEFECTS, ...REACHES_NOBODY, ...UNSEEN].flatMap(([, , found]) =>
        found.map((one) => one.split(' ')[0]),
      ),
    )
    assert.deepEqual(
      Object.keys(CHECKS).filter((check) => !tried.has(check)),
      ['one-channel'],
    )
  })

  it('says what is wrong first, then what could not be looked at, each as a sentence with a mend', () => {
    const facts: DoctorFacts = { ...region({ secrets: DENIED }), here: here({ nodes: { a: 'dns' } }) }
    const complaints = complaintsOf(facts)
    assert.deepEqual(
      complaints.map(({ state }) => state),
      ['defect', 'could-not-look'],
    )
    for (const { says, mend } of complaints) assert.match(`${says}|${mend}`, /^\S.*\.\|[A-Z].*\.$/)
  })

  const MENDS: readonly (readonly [because: string, mend: RegExp])[] = [
    ['CredentialsProviderError: Could not load credentials from any providers', /Get credentials/],
    ['ExpiredTokenException: The security token included in the request is expired', /Get credentials/],
    ['AuthorizationErrorException: User is not authorized to perform it', /docs\/doctor\.md has the policy/],
    ['TimeoutError: no answer', /Run doctor again/],
  ]
  for (const [because, mend] of MENDS)
    it(`mends what could not be looked at by its reason: ${because}`, () => {
      const [complaint] = complaintsOf(region({ secrets: { known: false, because } }))
      assert.match(complaint!.mend, mend)
    })
})

function said(facts: DoctorFacts, state: DoctorComplaint['state']): readonly string[] {
  return complaintsOf(facts)
    .filter((one) => one.state === state)
    .map(({ check, subject }) => `${check} ${subject}`)
    .toSorted()
}
