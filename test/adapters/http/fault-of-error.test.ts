/** Names for errors that no test on loopback can cause: other networks, certificates and exhausted machines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stage } from '../../../lib/adapters/http/attempt.ts'
import { faultOfError } from '../../../lib/adapters/http/fault-of-error.ts'
import { whoseFault } from '../../../lib/domain/look/fault.ts'

const failed = (code: string, address?: string) =>
  Object.assign(new Error(`connect ${code} https://host/secret-path`), {
    code,
    ...(address ? { address } : {}),
  })

const kindOf = (error: unknown, stage: Stage = 'connecting') =>
  faultOfError(error, { host: 'bn1.example.com', stage }).kind

const V6 = '2001:db8::1'
const V4 = '192.0.2.1'

test('a name with only IPv6 addresses, from a machine without IPv6, is no route and says nothing of the node', () => {
  for (const code of ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']) {
    assert.equal(kindOf(failed(code, V6)), 'no-route')
    const all = faultOfError(new AggregateError([failed(code, V6), failed(code, V6)]), {
      host: 'bn1.example.com',
      stage: 'connecting',
    })
    assert.deepEqual([all.kind, whoseFault(all)], ['no-route', 'ours'])
    assert.match(all.detail, /not reachable from this vantage/)
  }
})

test('where an IPv4 address failed too, that failure is the fault', () => {
  const over = (v4: string) => kindOf(new AggregateError([failed('ENETUNREACH', V6), failed(v4, V4)]))
  assert.equal(over('ECONNREFUSED'), 'connection-refused')
  assert.equal(over('EHOSTUNREACH'), 'connection-refused')
  assert.equal(over('ETIMEDOUT'), 'connect-timeout')
  assert.equal(over('ENETUNREACH'), 'no-route')
})

test('what this machine lacks is not held against the node', () => {
  for (const code of ['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL', 'EPERM', 'EACCES'])
    assert.equal(whoseFault(faultOfError(failed(code), { host: 'h', stage: 'connecting' })), 'ours', code)
})

const NAMED: readonly (readonly [Stage, string, string])[] = [
  ['resolving', 'ENOTFOUND', 'dns'],
  ['resolving', 'EAI_AGAIN', 'dns'],
  ['resolving', 'ESERVFAIL', 'dns'],
  ['connecting', 'ETIMEDOUT', 'connect-timeout'],
  ['waiting', 'ETIMEDOUT', 'timeout'],
  ['waiting', 'EPIPE', 'connection-reset'],
  ['receiving', 'ECONNRESET', 'connection-reset'],
  ['receiving', 'UND_ERR_SOCKET', 'connection-reset'],
  ['securing', 'CERT_HAS_EXPIRED', 'tls-expired'],
  ['securing', 'CERT_NOT_YET_VALID', 'tls-expired'],
  ['securing', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls-name'],
  ['securing', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
  ['securing', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-untrusted'],
  ['securing', 'CERT_REVOKED', 'tls-untrusted'],
  ['securing', 'EPROTO', 'tls-handshake'],
  ['securing', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'tls-handshake'],
  ['securing', 'UNABLE_TO_GET_CRL', 'tls-handshake'],
  ['securing', 'ECONNRESET', 'connection-reset'],
  ['waiting', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-handshake'],
  ['waiting', 'UND_ERR_HEADERS_OVERFLOW', 'too-large'],
  ['waiting', 'ESOMETHINGNEW', 'connection-reset'],
]

test('each code has its name at each stage', () => {
  for (const [stage, code, kind] of NAMED)
    assert.deepEqual([stage, code, kindOf(failed(code), stage)], [stage, code, kind])
})

test("an error's own message, which may hold a path, is never repeated", () => {
  for (const [stage, code] of NAMED)
    assert.doesNotMatch(faultOfError(failed(code), { host: 'h', stage }).detail, /secret-path|https:/)
})

test('what is thrown and is no error is still a fault', () => {
  assert.equal(kindOf('text'), 'connection-reset')
  assert.equal(kindOf(new AggregateError([])), 'connection-reset')
})

test('W: a wrong scheme and a port that speaks HTTP/2 alone are said in words that need no manual', () => {
  const detailOf = (code: string, stage: Stage) => faultOfError(failed(code), { host: 'h', stage }).detail
  assert.match(
    detailOf('ERR_SSL_WRONG_VERSION_NUMBER', 'securing'),
    /does not speak TLS: it serves plain http/,
  )
  assert.match(
    detailOf('ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'securing'),
    /it speaks HTTP\/2 alone, and Watchfire asks by HTTP\/1\.1/,
  )
  assert.match(
    detailOf('UND_ERR_SOCKET', 'waiting'),
    /a port does that speaks TLS and is asked in plain http/,
  )
  assert.match(detailOf('UND_ERR_SOCKET', 'receiving'), /closed before the answer was complete/)
})
