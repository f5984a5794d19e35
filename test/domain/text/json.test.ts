/** Text from a stranger becomes a plain value or a named fault, and nothing else. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { NESTING_MAX, readJson } from '../../../lib/domain/text/json.ts'

describe('JSON is read', () => {
  it('whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        const text = JSON.stringify(value)
        assert.deepEqual(readJson(text), { ok: true, value: withoutPrototypeKeys(JSON.parse(text)) })
      }),
    )
  })

  it('down to the deepest level allowed, and brackets in strings do not count', () => {
    assert.ok(readJson(nested(NESTING_MAX)).ok)
    assert.ok(readJson(JSON.stringify('['.repeat(1_000))).ok)
    assert.ok(readJson(`"\\"${'{'.repeat(1_000)}"`).ok)
  })

  it('without the keys that reach into prototypes, at any depth', () => {
    const reading = readJson(
      '{"a":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"b":2},"prototype":3}',
    )
    assert.ok(reading.ok)
    assert.equal(JSON.stringify(reading.value), '{"a":{"b":2}}')
    const a = (reading.value as { a: object }).a
    assert.equal(Object.getPrototypeOf(a), Object.prototype)
    assert.equal('polluted' in {}, false)
  })

  it('also when such a key is written with escapes', () => {
    assert.deepEqual(readJson('{"\\u005f_proto__":{"x":1},"y":2}'), { ok: true, value: { y: 2 } })
  })
})

describe('what is not JSON is a fault that says what was found', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'not-json: the reply is empty, expected JSON'],
    [' \r\n', 'not-json: the reply is empty, expected JSON'],
    ['<html><body>502</body>', 'not-json: the reply begins with "<html><body>502</...>", expected JSON'],
    ['<!DOCTYPE html>\n<html>', 'not-json: the reply begins with "<!DOCTYPE html> <html>", expected JSON'],
    ['{"data":{"slo', 'not-json: the reply ends after 13 characters, expected JSON'],
    ['{"data":"abc', 'not-json: the reply ends after 12 characters, expected JSON'],
    ['{"data":1}}', 'not-json: the reply begins with "{\'data\':1}}", expected JSON'],
    ['{data:1}', 'not-json: the reply begins with "{data:1}", expected JSON'],
    ['NaN', 'not-json: the reply begins with "NaN", expected JSON'],
    ['\u001b[2Jgone', 'not-json: the reply begins with " [2Jgone", expected JSON'],
    ['Cannot GET /k3y/eth/v1', 'not-json: the reply begins with "Cannot GET /...", expected JSON'],
    [nested(65), 'too-large: the reply is nested deeper than 64 levels, more than we read'],
    ['['.repeat(100_000), 'too-large: the reply is nested deeper than 64 levels, more than we read'],
    ['{"a":'.repeat(100_000), 'too-large: the reply is nested deeper than 64 levels, more than we read'],
  ]
  for (const [text, expected] of cases) {
    it(JSON.stringify(text.slice(0, 30)), () => {
      const reading = readJson(text)
      assert.ok(!reading.ok)
      assert.equal(`${reading.error.kind}: ${reading.error.detail}`, expected)
    })
  }

  it('never throws and never shows more than 40 characters of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const reading = readJson(text)
        if (!reading.ok) assert.match(reading.error.detail, /^the reply [ -~]{1,80}$/)
      }),
    )
  })
})

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels)
}

function withoutPrototypeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypeKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['__proto__', 'constructor', 'prototype'].includes(key))
      .map(([key, member]) => [key, withoutPrototypeKeys(member)]),
  )
}
