/** Odd fields: any one field of any reply that is missing, null or nonsense loses itself alone, and what lacks it is told. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Look, ReachedNode } from '../../lib/domain/look/look.ts'
import { OLDER_VERSION_QUESTION, QUESTIONS } from '../../lib/domain/look/reply/questions.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { isWell, lookReport } from '../../lib/local/look-report.ts'
import type { BeaconNodes } from '../../lib/ports.ts'
import { lookAround } from '../../lib/work/look-around.ts'
import { answerTo, merged, type Schema } from '../domain/look/reply/standard.ts'
import { chainOf, fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'

const MISSING = Symbol('missing')
/** What no field of the standard may be, whatever its type. */
const ODDITIES = [MISSING, null, [], {}, '', '-1', '1.5', 1e300, '9'.repeat(30), '0x', 'yes', [null]] as const

/** Of each reply every field that the standard describes, by its path within `data`. */
const STANDARD_PATHS: Readonly<Record<string, string>> = {
  [QUESTIONS.head.path]: '/eth/v1/beacon/headers/{block_id}',
  [QUESTIONS.checkpoints.path]: '/eth/v1/beacon/states/{state_id}/finality_checkpoints',
}
const ASKED = [...Object.values(QUESTIONS), OLDER_VERSION_QUESTION].map(({ path }) => path)

const SPEC = {
  Fulu: { SECONDS_PER_SLOT: '12', SLOT_DURATION_MS: '12000', FULU_FORK_EPOCH: '411392' },
  Gloas: {
    SLOT_DURATION_MS: '12000',
    GLOAS_FORK_EPOCH: '500000',
    PAYLOAD_ATTESTATION_DUE_BPS: '7500',
    SLOT_DURATION_SCHEDULE: [{ EPOCH: '0', SLOT_DURATION_MS: '12000' }],
  },
} as const
type Fork = keyof typeof SPEC

/** What each field carries, in the words of a look's node; a field that is not here carries nothing that is judged. */
const CARRIES: Readonly<Record<string, readonly string[]>> = {
  // One hash binds all of them: without one of them there is no header.
  ...Object.fromEntries(
    [
      'root',
      ...['slot', 'proposer_index', 'parent_root', 'state_root', 'body_root'].map(
        (name) => `header.message.${name}`,
      ),
    ]
      .flatMap((path) => [path, ...parentsOf(path)])
      .map((path) => [path, ['head']]),
  ),
  finalized: ['checkpoints.finalized.epoch', 'checkpoints.finalized.root'],
  'finalized.epoch': ['checkpoints.finalized.epoch'],
  'finalized.root': ['checkpoints.finalized.root'],
  current_justified: ['checkpoints.justified.epoch', 'checkpoints.justified.root'],
  'current_justified.epoch': ['checkpoints.justified.epoch'],
  'current_justified.root': ['checkpoints.justified.root'],
  head_slot: ['syncing.headSlot'],
  sync_distance: ['syncing.distance'],
  is_syncing: ['syncing.syncing'],
  is_optimistic: ['syncing.optimistic'],
  el_offline: ['syncing.executionOffline'],
  connected: ['peers'],
  peer_id: ['about.peerId'],
  version: ['about.version'],
  beacon_node: ['about.version'],
  'beacon_node.name': ['about.version'],
  'beacon_node.version': ['about.version'],
  execution_client: ['about.executionVersion'],
  'execution_client.name': ['about.executionVersion'],
  'execution_client.version': ['about.executionVersion'],
  genesis_time: ['about.genesis.timeMs'],
  genesis_validators_root: ['about.genesis.validatorsRoot'],
  CONFIG_NAME: ['about.spec.name'],
  SLOTS_PER_EPOCH: ['about.spec.slotsPerEpoch'],
  SLOT_DURATION_SCHEDULE: ['about.spec.schedule'],
}

/** What is shown or only names the node: nobody is told that it is missing, for no rule needs it. */
const ONLY_SHOWN = [
  'syncing.headSlot',
  'syncing.distance',
  'about.peerId',
  'about.version',
  'about.executionVersion',
  'about.spec.name',
]

for (const fork of ['Fulu', 'Gloas'] as const)
  describe(`S2: one odd field, ${fork}`, () => {
    for (const path of ASKED)
      for (const field of fieldsOf(path, fork)) {
        it(`${path} ${field}: loses itself alone, and is told where a rule needs it`, async () => {
          const well = factsOf(await lookWith(fork, { path, field: 'none', oddity: MISSING }))
          for (const oddity of ODDITIES) await checkOdd({ fork, path, field, oddity, well })
        })
      }
  })

interface Oddity {
  readonly fork: Fork
  readonly path: string
  readonly field: string
  readonly oddity: unknown
  readonly well: Readonly<Record<string, unknown>>
}

