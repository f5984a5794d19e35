/** Laws of the link keys: bad text is named and never repeated, and a rotation keeps what signs now. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type LinkKeys, readLinkKeys, rotateLinkKeys } from '../../../../lib/domain/people/links/link-keys.ts'
import { fromBase64url, toBase64url } from '../../../../lib/domain/text/base64url.ts'
import { CROCKFORD } from '../../../../lib/domain/text/crockford.ts'

const PLACE = { name: 'link-key', place: 'eu-central-1' }
const read = (text: string | undefined) => readLinkKeys(text, PLACE)
const bytesOf = (fill: number) => new Uint8Array(32).fill(fill)
const key = (id: string, fill: number) => `${id}:${toBase64url(bytesOf(fill))}`

describe('link keys', () => {
  it('are read newest first, with any white space between and around them', () => {
    const found = read(` ${key('2', 2)}\n${key('1', 1)}  ${key('Z', 3)}\n`)
    assert.ok(found.kind === 'keys')
    assert.deepEqual(
      found.keys.map(({ id, bytes }) => [id, bytes[0], bytes.length]),
      [
        ['2', 2, 32],
        ['1', 1, 32],
        ['Z', 3, 32],
      ],
    )
  })

  it('are said to be missing where there are none', () => {
    const because = 'the secret link-key is not set in eu-central-1'
    assert.deepEqual(read(undefined), { kind: 'none', problem: 'missing', because })
  })

  const WRONG = 'its key number'
  const BAD: Readonly<Record<string, readonly [text: string, why: string]>> = {
    'an empty text': ['', WRONG],
    'white space': [' \n', WRONG],
    'a key without its id': [toBase64url(bytesOf(1)), WRONG],
    'an id in lower case': [key('a', 1), WRONG],
    'an id that Crockford leaves out': [key('U', 1), WRONG],
    'an id of two letters': [key('12', 1), WRONG],
    'a key of 31 bytes': [`1:${toBase64url(bytesOf(1).slice(1))}`, WRONG],
    'a key of 33 bytes': [`1:${toBase64url(new Uint8Array(33))}`, WRONG],
    'base64 with padding': [`${key('1', 1)}=`, WRONG],
    'bits behind the last byte': [`1:${'A'.repeat(42)}B`, WRONG],
    'letters that are no base64url': [`1:${'+'.repeat(43)}`, WRONG],
    'a second key that is cut off': [`${key('2', 2)} ${key('1', 1).slice(0, -1)}`, `${WRONG} 2 `],
    'two keys of one name': [`${key('1', 1)} ${key('1', 2)}`, 'two of its keys are named 1'],
    'commas between keys': [`${key('2', 2)},${key('1', 1)}`, WRONG],
  }
  for (const [what, [text, why]] of Object.entries(BAD))
    it(`are not read from ${what}, and the problem holds nothing of it`, () => {
      const found = read(text)
      assert.ok(found.kind === 'none' && found.problem === 'malformed')
      assert.ok(
        found.because.startsWith('the secret link-key in eu-central-1 is no link key: '),
        found.because,
      )
      assert.ok(found.because.includes(why), found.because)
      for (const part of text.split(/[\s:,]+/).filter((one) => one.length > 8))
        assert.ok(!found.because.includes(part))
    })
})

describe('a rotation', () => {
  const keysIn = (text: string) => {
    const found = read(text)
    assert.ok(found.kind === 'keys')
    return found.keys.map(({ id, bytes }) => `${id}${bytes[0]}`)
  }

  it('makes the first key where there is none or none that can be read', () => {
    assert.deepEqual(keysIn(rotateLinkKeys([], bytesOf(7))), ['17'])
    assert.deepEqual(keysIn(rotateLinkKeys([read(undefined), read('broken')], bytesOf(7))), ['17'])
  })

  it('puts the new key first and keeps the newest old one, and no other', () => {
    const present = read(`${key('2', 2)} ${key('1', 1)}`)
    assert.deepEqual(keysIn(rotateLinkKeys([present, present, present], bytesOf(7))), ['37', '22'])
  })

  it('keeps what each Region signs with, where an earlier rotation did not reach all', () => {
    const [behind, ahead] = [read(key('1', 1)), read(`${key('2', 2)} ${key('1', 1)}`)]
    assert.deepEqual(keysIn(rotateLinkKeys([behind, ahead], bytesOf(7))), ['37', '11', '22'])
  })

  it('never gives two keys one name, however often it is done', () => {
    let keys: LinkKeys = read(undefined)
    const names: string[] = []
    for (let turn = 0; turn < 70; turn++) {
      keys = read(rotateLinkKeys([keys], bytesOf(turn)))
      assert.ok(keys.kind === 'keys')
      names.push(keys.keys[0].id)
    }
    assert.equal(new Set(names.slice(0, CROCKFORD.length)).size, CROCKFORD.length)
  })
})

it('base64url: what is written is read, and nothing else gives the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toBase64url(bytes)
      assert.equal(text, Buffer.from(bytes).toString('base64url'))
      assert.deepEqual(fromBase64url(text), Uint8Array.from(bytes))
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const bytes = fromBase64url(text)
      assert.ok(bytes === undefined || toBase64url(bytes) === text)
    }),
  )
})
