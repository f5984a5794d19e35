/** Secrets are put in once and nowhere else, and a URL shows its host or nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  fillSecrets,
  HIDDEN,
  hasMalformedTemplate,
  isTemplate,
  publicHost,
  secretNames,
  urlHash,
} from '../../../lib/domain/text/secret-text.ts'

test('secretNames: each name once, in the order they appear', () => {
  assert.deepEqual(secretNames('${secret:b}-${secret:a.1_x}-${secret:b}'), ['b', 'a.1_x'])
  assert.deepEqual(secretNames('secret:a ${secret:} ${SECRET:a} $secret:a'), [])
})

test('fillSecrets: every template is filled and the text around it is kept', () => {
  const filled = fillSecrets('Bearer ${secret:a}/${secret:b}/${secret:a}', (name) => `<${name}>`)
  assert.deepEqual(filled, { ok: true, value: 'Bearer <a>/<b>/<a>' })
})

test('fillSecrets: what stands in a secret is taken as it is', () => {
  const secrets: Record<string, string> = { a: '${secret:b} $& $1 $$', b: 'wrong' }
  assert.deepEqual(
    fillSecrets('x${secret:a}', (name) => secrets[name]),
    { ok: true, value: 'x${secret:b} $& $1 $$' },
  )
})

test('fillSecrets: a missing secret is named, an empty one is not missing', () => {
  const secrets: Record<string, string> = { a: '' }
  assert.deepEqual(
    fillSecrets('${secret:a}${secret:b}', (name) => secrets[name]),
    { ok: false, error: 'b' },
  )
  assert.deepEqual(
    fillSecrets('${secret:a}', (name) => secrets[name]),
    { ok: true, value: '' },
  )
})

const MALFORMED = [
  '${secret:}',
  '${secret:a b}',
  '${secret:a',
  '${env:A}',
  '{secret:a}',
  '${Secret:a}',
  '$' + '{}',
]
for (const text of MALFORMED)
  test(`a template that is none is noticed: ${text}`, () => {
    assert.equal(hasMalformedTemplate(`Bearer ${text}`), true)
    assert.equal(hasMalformedTemplate(`\${secret:good} ${text}`), true)
    assert.equal(isTemplate(text), false)
  })

test('good templates and plain texts are not malformed', () => {
  for (const text of ['', 'plain', 'Bearer ${secret:a-1}', '${secret:a}${secret:b}', 'topsecret: no'])
    assert.equal(hasMalformedTemplate(text), false, text)
  assert.equal(isTemplate('${secret:a}'), true)
  assert.equal(isTemplate(' ${secret:a}'), false)
  assert.equal(isTemplate('${secret:a}\n'), false)
})

const HOSTS: readonly (readonly [url: string, shown: string])[] = [
  ['https://bn1.example.com', 'bn1.example.com'],
  ['https://bn1.example.com:443/', 'bn1.example.com'],
  ['http://bn1.example.com:5052/sesame/path?key=sesame#sesame', 'bn1.example.com:5052'],
  ['https://bn1.example.com/${secret:key}/v1', 'bn1.example.com'],
  ['https://user:sesame@bn1.example.com/', 'bn1.example.com'],
  ['http://[2001:db8::1]:5052/', '[2001:db8::1]:5052'],
  ['http://127.0.0.1:9000', '127.0.0.1:9000'],
  ['HTTPS://BN1.example.com/sesame', 'bn1.example.com'],
  ['https://user:ses/ame@bn1.example.com/', HIDDEN],
  ['https://sesame/x@bn1.example.com/', HIDDEN],
  ['https://sesame\\@bn1.example.com/', HIDDEN],
  ['https://bn1.example.com:port/sesame', HIDDEN],
  ['https://${secret:host}/', HIDDEN],
  ['https://${', HIDDEN],
  ['ftp://sesame.example.com', HIDDEN],
  ['sesame', HIDDEN],
  ['', HIDDEN],
]
for (const [url, shown] of HOSTS)
  test(`of ${JSON.stringify(url)} only ${shown} is shown`, () => assert.equal(publicHost(url), shown))

test('publicHost never throws, and what it shows has no path, query, user info or template', () => {
  const anyUrl = fc
    .tuple(fc.constantFrom('', 'http://', 'https://', 'https:/', 'wss://'), fc.string())
    .map((p) => p.join(''))
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), anyUrl, fc.webUrl({ withQueryParameters: true, withFragments: true })),
      (url) => {
        const shown = publicHost(url)
        if (shown !== HIDDEN) assert.doesNotMatch(shown, /[/?#@\\\s]|\$\{/)
      },
    ),
    { numRuns: 500 },
  )
})

test('urlHash: the same for the same text, another for another, and nothing of the URL in it', () => {
  assert.match(urlHash('https://a.example.com/sesame'), /^[0-9a-f]{16}$/)
  assert.equal(urlHash('https://a.example.com/é'), urlHash('https://a.example.com/é'))
  assert.notEqual(urlHash('https://a.example.com'), urlHash('https://a.example.com/'))
})
