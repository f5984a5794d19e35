/** Only an object's own members are read, and one complaint makes the reading fail. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Fields, readFields } from '../../../../lib/domain/look/reply/fields.ts'

describe('the members of a reply', () => {
  it('are never read through the prototype', () => {
    const heir = Object.create({ a: '1' }) as unknown
    const reading = readFields(heir, (fields) => [fields.has('a'), fields.raw('a')])
    assert.deepEqual(reading, { ok: true, value: [false, undefined] })
    const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty']
    for (const name of inherited) {
      assert.deepEqual(
        readFields({}, (fields) => fields.has(name)),
        { ok: true, value: false },
      )
    }
  })

  it('of what is no object are all missing', () => {
    for (const value of [null, undefined, 7, 'data', [], ['7'], true]) {
      const reading = readFields(value, (fields) => fields.integer('0'))
      assert.deepEqual(reading, { ok: false, error: '0 is missing, expected a decimal integer' })
    }
  })

  it('are named with their whole path, and the first complaint counts', () => {
    const read = (fields: Fields) => fields.within('a').within('b').root('c') + fields.text('d', 9)
    assert.deepEqual(readFields({ a: { b: {} } }, read), {
      ok: false,
      error: 'a.b.c is missing, expected 0x and 64 hex digits',
    })
    assert.deepEqual(readFields({ a: [] }, read), { ok: false, error: 'a is a list, expected an object' })
  })

  it('cannot be read at all after a complaint by the reader itself', () => {
    const reading = readFields({}, (fields) => fields.complain('a and b disagree'))
    assert.deepEqual(reading, { ok: false, error: 'a and b disagree' })
  })
})
