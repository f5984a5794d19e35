/** Laws of secrets in Parameter Store: read once, ten at a time, and what is missing is said with its place. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { ssmClient, ssmSecrets } from '../../../../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../../../../lib/adapters/host/line-log.ts'
import { systemClock } from '../../../../lib/adapters/host/system-clock.ts'
import { beaconHttp } from '../../../../lib/adapters/http/beacon-http.ts'
import { whoseFault } from '../../../../lib/domain/look/fault.ts'
import { testClock } from '../../../contract/engines.ts'
import { PATIENCE_MS } from '../../../kit/patience.ts'
import { type SsmStub, ssmStub } from '../../../kit/ssm-stub.ts'

const PREFIX = '/watchfire/main/'

describe('secrets in SSM', () => {
  const parameters = new Map<string, string>()
  let isFailing = false
  let ssm: SsmStub
  const environment = { ...process.env }
  let lines: string[] = []
  before(async () => {
    ssm = await ssmStub(parameters, () => isFailing)
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SSM: ssm.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    })
  })
  after(async () => {
    process.env = environment
    await ssm.close()
  })
  beforeEach(() => {
    parameters.clear()
    lines = []
  })

  function secretsOf(...names: string[]) {
    const clock = testClock()
    const log = lineLog(clock, (line) => lines.push(line))
    const client = ssmClient('eu-central-1')
    const secrets = ssmSecrets({ client, clock, log, installation: 'main', region: 'eu-central-1', names })
    const asked = ssm.asked.length
    return { secrets, clock, requests: () => ssm.asked.slice(asked) }
  }

  it('are read decrypted, ten a request, whoever asks first and however many ask', async () => {
    const names = Array.from({ length: 23 }, (_, place) => `token-${place}`)
    for (const name of names) parameters.set(PREFIX + name, `value of ${name}\n`)
    const { secrets, requests } = secretsOf(...names)
    const values = await Promise.all([...names, ...names].map(secrets.get))
    assert.deepEqual(values.slice(0, 2), ['value of token-0', 'value of token-1'])
    const sizes = requests().map(({ names: asked }) => asked.length)
    assert.deepEqual(sizes.sort(), [10, 10, 3])
    assert.ok(requests().every(({ region }) => region === 'eu-central-1'))
  })

  it('are asked for again after a minute only, whether they were there or not', async () => {
    parameters.set(`${PREFIX}a`, 'old')
    const { secrets, clock, requests } = secretsOf('a', 'b')
    assert.deepEqual([await secrets.get('a'), await secrets.get('b')], ['old', undefined])
    parameters.set(`${PREFIX}a`, 'new').set(`${PREFIX}b`, 'set')
    clock.advance(59_000)
    assert.deepEqual([await secrets.get('a'), await secrets.get('b')], ['old', undefined])
    assert.equal(requests().length, 1)
    clock.advance(1_000)
    assert.deepEqual([await secrets.get('a'), await secrets.get('b')], ['new', 'set'])
    assert.equal(requests().length, 2)
  })

  it('a failure is no answer that there is none, stands for this look, and is logged without its words', async () => {
    const { secrets, clock } = secretsOf('a')
    parameters.set(`${PREFIX}a`, 'x')
    isFailing = true
    await assert.rejects(secrets.get('a'))
    isFailing = false
    await assert.rejects(secrets.get('a'))
    clock.advance(20_000)
    assert.equal(await secrets.get('a'), 'x')
    assert.match(lines.join(''), /parameter \/watchfire\/main\/a in eu-central-1/)
    assert.doesNotMatch(lines.join(''), /token-0/)
  })

  it('a node whose secret is missing is unknown, its fault and the log name parameter and Region', async () => {
    const { secrets } = secretsOf('gone')
    const nodes = beaconHttp({ clock: systemClock, secrets, privateAddresses: false, loopback: true })
    const headers = { authorization: 'Bearer ${secret:gone}' }
    const endpoint = { id: 'a', url: 'http://127.0.0.1:9', headers, tls: {} }
    const question = { method: 'GET', path: '/eth/v1/node/version' } as const
    const answer = await nodes.ask(endpoint, question, { deadlineAt: Date.now() + PATIENCE_MS })
    await nodes.close()
    assert.equal(answer.kind, 'fault')
    const { fault } = answer as Extract<typeof answer, { kind: 'fault' }>
    assert.equal(whoseFault(fault), 'ours')
    assert.equal(
      fault.detail,
      'Cannot ask 127.0.0.1:9: the secret gone is missing, expected it in parameter /watchfire/main/gone in eu-central-1',
    )
    assert.match(lines.join(''), /"parameter":"\/watchfire\/main\/gone","region":"eu-central-1"/)
  })
})
