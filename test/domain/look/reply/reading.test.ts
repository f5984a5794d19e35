/** An HTTP answer is facts or a named fault, by its status and its body. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPeerCount } from '../../../../lib/domain/look/reply/peer-count.ts'
import { faultOf } from './readers.ts'
import { recordedAnswer } from './recorded.ts'

const VALID = '{"data":{"connected":"7"}}'

describe('the status of an answer', () => {
  for (const status of [200, 206, 503]) {
    it(`${status} with a readable body carries facts`, () => {
      assert.deepEqual(readPeerCount({ status, body: VALID }), { ok: true, value: 7 })
    })
  }

  for (const status of [100, 400, 401, 403, 404, 405, 429, 500, 501, 502, 504, 599]) {
    it(`${status} carries none, whatever the body`, () => {
      const reading = readPeerCount({ status, body: VALID })
      assert.ok(!reading.ok)
      assert.deepEqual([reading.error.kind, reading.error.status], ['http-status', status])
    })
  }

  it('of a redirect is a fault of its own, for none is followed', () => {
    assert.equal(
      faultOf(readPeerCount({ status: 302, body: VALID })),
      'redirect: HTTP 302: redirects are not followed',
    )
  })

  const cases: readonly (readonly [number, string, string])[] = [
    [401, '', 'HTTP 401: refuses our token or address'],
    [403, '<html>', 'HTTP 403: refuses our token or address'],
    [429, '{"message":"slow down"}', 'HTTP 429: limits our rate; it says "slow down"'],
    [502, '<html>', 'HTTP 502: the proxy answers, the node behind it does not'],
    [504, '', 'HTTP 504: the proxy answers, the node behind it does not'],
    [503, '', 'HTTP 503: says that it is not ready'],
    [503, '{"data":{"connected":"x"}}', 'HTTP 503: says that it is not ready'],
    [
      503,
      '{"code":503,"message":"Beacon node is currently syncing"}',
      'HTTP 503: says that it is not ready; it says "Beacon node is currently syncing"',
    ],
    [500, '{"code":500,"message":""}', 'HTTP 500: failed inside'],
    [500, '{"code":500,"message":{"a":1}}', 'HTTP 500: failed inside'],
    [500, '"message"', 'HTTP 500: failed inside'],
    [
      500,
      `{"message":"${'no '.repeat(100)}"}`,
      `HTTP 500: failed inside; it says "${'no '.repeat(26).slice(0, 77)}..."`,
    ],
    [
      404,
      '{"message":"no /k3y/eth/v1/x here"}',
      'HTTP 404: does not offer this path; it says "no /... here"',
    ],
  ]
  for (const [status, body, detail] of cases) {
    it(`is said with what the body says: ${detail}`, () => {
      assert.equal(faultOf(readPeerCount({ status, body })), `http-status: ${detail}`)
    })
  }

  it('of a Lodestar that does not know a block name or a path is said in its words, without the path', () => {
    assert.equal(
      faultOf(readPeerCount(recordedAnswer('lodestar a', '/eth/v1/beacon/headers/justified'))),
      'http-status: HTTP 400: does not understand the question; it says "Invalid block id \'justified\'"',
    )
    assert.equal(
      faultOf(readPeerCount(recordedAnswer('lodestar a', '/eth/v1/nonsense'))),
      'http-status: HTTP 404: does not offer this path; it says "Route GET:/... not found"',
    )
  })
})

describe('a 200 whose body is no answer is a fault', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a web page', '<html>', 'not-json: the reply begins with "<html>", expected JSON'],
    ['nothing', '', 'not-json: the reply is empty, expected JSON'],
    [
      'an error body',
      '{"code":500,"message":"Internal server error"}',
      'malformed: data is missing, expected an object; it says "Internal server error"',
    ],
    ['a list', '[]', 'malformed: data is missing, expected an object'],
    ['a number', '7', 'malformed: data is missing, expected an object'],
    ['null', 'null', 'malformed: data is missing, expected an object'],
    ['null data', '{"data":null}', 'malformed: data is null, expected an object'],
    ['a list of data', '{"data":[]}', 'malformed: data is a list, expected an object'],
    [
      'what is reached only through a prototype',
      '{"__proto__":{"data":{"connected":"7"}}}',
      'malformed: data is missing, expected an object',
    ],
    [
      'a field reached only through a prototype',
      '{"data":{"__proto__":{"connected":"7"}}}',
      'malformed: data.connected is missing, expected a decimal integer',
    ],
    [
      'too deep',
      '['.repeat(100_000),
      'too-large: the reply is nested deeper than 64 levels, more than we read',
    ],
  ]
  for (const [what, body, fault] of cases) {
    it(what, () => assert.equal(faultOf(readPeerCount({ status: 200, body })), fault))
  }
})
