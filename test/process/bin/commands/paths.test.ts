/** What `watchfire paths` prints lets through every question that Watchfire asks, and is what the guide's recipe says. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import {
  headerAt,
  headerByRoot,
  LIVENESS_PATH,
  OLDER_VERSION_QUESTION,
  QUESTIONS,
} from '../../../../lib/domain/look/reply/questions.ts'
import { standardPaths } from '../../../domain/look/reply/standard.ts'
import { run } from '../../../kit/command.ts'

const GUIDE = readFileSync(new URL('../../../../docs/expose-nodes.md', import.meta.url), 'utf8')
const ROOT = `0x${'0af9'.repeat(16)}`

interface Allowed {
  readonly method: string
  readonly path: string
  readonly pattern: string
}

describe('paths', () => {
  let allowed: readonly Allowed[]
  before(async () => {
    allowed = JSON.parse((await run(['paths', '--json'])).stdout) as Allowed[]
  })

  const matching = ({ method, path }: Pick<Allowed, 'method' | 'path'>) =>
    allowed.filter((each) => each.method === method && new RegExp(each.pattern).test(path))

  it('let every question through, each by one pattern', () => {
    const asked = [
      ...Object.values(QUESTIONS),
      OLDER_VERSION_QUESTION,
      headerAt(0),
      headerAt(Number.MAX_SAFE_INTEGER),
      headerByRoot(ROOT),
      { method: 'POST', path: LIVENESS_PATH.replace('{epoch}', '409600') },
    ]
    for (const question of asked) assert.equal(matching(question).length, 1, question.path)
    const used = new Set(asked.flatMap(matching))
    assert.deepEqual([...used].length, allowed.length, 'a pattern that nothing needs is one too many')
  })

  it('let nothing else through', () => {
    const refused = [
      '/eth/v1/node/syncing?',
      '/eth/v1/node/syncing/',
      'x/eth/v1/node/syncing',
      '/eth/v1/node/peers',
      '/eth/v1/beacon/headers/finalized',
      '/eth/v1/beacon/states/finalized/finality_checkpoints',
      `/eth/v1/beacon/headers/${ROOT}0`,
      '/eth/v1/beacon/headers/-1',
    ]
    for (const path of refused) assert.deepEqual(matching({ method: 'GET', path }), [], path)
  })

  it('are in the standard', () => {
    const known = standardPaths()
    assert.deepEqual(
      allowed.map(({ path }) => path).filter((path) => !known.includes(path)),
      [],
    )
  })

  it('are one a line for people', async () => {
    const { stdout } = await run(['paths'])
    assert.equal(stdout, allowed.map(({ method, path }) => `${method} ${path}\n`).join(''))
    assert.match(stdout, /^POST \/eth\/v1\/validator\/liveness\/\{epoch\}$/m)
  })

  it('are in the recipe of the guide as --nginx prints them', async () => {
    const { stdout } = await run(['paths', '--nginx'])
    assert.match(stdout, /^map "\$request_method \$request_uri" \$watchfire_path \{\n/)
    assert.ok(GUIDE.includes(`\n${stdout}`), `docs/expose-nodes.md does not hold:\n${stdout}`)
  })

  it('are printed in one form', async () => {
    assert.deepEqual(await run(['paths', '--json', '--nginx']), {
      code: 2,
      stdout: '',
      stderr: 'watchfire: Cannot print the paths: --json and --nginx exclude each other\n',
    })
  })
})
