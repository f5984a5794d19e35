/** Laws of the links of one vantage: they need its key and a desk, and whatever is missing is said in the message. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { LinkKeys } from '../../lib/domain/people/links/link-keys.ts'
import type { Links } from '../../lib/domain/people/links.ts'
import { toBase64url } from '../../lib/domain/text/base64url.ts'
import { linkKeysAmong, readLinks } from '../../lib/work/read-links.ts'
import { aPlace } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'

const KEY = `1:${toBase64url(new Uint8Array(32).fill(7))}`
const desk = (vantage: string) => aPlace({ vantage, deskUrl: `https://desk.${vantage}.example.com/` })
const gone = async (): Promise<never> => {
  throw new Error('gone')
}

interface Holding {
  readonly linkKeys?: () => Promise<LinkKeys>
  readonly places?: () => Promise<ReturnType<typeof desk>[]>
}

const keys = (get: () => Promise<string | undefined>) => linkKeysAmong({ get }, 'eu')

async function linksWith({
  linkKeys = keys(async () => KEY),
  places = async () => [desk('us'), desk('eu')],
}: Holding) {
  const warned: string[] = []
  const clock = { now: () => NOON }
  const links = await readLinks({
    clock,
    store: { ...itemStore(memoryItems(clock), clock), places },
    linkKeys,
    settings: fleetSettings('contacts: [{ id: ann, email: ann@example.com }]'),
    vantage: 'eu',
    log: { info: () => undefined, warn: (what) => void warned.push(what) },
  })
  return { links: links({ incident: 'K7QX2', contact: 'ann', at: NOON }), warned }
}

const why = (links: Links) => (links.kind === 'none' ? links.because : 'there are links')

it('the vantage’s own desk comes first, then another Region’s', async () => {
  const { links, warned } = await linksWith({})
  assert.ok(links.kind === 'links')
  assert.deepEqual(
    links.urls.map((url) => new URL(url).host),
    ['desk.eu.example.com', 'desk.us.example.com'],
  )
  assert.match(links.sms!, /^https:\/\/desk\.eu\.example\.com\/a\/[A-Za-z0-9_-]{1,32}$/)
  assert.deepEqual(warned, [])
})

it('without a key there are none, and the message and the log say why', async () => {
  const { links, warned } = await linksWith({ linkKeys: keys(async () => undefined) })
  assert.equal(why(links), 'the secret link-key is not set in eu')
  assert.deepEqual(warned, ['messages go out without links'])
})

it('a key that cannot be read, and desks that are not known, keep no message back', async () => {
  assert.match(
    why((await linksWith({ linkKeys: keys(gone) })).links),
    /^the secret link-key cannot be read in eu/,
  )
  const { links, warned } = await linksWith({ places: gone })
  assert.equal(why(links), 'no desk has told its address yet')
  assert.deepEqual(warned, ['desks not known'])
})

it('vantages that share a desk have one link to it, and one that is watched from no more has none', async () => {
  const shared = (vantage: string) => aPlace({ vantage, deskUrl: 'http://127.0.0.1:7380' })
  const { links } = await linksWith({ places: async () => [desk('gone'), shared('us'), shared('eu')] })
  assert.ok(links.kind === 'links')
  assert.deepEqual(
    links.urls.map((url) => new URL(url).host),
    ['127.0.0.1:7380'],
  )
})
