/** Laws of the scrubber: nothing of a secret is left in any writing of it, and what is no secret stays as it was. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { scrubber } from '../../../lib/adapters/http/scrubber.ts'

const TOKEN = 'tk-5Fz9/Qw+81xLmN=0pR'
const scrub = scrubber([TOKEN])
const says = (what: string) => JSON.stringify({ code: 401, message: `Invalid API key: ${what}` })

describe('H2: an endpoint that repeats our secret', () => {
  const writings: Readonly<Record<string, string>> = {
    'as it is': TOKEN,
    'in capitals': TOKEN.toUpperCase(),
    'as in a URL': encodeURIComponent(TOKEN),
    'in base64': Buffer.from(TOKEN).toString('base64'),
    'in base64 for URLs': Buffer.from(TOKEN).toString('base64url'),
    'in base64 behind one letter': Buffer.from(`x${TOKEN}`).toString('base64'),
    'in base64 behind a name, as basic authentication has it': Buffer.from(`ab${TOKEN}!`).toString('base64'),
  }
  for (const [how, written] of Object.entries(writings))
    it(`${how}: no eight letters of it are left`, () => {
      const shown = scrub(says(written)).toLowerCase()
      const core = written.toLowerCase().slice(4, -4)
      for (let at = 0; at + 8 <= core.length; at++) assert.ok(!shown.includes(core.slice(at, at + 8)), shown)
      assert.doesNotThrow(() => JSON.parse(shown))
    })

  it("written with JSON's escapes", () => {
    const escaped = [...TOKEN].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    const text = `{"message":"${escaped.join('')}"}`
    assert.equal(JSON.parse(text).message, TOKEN)
    assert.equal(JSON.parse(scrub(text)).message, '(secret)')
  })

  it('in pieces of eight letters', () => {
    const text = scrub(JSON.stringify({ version: `Geth/${TOKEN.slice(2, 10)}`, peer_id: TOKEN.slice(9, 17) }))
    assert.deepEqual(JSON.parse(text), { version: 'Geth/(secret)', peer_id: '(secret)' })
  })
})

describe('H2: what is no secret', () => {
  const reply = JSON.stringify({
    data: {
      root: `0x${'1f2e3d4c'.repeat(8)}`,
      finalized: true,
      version: 'Lighthouse/v8.0.0',
      slot: '12345678',
    },
  })

  it('stays letter by letter, also where a secret is made of words or of hexadecimal digits', () => {
    assert.equal(scrub(reply), reply)
    assert.equal(scrubber(['lighthouse-finalized-key'])(reply), reply)
    assert.equal(scrubber(['aa1f2e3d4c99887766554433'])(reply), reply)
    assert.equal(scrubber([])(reply), reply)
    assert.equal(scrubber(['-----BEGIN KEY-----\nLighthouse/v8.0.0\n-----END KEY-----'])(reply), reply)
  })

  it('but sixteen hexadecimal digits of one are no chance', () => {
    const text = scrubber(['aa1f2e3d4c99887766554433'])('{"root":"0x1f2e3d4c99887766"}')
    assert.equal(text, '{"root":"0x(secret)"}')
  })
})
