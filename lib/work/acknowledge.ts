/** Acknowledge: what a link in a message shows, and what pressing its button does; only the latter writes. */

import { type LinkState, linkState } from '../domain/incidents/link-state.ts'
import type { Ack } from '../domain/people/deed.ts'
import type { LinkKeys } from '../domain/people/links/link-keys.ts'
import { type Link, verifyLink } from '../domain/people/links/link-token.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { DAY_MS } from '../domain/text/time.ts'
import type { Clock, Log, Store } from '../ports.ts'

interface Acknowledging {
  readonly clock: Pick<Clock, 'now'>
  readonly store: Pick<Store, 'views' | 'sent' | 'deeds' | 'putDeed'>
  readonly log: Log
  readonly settings: Settings
  readonly installation: string
  /** The ids of everybody who may be told. */
  readonly contacts: readonly string[]
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

function verified(token: string, { keys, installation, contacts, clock }: Acknowledging): Link | null {
  const known = keys.kind === 'keys' ? keys.keys : []
  return verifyLink(token, { keys: known, installation, contacts, now: clock.now() })
}

async function stateOf(link: Link, { store, settings, freshMs, clock }: Acknowledging): Promise<LinkState> {
  const [views, sent, deeds] = await Promise.all([store.views(), store.sent(), store.deeds()])
  return linkState(link, { views, sent, deeds, settings, freshMs, now: clock.now() })
}
