/** Laws of link tokens: they say what was signed for a day, every other token is refused, and all cost the same. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { LinkKey } from '../../../../lib/domain/people/links/link-keys.ts'
import {
  isSameText,
  type Primitives,
  signLink,
  verifyLink,
} from '../../../../lib/domain/people/links/link-token.ts'
import { CROCKFORD, fromCrockford, toCrockford } from '../../../../lib/domain/text/crockford.ts'
import { DAY_MS, MINUTE_MS } from '../../../../lib/domain/text/time.ts'
import { longLink } from '../../../kit/long-link.ts'

const NOON = Date.UTC(2026, 10, 22, 12, 0, 0)
const keyOf = (id: string, fill: number): LinkKey => ({ id, bytes: new Uint8Array(32).fill(fill) })
const KEYS = [keyOf('2', 2), keyOf('1', 1)]
const CONTACTS = ['oncall-a', 'oncall-b', 'pagerduty']
const SIGNED = { key: KEYS[0]!, installation: 'main', incident: 'K7QX2', contact: 'oncall-b', at: NOON }
const VERIFYING = { keys: KEYS, installation: 'main', contacts: CONTACTS, now: NOON + MINUTE_MS }

const sign = (over: Partial<typeof SIGNED> = {}) => {
  const signed = { ...SIGNED, ...over }
  return { long: longLink(signed), short: signLink(signed) }
}
const verify = (token: string, over: Partial<typeof VERIFYING> = {}) =>
  verifyLink(token, { ...VERIFYING, ...over })

const FORMS = ['long', 'short'] as const
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~%/'

describe('a token that was signed', () => {
  for (const form of FORMS) {
    it(`${form}: tells incident, contact and minute, and has letters that fit into a link`, () => {
      const token = sign()[form]
      const link = verify(token)
      assert.deepEqual(link, {
        deed: link?.deed,
        incident: 'K7QX2',
        contact: 'oncall-b',
        noticedAt: NOON,
      })
      assert.match(token, form === 'short' ? /^[A-Za-z0-9_-]{32}$/ : /^[A-Za-z0-9_.-]{1,256}$/)
      assert.equal(encodeURIComponent(token), token)
    })

    it(`${form}: works for 24 hours from its minute on, and not a millisecond longer`, () => {
      for (const at of [NOON, NOON + 1, NOON + 59_999]) {
        const token = sign({ at })[form]
        const ends = Math.ceil(at / MINUTE_MS) * MINUTE_MS + DAY_MS
        assert.ok(verify(token, { now: at }))
        assert.ok(verify(token, { now: ends - 1 }))
        assert.equal(verify(token, { now: ends }), null)
      }
    })

    it(`${form}: works where the clock is an hour behind that of who signed`, () => {
      assert.ok(verify(sign()[form], { now: NOON - 59 * MINUTE_MS }))
    })

    it(`${form}: still works after a rotation, and no more when its key is gone`, () => {
      const token = sign()[form]
      assert.ok(verify(token, { keys: [keyOf('3', 3), ...KEYS] }))
      assert.equal(verify(token, { keys: [keyOf('3', 3)] }), null)
      assert.equal(verify(token, { keys: [] }), null)
    })

    it(`${form}: ends in a letter or digit, for phones cut a dash off the end of a link`, () => {
      for (let minute = 0; minute < 300; minute++)
        assert.match(sign({ at: NOON + minute * MINUTE_MS })[form], /[A-Za-z0-9]$/)
    })
  }

  it('is one deed in both forms, and another deed for another notice', () => {
    const { long, short } = sign()
    const deed = verify(long)!.deed
    assert.match(deed, /^ack-[A-Za-z0-9_-]{22}$/)
    assert.equal(verify(short)!.deed, deed)
    for (const over of [
      { at: NOON + MINUTE_MS },
      { contact: 'oncall-a' },
      { incident: 'K7QX3' },
      { key: KEYS[1]! },
    ])
      assert.notEqual(verify(sign(over).short)!.deed, deed)
  })

  it('is an HMAC-SHA-256 over fields with their lengths, as anybody can recompute', () => {
    const expires = String(NOON / MINUTE_MS + 1_440)
    const fields = ['watchfire link 1', '2', 'main', 'K7QX2', 'oncall-b', 'ack', expires]
    const message = fields.map((field) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(field.length)
      return Buffer.concat([length, Buffer.from(field)])
    })
    const mac = createHmac('sha256', KEYS[0]!.bytes).update(Buffer.concat(message)).digest()
    const letters = toCrockford(Number(expires), 4)
    assert.equal(sign().short, `K7QX22${letters}${mac.subarray(0, 16).toString('base64url')}`)
  })

  it('short: four letters of expiry mean the right minute for years to come, and wrap after 728 days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 365 * 1_440 }), (minutes) => {
        const at = NOON + minutes * MINUTE_MS
        const { short } = sign({ at })
        assert.ok(verify(short, { now: at }))
        for (const later of [DAY_MS, 30 * DAY_MS, 727 * DAY_MS, 728 * DAY_MS, 729 * DAY_MS])
          assert.equal(verify(short, { now: at + later }), null)
      }),
      { numRuns: 50 },
    )
    const wrapped = NOON + 2 ** 20 * MINUTE_MS
    assert.equal(sign().short.slice(6, 10), sign({ at: wrapped }).short.slice(6, 10))
    assert.equal(verify(sign().short, { now: wrapped }), null)
  })

  it('Crockford: what is written in four letters is read', () => {
    for (const value of [0, 1, 31, 32, 1_023, 2 ** 20 - 1])
      assert.equal(fromCrockford(toCrockford(value, 4)), value)
    assert.equal(toCrockford(2 ** 20 + 5, 4), '0005')
  })
})

const { long, short } = sign()
const [, , , , , EXPIRES] = long.split('.')

/** The token with one of the parts between its dots replaced. */
const withPart = (place: number, part: string): string => long.split('.').with(place, part).join('.')
const flipped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`

const BAD: Readonly<Record<string, string>> = {
  empty: '',
  'one letter': 'a',
  garbage: 'x'.repeat(32),
  'garbage of the long form': `2.main.K7QX2.oncall-b.ack.${EXPIRES}.${'A'.repeat(43)}`,
  'all zeros, the MAC that stands in for none': `K7QX22${short.slice(6, 10)}${'A'.repeat(22)}`,
  overlong: `${long}${'A'.repeat(1_000_000)}`,
  'overlong by a letter': `${short}A`,
  'long: overlong by a letter': `${long}A`,
  'a line break behind it': `${short}\n`,
  'a dot behind it': `${long}.`,
  'percent-encoded': long.replace('.', '%2E'),
  'truncated by a letter': short.slice(0, -1),
  'long: truncated by a letter': long.slice(0, -1),
  'long: the MAC of the short one': `${long.slice(0, -43)}${short.slice(-22)}`,
  'short: without its MAC': short.slice(0, 10),
  'long: without its MAC': long.slice(0, -44),
  'forged: the MAC changed at its end': flipped(short, 31),
  'forged: the MAC changed at its start': flipped(short, 10),
  'long: forged at its end': flipped(long, long.length - 1),
  'long: forged at its start': flipped(long, long.length - 43),
  expired: sign({ at: NOON - DAY_MS }).short,
  'long: expired': sign({ at: NOON - DAY_MS }).long,
  'an expiry put off': `${short.slice(0, 6)}${toCrockford(Number(EXPIRES) + 60, 4)}${short.slice(10)}`,
  'long: an expiry put off': withPart(5, String(Number(EXPIRES) + 60)),
  'long: an expiry with a zero before it': withPart(5, `0${EXPIRES}`),
  'long: an expiry that is no number': withPart(5, '1e99'),
  'long: an expiry beyond all time': withPart(5, '9999999999'),
  'of a contact who is not told any more': sign({ contact: 'oncall-z' }).short,
  'long: of a contact who is not told any more': sign({ contact: 'oncall-z' }).long,
  'long: of another contact': withPart(3, 'oncall-a'),
  'long: of nobody': withPart(3, ''),
  'of another incident': `K7QX3${short.slice(5)}`,
  'long: of another incident': withPart(2, 'K7QX3'),
  'of an incident in lower case': `k7qx2${short.slice(5)}`,
  'of another key': sign({ key: keyOf('2', 9) }).short,
  'long: of another key': sign({ key: keyOf('2', 9) }).long,
  'of a key that is not known': sign({ key: keyOf('Z', 2) }).short,
  'long: of a key that is not known': sign({ key: keyOf('Z', 2) }).long,
  'of the key that stands in for none': sign({ key: keyOf('Z', 0) }).short,
  'signed with one key in the name of another': `${short.slice(0, 5)}1${short.slice(6)}`,
  'long: signed with one key in the name of another': withPart(0, '1'),
  'of another installation': sign({ installation: 'staging' }).short,
  'long: of another installation': sign({ installation: 'staging' }).long,
  'long: moved to another installation': withPart(1, 'staging'),
  'long: another action': withPart(4, 'mute'),
  'long: no action': withPart(4, ''),
  'fields that run into one another': withPart(3, 'oncall-b.ack'),
  'of a prototype': '__proto__',
}

/** Counts what is done for a token. */
function workFor(token: string): string {
  let [macs, comparisons] = [0, 0]
  const primitives: Primitives = {
    mac: (key, message) => {
      macs += 1
      return createHmac('sha256', key).update(message).digest()
    },
    isEqual: (a, b) => {
      comparisons += 1
      return a === b
    },
  }
  verifyLink(token, { ...VERIFYING, primitives })
  return `${macs} MACs, ${comparisons} comparisons`
}

describe('every other token', () => {
  for (const [what, token] of Object.entries(BAD))
    it(`is refused: ${what}`, () => {
      assert.equal(verify(token), null)
      assert.equal(workFor(token), `${CONTACTS.length} MACs, ${CONTACTS.length} comparisons`)
    })

  it('costs as much as one that is accepted, whoever is meant', () => {
    for (const contact of CONTACTS)
      for (const form of FORMS)
        assert.equal(
          workFor(sign({ contact })[form]),
          `${CONTACTS.length} MACs, ${CONTACTS.length} comparisons`,
        )
  })

  for (const form of FORMS)
    it(`${form}: any single letter changed is refused`, () => {
      const token = sign()[form]
      for (let at = 0; at < token.length; at++)
        for (const letter of LETTERS)
          if (letter !== token[at])
            assert.equal(
              verify(`${token.slice(0, at)}${letter}${token.slice(at + 1)}`),
              null,
              `${at} ${letter}`,
            )
    })

  it('any letters taken out, put in or moved are refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FORMS),
        fc.nat({ max: 120 }),
        fc.nat({ max: 4 }),
        fc.string({ maxLength: 4 }),
        (form, at, taken, put) => {
          const token = sign()[form]
          const other = `${token.slice(0, at)}${put}${token.slice(at + taken)}`
          if (other !== token) assert.equal(verify(other), null, other)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('anything at all is refused and does not throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 32, maxLength: 32 })),
        (token) => {
          assert.equal(verify(token), null)
        },
      ),
      { numRuns: 500 },
    )
    const crockford = fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 32, maxLength: 32 })
    fc.assert(fc.property(crockford, (token) => assert.equal(verify(token), null)))
  })
})

it('comparing reads every letter, wherever the first one differs', () => {
  const lettersRead = (a: string, b: string): number => {
    let count = 0
    const charCodeAt = (at: number) => {
      count += 1
      return a.charCodeAt(at)
    }
    isSameText({ length: a.length, charCodeAt } as unknown as string, b)
    return count
  }
  for (const other of ['abcdef', 'Xbcdef', 'abcdeX', 'abc', '', 'abcdefgh']) {
    assert.equal(lettersRead('abcdef', other), 6)
    assert.equal(isSameText('abcdef', other), other === 'abcdef')
  }
})
