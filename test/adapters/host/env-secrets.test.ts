/** Secrets from the environment: how a secret's name becomes a variable's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { envSecrets, variableOf } from '../../../lib/adapters/host/env-secrets.ts'

test('a secret is read from the variable with its name in capitals', async () => {
  assert.equal(variableOf('bn1-token.v2'), 'WATCHFIRE_SECRET_BN1_TOKEN_V2')
  const secrets = envSecrets({ WATCHFIRE_SECRET_BN1_TOKEN: 'abc', BN1_TOKEN: 'no' })
  assert.equal(await secrets.get('bn1-token'), 'abc')
  assert.equal(await secrets.get('bn2-token'), undefined)
  assert.equal(secrets.placeOf?.('bn2-token'), 'environment variable WATCHFIRE_SECRET_BN2_TOKEN')
})

test('the line break at the end of a file is no part of the secret, other spaces are', async () => {
  const secrets = envSecrets({ WATCHFIRE_SECRET_A: ' abc \n', WATCHFIRE_SECRET_B: 'one\ntwo\r\n' })
  assert.equal(await secrets.get('a'), ' abc ')
  assert.equal(await secrets.get('b'), 'one\ntwo')
})
