/** Laws of a function's config: the settings beside the code, the names in the variables, and no start without them. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { functionConfig } from '../../../lib/adapters/aws/function-config.ts'
import { accountOf } from '../../../lib/adapters/aws/lambda-context.ts'
import { fleetSettings } from '../../domain/made-up-fleet.ts'

const settings = fleetSettings()

describe('a function', () => {
  let folder: string
  let code: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    code = pathToFileURL(join(folder, 'index.mjs')).href
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ settings, hash: 'abc' }))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('starts with the settings beside its code', () => {
    const env = { WATCHFIRE_INSTALLATION: 'main', WATCHFIRE_VANTAGE: 'us' }
    const names = { installation: 'main', vantage: 'us' }
    assert.deepEqual(functionConfig(code, env), { settings, settingsHash: 'abc', ...names, loopback: false })
    const { loopback } = functionConfig(code, { ...env, WATCHFIRE_ALLOW_LOOPBACK: '1' })
    assert.equal(loopback, true)
  })

  for (const [env, says] of [
    [{ WATCHFIRE_VANTAGE: 'us' }, 'Cannot start: the environment variable WATCHFIRE_INSTALLATION is not set'],
    [
      { WATCHFIRE_INSTALLATION: 'main' },
      'Cannot start: the environment variable WATCHFIRE_VANTAGE is not set',
    ],
    [
      { WATCHFIRE_INSTALLATION: 'main', WATCHFIRE_VANTAGE: 'mars' },
      'Cannot start: WATCHFIRE_VANTAGE is "mars", expected one of eu, us, ap',
    ],
  ] as const)
    it(`does not start with ${JSON.stringify(env)}`, () =>
      assert.throws(() => functionConfig(code, env), { message: says }))

  it('knows the account from its own name', () => {
    const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:watchfire-main-judge'
    assert.equal(accountOf({ invokedFunctionArn: arn }), '111122223333')
    assert.throws(() => accountOf({ invokedFunctionArn: 'x' }), /is no ARN of a function/)
  })
})
