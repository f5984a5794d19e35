/** Acknowledge: what a link in a message shows, and what pressing its button does; only the latter writes. */

import { type LinkState, linkState } from '../domain/incidents/link-state.ts'
import type { Ack } from '../domain/people/deed.ts'
import type { LinkKeys } from '../domain/people/links/link-keys.ts'
import { type Link, verifyLink } from '../domain/people/links/link-token.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { DAY_MS } from '../domain/text/time.ts'
import type { Log, Store } from '../ports.ts'
import { readStore, type StoreReading } from './read-store.ts'

interface Acknowledging extends StoreReading {
  readonly store: StoreReading['store'] & Pick<Store, 'putDeed'>
  readonly log: Log
  readonly settings: Settings
  readonly installation: string
  readonly keys: LinkKeys
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

/** What the settings allow for `ackExpires` too. */
const ACK_MS_MAX = DAY_MS

/** The store is asked only about a link that was signed, so nobody without a key can make it work. */
export async function seeLink(token: string, desk: Acknowledging): Promise<LinkState> {
  const link = verified(token, desk)
  return link === null ? { kind: 'refused' } : await stateOf(link, desk)
}

/** For `ackMs`, or as long as the settings say; a link that was used before writes nothing. */
export async function acknowledgeByLink(
  token: string,
  ackMs: number | undefined,
  desk: Acknowledging,
): Promise<LinkState> {
  const link = verified(token, desk)
  if (link === null) return { kind: 'refused' }
  const state = await stateOf(link, desk)
  if (state.kind !== 'open') return state
  const { clock, store, log } = desk
  const { incident, who } = state
  const { id, kind, subject } = incident
  const at = clock.now()
  const until = at + Math.min(ackMs ?? state.ackMs, ACK_MS_MAX)
  const ack: Ack = { id: link.deed, what: 'ack', at, who, until, kind, subject, incident: id }
  await store.putDeed(ack)
  log.info('acknowledged', { incident: id, kind, subject, who, until: new Date(until).toISOString() })
  return { kind: 'acknowledged', incident, who, until, when: 'now' }
}

function verified(token: string, { keys, installation, settings, clock }: Acknowledging): Link | null {
  const valid = keys.kind === 'keys' ? keys.keys : []
  const contacts = settings.contacts.map(({ id }) => id)
  return verifyLink(token, { keys: valid, installation, contacts, now: clock.now() })
}

async function stateOf(link: Link, desk: Acknowledging): Promise<LinkState> {
  const { settings, freshMs } = desk
  return linkState(link, { ...(await readStore(desk, ['views', 'sent', 'deeds'])), settings, freshMs })
}