async function checkOdd({ fork, path, field, oddity, well }: Oddity): Promise<void> {
  const look = await lookWith(fork, { path, field, oddity })
  const facts = factsOf(look)
  const said = `${path} ${field} ${oddity === MISSING ? 'missing' : JSON.stringify(oddity)}`
  const lost = Object.keys(well).filter((name) => JSON.stringify(facts[name]) !== JSON.stringify(well[name]))
  const may =
    fork === 'Gloas' && field === 'SLOT_DURATION_MS' ? ['about.spec.slotMs'] : (CARRIES[field] ?? [])
  assert.deepEqual(
    lost.filter((name) => !may.some((one) => name === one || name.startsWith(`${one}.`))),
    [],
    `${said}: lost more than itself`,
  )
  for (const name of lost)
    assert.ok([undefined, 'unknown', ...saidAsText(name, oddity)].includes(facts[name]), `${said}: ${name}`)
  // No schedule is none, and the one slot time holds.
  const isNone = (name: string) => name === 'about.spec.schedule' && facts[name] === undefined
  const needed = lost.filter((name) => !isNone(name) && !ONLY_SHOWN.some((shown) => name.startsWith(shown)))
  assert.equal(
    isWell(reportOf(look)),
    needed.length === 0,
    `${said}: told exactly when a rule lacks it (${lost})`,
  )
  const others = reportOf(look).findings.flatMap(({ subject }) =>
    subject === 'node:fra1-a' ? [] : [subject],
  )
  assert.deepEqual(others, [], `${said}: nobody else`)
}

/** Any text is a name. */
function saidAsText(name: string, oddity: unknown): readonly unknown[] {
  if (!ONLY_SHOWN.includes(name) || typeof oddity !== 'string' || oddity === '') return []
  return [`${oddity}/v8.0.0`, `Lighthouse/${oddity}`, `Geth/${oddity}`, oddity]
}

/** Every fact of the odd node, by its path; the fault's and the reply's times are not facts of it. */
function factsOf(look: Look): Record<string, unknown> {
  const node = look.nodes.find(({ id }) => id === 'fra1-a') as ReachedNode
  assert.equal(node.state, 'reached')
  const { head, checkpoints, syncing, peers, about } = node
  const { lastHead: _, askedAt: __, ...rest } = about
  return leaves({
    head,
    checkpoints,
    syncing,
    peers,
    about: rest,
    chain: look.chain,
    heads: look.sides.sides.length,
  })
}

function leaves(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [path]: value }
  const members = Object.entries(value).map(([name, member]) =>
    leaves(member, path === '' ? name : `${path}.${name}`),
  )
  return Object.assign({}, ...members) as Record<string, unknown>
}

function fieldsOf(path: string, fork: Fork): readonly string[] {
  if (path === QUESTIONS.spec.path) return ['CONFIG_NAME', 'SLOTS_PER_EPOCH', ...Object.keys(SPEC[fork])]
  const { schema } = answerTo(STANDARD_PATHS[path] ?? path)
  return membersOf(merged(schema).properties!.data!)
}

function membersOf(schema: Schema, path = ''): readonly string[] {
  return Object.entries(merged(schema).properties ?? {}).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`
    return [at, ...membersOf(member, at)]
  })
}

function parentsOf(path: string): readonly string[] {
  const steps = path.split('.').slice(0, -1)
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'))
}

interface Odd {
  readonly path: string
  readonly field: string
  readonly oddity: unknown
}

const SETTINGS = fleetSettings('', ['eu'])

/** A look in which one node of the fleet answers one question oddly. */
async function lookWith(fork: Fork, odd: Odd): Promise<Look> {
  const clock = { now: () => NOON, sleep: async () => undefined }
  const scripted = scriptedNodes(clock, chainOf(SETTINGS))
  const nodes: BeaconNodes = {
    ...scripted.nodes,
    async ask(endpoint, question, options) {
      const answer = await scripted.nodes.ask(endpoint, question, options)
      // The older question about the version is asked only of who does not answer the newer one.
      const isUnknown = question.path === QUESTIONS.version.path && odd.path === OLDER_VERSION_QUESTION.path
      if (answer.kind === 'fault' || isUnknown) return answer
      const { data = {}, ...envelope } = JSON.parse(answer.body) as { data?: object }
      const whole = { ...data, ...answersOf(question.path, fork) }
      const isOdd = endpoint.id === 'fra1-a' && question.path === odd.path
      const said = isOdd ? changed(whole, odd.field.split('.'), odd.oddity) : whole
      const status = Object.keys(whole).length > 0 ? 200 : answer.status
      return { ...answer, status, body: JSON.stringify({ ...envelope, data: said }) }
    },
  }
  const input = {
    clock,
    nodes,
    settings: SETTINGS,
    settingsHash: 'test',
    vantage: 'eu',
    at: NOON,
    previous: null,
  }
  return await lookAround(input)
}

function answersOf(path: string, fork: Fork): object {
  const client = { code: 'LH', name: 'Lighthouse', version: 'v8.0.0', commit: '0xced49dd2' }
  if (path === QUESTIONS.spec.path) return SPEC[fork]
  if (path !== QUESTIONS.version.path) return {}
  return { beacon_node: client, execution_client: { ...client, code: 'GE', name: 'Geth' } }
}

function changed(object: object, [name, ...rest]: readonly string[], oddity: unknown): object {
  const { [name as never]: member, ...others } = object
  if (rest.length > 0) return { ...object, [name!]: changed(member ?? {}, rest, oddity) }
  return oddity === MISSING ? others : { ...object, [name!]: oddity }
}

function reportOf(look: Look) {
  return lookReport(look, judge([look], SETTINGS, { now: NOON, freshMs: 210_000 }), SETTINGS)
}
