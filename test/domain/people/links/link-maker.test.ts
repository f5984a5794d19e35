/** Laws of the links in a message: the sender's own desk first, another Region's second, or why there are none. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readLinkKeys } from '../../../../lib/domain/people/links/link-keys.ts'
import { linkMaker } from '../../../../lib/domain/people/links/link-maker.ts'
import { verifyLink } from '../../../../lib/domain/people/links/link-token.ts'

const keys = readLinkKeys(`1:${'A'.repeat(43)}`, { name: 'link-key', place: 'eu' })
const desks = ['ap', 'eu', 'us'].map((vantage) => ({ vantage, url: `https://${vantage}.example.com/` }))
const contacts = [
  { id: 'oncall-a', smsLink: true },
  { id: 'oncall-b', smsLink: false },
]
const making = { keys, desks, installation: 'main', contacts, vantage: 'eu' }
const about = { incident: 'K7QX2', contact: 'oncall-a', at: 0 }

describe('the links in a message', () => {
  it('are short, lead to the own desk first and to one other, and a text message only to the own', () => {
    const links = linkMaker(making)(about)
    assert.ok(links.kind === 'links')
    const [own, other, ...more] = links.urls
    assert.match(own!, /^https:\/\/eu\.example\.com\/a\/[A-Za-z0-9_-]{32}$/)
    assert.equal(other, own!.replace('eu.example', 'ap.example'))
    assert.deepEqual(more, [])
    assert.equal(links.sms, own)
  })

  it('are accepted by whoever has the key, as that contact', () => {
    const links = linkMaker(making)({ ...about, contact: 'oncall-b' })
    assert.ok(links.kind === 'links' && keys.kind === 'keys')
    const verifying = { keys: keys.keys, installation: 'main', contacts: ['oncall-a', 'oncall-b'], now: 0 }
    for (const url of links.urls)
      assert.equal(verifyLink(url.replace(/^.*\/a\//, ''), verifying)?.contact, 'oncall-b')
  })

  it('are left out of text messages to a contact whose carrier filters links', () => {
    const links = linkMaker(making)({ ...about, contact: 'oncall-b' })
    assert.ok(links.kind === 'links')
    assert.equal(links.sms, undefined)
    assert.equal(links.urls.length, 2)
  })

  it('lead to other Regions where the sender has no desk', () => {
    const links = linkMaker({ ...making, vantage: 'sa' })(about)
    assert.ok(links.kind === 'links')
    assert.deepEqual(
      links.urls.map((url) => new URL(url).host),
      ['ap.example.com', 'eu.example.com'],
    )
  })

  it('are none, with the reason, without a key or without a desk', () => {
    const missing = readLinkKeys(undefined, { name: 'link-key', place: 'eu' })
    assert.deepEqual(linkMaker({ ...making, keys: missing })(about), {
      kind: 'none',
      because: 'the secret link-key is not set in eu',
    })
    assert.deepEqual(linkMaker({ ...making, desks: [] })(about), {
      kind: 'none',
      because: 'no desk has told its address yet',
    })
  })
})
