/** `watchfire secret` as its user runs it: the value goes to every vantage Region and to no other place. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, afterEach, before, describe, it } from 'node:test'
import type { ReadStream } from 'node:tty'
import { readSecret } from '../../../bin/commands/secret-input.ts'
import { run } from '../../kit/command.ts'
import { type SsmServer, ssmEnvironment, ssmServer } from '../../kit/ssm-server.ts'

const REGIONS = ['eu-central-1', 'us-west-2', 'ap-southeast-2']
const VALUE = 'correct-horse-battery'

describe('secret', () => {
  let folder: string
  let ssm: SsmServer
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    ssm = await ssmServer()
    writeFileSync(join(folder, 'watchfire.yaml'), SETTINGS)
  })
  afterEach(() => {
    for (const region of REGIONS) ssm.refuse(region, undefined)
  })
  after(async () => {
    await ssm.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const secret = async (args: readonly string[], input = '') => {
    const done = await run(['secret', ...args], { cwd: folder, env: ssmEnvironment(ssm), input })
    assert.ok(!`${done.stdout}${done.stderr}`.includes(VALUE), 'the value is never printed')
    return done
  }
  const inRegion = (region: string, name: string) => ssm.regions.get(region)?.get(`/watchfire/night/${name}`)

  it('set: the value from stdin becomes a SecureString in every vantage, without its last line break', async () => {
    const { code, stdout, stderr } = await secret(['set', 'bn1-token'], `${VALUE}\n`)
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(stdout, REGIONS.map((one) => `${one}: done, /watchfire/night/bn1-token\n`).join(''))
    for (const region of REGIONS)
      assert.deepEqual(inRegion(region, 'bn1-token'), { value: VALUE, type: 'SecureString' })
  })

  it('set: it replaces what was there, and keeps the line breaks within', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
    assert.equal((await secret(['set', 'bn1-token'], `${pem}\r\n`)).code, 0)
    assert.equal(inRegion('us-west-2', 'bn1-token')?.value, pem)
  })

  it('set --generate: 32 random bytes, the same in every Region, and others the next time', async () => {
    const made = async () => {
      assert.equal((await secret(['set', 'bn1-token', '--generate'])).code, 0)
      const values = new Set(REGIONS.map((region) => inRegion(region, 'bn1-token')?.value))
      assert.equal(values.size, 1)
      return [...values][0]!
    }
    const [first, second] = [await made(), await made()]
    assert.match(first, /^[A-Za-z0-9_-]{43}$/)
    assert.notEqual(first, second)
  })

  it('set: one Region that refuses does not keep the others from it, and is named', async () => {
    ssm.refuse('us-west-2', () => ({ type: 'AccessDeniedException', message: 'not authorized' }))
    const { code, stdout, stderr } = await secret(['set', 'bn2-token'], VALUE)
    assert.equal(code, 1)
    assert.match(stdout, /^us-west-2: failed, AccessDeniedException: not authorized$/m)
    assert.deepEqual(
      REGIONS.map((region) => inRegion(region, 'bn2-token') !== undefined),
      [true, false, true],
    )
    assert.match(stderr, /^watchfire: Cannot set the secret bn2-token in us-west-2: /)
    assert.match(stderr, /give the same value, for it is written to every Region again/)
    ssm.refuse('us-west-2', undefined)
    assert.equal((await secret(['set', 'bn2-token'], VALUE)).code, 0)
    assert.ok(inRegion('us-west-2', 'bn2-token'))
  })

  it('set: a service that repeats the value in its refusal does not make us print it', async () => {
    ssm.refuse('eu-central-1', ({ Value }) => ({ type: 'ValidationException', message: `Value '${Value}'` }))
    ssm.refuse('us-west-2', ({ Value }) => ({ type: 'InternalServerError', message: `at ${Value} it broke` }))
    ssm.refuse('ap-southeast-2', 'hang-up')
    const { code, stdout } = await secret(['set', 'bn1-token'], VALUE)
    assert.equal(code, 1)
    assert.match(stdout, /eu-central-1: failed, ValidationException: \(hidden\)/)
    assert.match(stdout, /us-west-2: failed, InternalServerError: at \(hidden\) it broke/)
    assert.match(stdout, /ap-southeast-2: failed, /)
  })

  it('set: a name that the settings do not use is a warning, with the one that was meant', async () => {
    const { code, stderr } = await secret(['set', 'bn1-tokn'], VALUE)
    assert.equal(code, 0)
    assert.equal(stderr, 'warning: The settings do not name the secret bn1-tokn; did you mean bn1-token?\n')
    const other = await secret(['set', 'none-of-these', '--generate'])
    assert.equal(
      other.stderr,
      'warning: The settings do not name the secret none-of-these; they name bn1-token, bn2-token, pager\n',
    )
  })

  it('set link-key --generate: a new key before the one that signed, which it keeps, in every Region', async () => {
    const rotate = async () => {
      const done = await secret(['set', 'link-key', '--generate'])
      assert.deepEqual([done.code, done.stderr], [0, ''])
      const values = new Set(REGIONS.map((region) => inRegion(region, 'link-key')?.value))
      assert.equal(values.size, 1)
      const [value] = [...values]
      assert.ok(!done.stdout.includes(value!.slice(2)))
      return value!.split(' ')
    }
    const [first, second, third] = [await rotate(), await rotate(), await rotate()]
    assert.match(first.join(' '), /^1:[A-Za-z0-9_-]{43}$/)
    assert.deepEqual([second.length, second[1]], [2, first[0]])
    assert.deepEqual([third.length, third[1]], [2, second[0]])
    assert.equal(new Set([first[0], second[0], third[0]].map((key) => key!.slice(0, 1))).size, 3)
  })

  it('set link-key --generate: a Region that missed a rotation does not lose the links it has signed', async () => {
    const keyOf = (region: string) => inRegion(region, 'link-key')!.value.split(' ')
    ssm.refuse('us-west-2', () => ({ type: 'InternalServerError', message: 'later' }))
    const missed = await secret(['set', 'link-key', '--generate'])
    assert.equal(missed.code, 1)
    assert.match(missed.stderr, /warning: Cannot read the present link-key of us-west-2: InternalServerError/)
    assert.match(missed.stderr, /keeps those that sign links now/)
    ssm.refuse('us-west-2', undefined)
    const signing = [keyOf('eu-central-1')[0], keyOf('us-west-2')[0]]
    assert.notEqual(signing[0], signing[1])
    assert.equal((await secret(['set', 'link-key', '--generate'])).code, 0)
    for (const region of REGIONS) assert.deepEqual(keyOf(region).slice(1), signing)
  })

  it('set link-key --generate: where no Region tells the present key, nothing is written', async () => {
    const before = inRegion('us-west-2', 'link-key')
    for (const region of REGIONS) ssm.refuse(region, () => ({ type: 'AccessDeniedException', message: 'no' }))
    const { code, stdout, stderr } = await secret(['set', 'link-key', '--generate'])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /no Region tells its present link-key, to keep it \(eu-central-1: AccessDenied/)
    assert.deepEqual(inRegion('us-west-2', 'link-key'), before)
  })

  const MISTAKES: readonly (readonly [args: readonly string[], input: string, problem: RegExp])[] = [
    [[], '', /no command "secret", expected secret set or secret list/],
    [['put', 'bn1-token'], VALUE, /no command "secret put"/],
    [['set'], VALUE, /NAME is missing/],
    [['set', 'bn1/token'], VALUE, /its name is "bn1\/token", expected letters/],
    [['set', 'bn1-token', VALUE], '', /expected its value on stdin, never on the command line/],
    [['set', 'bn1-token'], '\n', /stdin is empty/],
    [
      ['set', 'link-key'],
      VALUE,
      /the secret link-key in stdin is no link key: its key number 1 .*--generate/,
    ],
    [['set', 'bn1-token'], 'x'.repeat(4_097), /more than 4096 bytes|takes 4097 bytes/],
    [['set', 'bn1-token'], 'x'.repeat(100_000), /takes more than 4096 bytes/],
    [['set', 'bn1-token', '--settings', 'none.yaml'], VALUE, /none.yaml/],
  ]

  for (const [args, input, problem] of MISTAKES)
    it(`a mistake writes nothing and exits 2: ${args.join(' ')} with ${input.length} bytes`, async () => {
      const before = ssm.asked.length
      const { code, stdout, stderr } = await secret(args, input)
      assert.deepEqual([code, stdout, ssm.asked.length], [2, '', before])
      assert.match(stderr, problem)
    })

  it('list: which secrets the settings need, and in which Region each is missing, exit 1', async () => {
    for (const region of REGIONS) ssm.put(region, '/watchfire/night/bn1-token', SECURE)
    ssm.put('us-west-2', '/watchfire/night/pager', { value: VALUE, type: 'String' })
    ssm.put('us-west-2', '/watchfire/day/bn2-token', SECURE)
    ssm.refuse('ap-southeast-2', () => ({ type: 'AccessDeniedException', message: 'no' }))
    const { code, stdout } = await secret(['list'])
    assert.equal(code, 1)
    assert.match(stdout, /^bn1-token\n {2}eu-central-1: present\n {2}us-west-2: present\n/)
    assert.match(stdout, /^pager\n {2}eu-central-1: missing\n {2}us-west-2: present, but in clear/m)
    assert.match(stdout, /ap-southeast-2: unknown, AccessDeniedException: no/)
    assert.ok(ssm.asked.includes('eu-central-1 DescribeParameters'))
  })

  it('list: all there, over several pages, exit 0; and as JSON', async () => {
    for (const region of REGIONS)
      for (const name of ['bn1-token', 'bn2-token', 'pager', 'link-key'])
        ssm.put(region, `/watchfire/night/${name}`, SECURE)
    const { code, stdout } = await secret(['list', '--json'])
    const listed = JSON.parse(stdout) as { secret: string; regions: { region: string; state: string }[] }[]
    assert.equal(code, 0)
    assert.deepEqual(
      listed.map(({ secret: name, regions }) => [
        name,
        regions.map(({ region, state }) => `${region} ${state}`),
      ]),
      ['bn1-token', 'bn2-token', 'pager', 'link-key'].map((name) => [
        name,
        REGIONS.map((region) => `${region} present`),
      ]),
    )
  })
})

describe('a secret typed on a terminal', () => {
  /** What a terminal is to the reader; `raw` tells whether it would show what is typed. */
  const terminal = () => {
    const modes: boolean[] = []
    const stream = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (raw: boolean) => void modes.push(raw),
    })
    const shown: string[] = []
    const stderr = { write: (text: string) => shown.push(text) } as unknown as NodeJS.WriteStream
    const reading = readSecret(stream as unknown as ReadStream, 'Value: ', stderr)
    return { stream, modes, shown, reading }
  }

  it('is not shown, ends with the line, and lets itself be corrected', async () => {
    const { stream, modes, shown, reading } = terminal()
    for (const keys of ['hunter', '3\x7f2', '\r']) stream.write(keys)
    assert.deepEqual(await reading, { ok: true, value: 'hunter2' })
    assert.deepEqual(modes, [true, false])
    assert.equal(shown.join(''), 'Value: \n')
  })

  it('a PEM text, of which one line would be taken, is refused', async () => {
    const { stream, reading } = terminal()
    stream.write('-----BEGIN PRIVATE KEY-----\nMIIB\n')
    const read = await reading
    assert.match(read.ok ? 'read' : read.error, /several lines/)
  })

  it('Ctrl-C gives the terminal back and sets nothing', async () => {
    const { stream, modes, reading } = terminal()
    stream.write('hunt\x03')
    assert.deepEqual(await reading, { ok: false, error: 'it was interrupted' })
    assert.deepEqual(modes, [true, false])
  })
})

const SECURE = { value: VALUE, type: 'SecureString' }

const SETTINGS = `name: night
network: mainnet
vantages: [${REGIONS.join(', ')}]
nodes:
  - { id: a, url: "https://a.example.com", headers: { authorization: "Bearer \${secret:bn1-token}" } }
  - { id: b, url: "https://b.example.com", headers: { authorization: "Bearer \${secret:bn2-token}" } }
contacts:
  - { id: pager, webhook: { kind: pagerduty, routingKey: "\${secret:pager}" } }
`
